"""Paydays of a year and the files a person keeps them in: dates and dollars in, CSV or iCalendar text out."""

import csv
import datetime
import io
from calendar import monthrange
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from rothscope.icalendar import Event, icalendar
from rothscope.money.cents import NONE, dollars


class Every(StrEnum):
    """How often payroll pays."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"


STEP_DAYS = {Every.WEEKLY: 7, Every.BIWEEKLY: 14}


def paydays(some_payday: datetime.date, every: Every) -> tuple[datetime.date, ...]:
    """Return every payday of the year one payday stands in; 27 of them in some biweekly years, 53 in some
    weekly.

    Twice a month means the payday's own day and fifteen days apart, the fifteenth going with the last of
    the month.
    """
    if every in STEP_DAYS:
        return _by_days(some_payday, STEP_DAYS[every])
    days = _days_of_month(some_payday) if every is Every.SEMIMONTHLY else (_or_last(some_payday),)
    year = some_payday.year
    return tuple(
        datetime.date(year, month, min(day, monthrange(year, month)[1]))
        for month in range(1, 13)
        for day in days
    )


def _by_days(some_payday: datetime.date, step: int) -> tuple[datetime.date, ...]:
    start = datetime.date(some_payday.year, 1, 1)
    first = start + datetime.timedelta(days=(some_payday - start).days % step)
    length = 366 if monthrange(first.year, 2)[1] == 29 else 365
    count = (length - first.timetuple().tm_yday) // step + 1
    return tuple(first + datetime.timedelta(days=step * n) for n in range(count))


def _or_last(day: datetime.date) -> int:
    """The day of the month, 31 standing for the last whatever its number."""
    return 31 if day.day == monthrange(day.year, day.month)[1] else day.day


def _days_of_month(payday: datetime.date) -> tuple[int, int]:
    day = _or_last(payday)
    if day in (15, 31):
        return 15, 31
    return (day, day + 15) if day < 15 else (day - 15, day)


def schedule_csv(
    amounts: Sequence[Decimal], dates: Sequence[datetime.date] = (), bonus: Decimal = NONE
) -> str:
    """Return the cheques as CSV: number, payday where known, amount, running total; what a bonus gives comes last."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["paycheck", "payday", "after_tax", "total"])
    total = Decimal("0.00")
    for number, amount in enumerate(amounts, start=1):
        total += amount
        payday = dates[number - 1].isoformat() if number <= len(dates) else ""
        writer.writerow([number, payday, f"{amount:.2f}", f"{total:.2f}"])
    if bonus:
        writer.writerow(["bonus", "", f"{bonus:.2f}", f"{total + bonus:.2f}"])
    return out.getvalue()


def schedule_ics(amounts: Sequence[Decimal], dates: Sequence[datetime.date], plan: str = "") -> str:
    """Return the paydays as an iCalendar text, one all-day event a cheque."""
    events = [
        Event(
            day=day,
            summary=f"After-tax contribution ${dollars(amount)}",
            description=f"{f'{plan}: paycheck' if plan else 'Paycheck'} {number} of {len(amounts)}",
            uid=f"after-tax-{day:%Y%m%d}-{number}",
        )
        for number, (amount, day) in enumerate(zip(amounts, dates, strict=True), start=1)
    ]
    return icalendar(events, "Paycheck schedule")
