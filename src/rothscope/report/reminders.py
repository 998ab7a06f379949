"""What to do while HR does not answer: the plan's name and the day a letter was sent in, dated reminders out.

Nothing is stored: the reminders are shown, or written as a calendar file where a person asks for one.
"""

import datetime
from pathlib import Path

from rothscope.icalendar import Event, icalendar
from rothscope.model.analysis import Analysis
from rothscope.model.frozen import Frozen
from rothscope.packs.find import patterns_folder
from rothscope.packs.letters import load_letter_rules
from rothscope.report.plaintext import shorten, wrapped
from rothscope.report.story import plan_name


class DatedReminder(Frozen):
    """One reminder on its day; `letter` is the kind of letter that helps."""

    day: datetime.date
    summary: str
    do: str
    letter: str


def reminders(sent: datetime.date, patterns: Path | None = None) -> tuple[DatedReminder, ...]:
    """Return the reminders of a letter sent on a day. Raises BadPack for a faulty letters.yaml."""
    rules = load_letter_rules(patterns_folder(patterns))
    return tuple(
        DatedReminder(
            day=sent + datetime.timedelta(days=one.days), summary=one.summary, do=one.do, letter=one.letter
        )
        for one in rules.reminders
    )


def reminders_text(dated: tuple[DatedReminder, ...]) -> str:
    """Return the reminders as lines of at most 80 columns."""
    lines = [
        wrapped(f"{one.day.isoformat()}  {one.do} (rothscope letters --kind {one.letter})", "  ", " " * 13)
        for one in dated
    ]
    return "\n".join(["IF NO ANSWER COMES", *lines]) + "\n"


def reminders_ics(analysis: Analysis, dated: tuple[DatedReminder, ...]) -> str:
    """Return the reminders as a calendar file to import, one all-day event each."""
    plan = shorten(plan_name(analysis.plan), 90)
    events = [
        Event(
            day=one.day,
            summary=one.summary,
            description=f"{plan}: {one.do} rothscope letters --kind {one.letter}",
            uid=f"reminder-{one.day:%Y%m%d}-{one.letter}",
        )
        for one in dated
    ]
    return icalendar(events, "Reminders")
