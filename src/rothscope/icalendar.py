"""All-day events as an iCalendar text, for a person to import.

In: events with their day. Out: text by RFC 5545: CRLF line ends, lines folded at 75 octets, text escaped; the same
events always give the same bytes, so importing twice replaces and never doubles.
"""

import datetime
from collections.abc import Sequence

from rothscope.model.frozen import Frozen

FOLD = 75  # octets in a line, RFC 5545 3.1


class Event(Frozen):
    """One all-day event; `uid` names it for good, without the host that is added to it."""

    day: datetime.date
    summary: str
    description: str
    uid: str


def icalendar(events: Sequence[Event], product: str) -> str:
    """Return the events as an iCalendar text; `product` says what wrote it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Rothscope//{product}//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += _lines(event)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _lines(event: Event) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}@rothscope",
        f"DTSTAMP:{event.day.year}0101T000000Z",  # no clock: the same events are the same file
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(event.summary)}",
        f"DESCRIPTION:{_escaped(event.description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for plain, escaped in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", "\\n"),
    ):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """A line cut into runs of at most 75 octets, never within a character, each run after the first
    indented.
    """
    runs, run = [], ""
    for letter in line:
        if len((run + letter).encode()) > FOLD:
            runs.append(run)
            run = " "
        run += letter
    return "\r\n".join([*runs, run])
