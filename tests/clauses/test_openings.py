"""What the opening of an answer says of the sentences behind it."""

import pytest

from rothscope.model.finding import Status

from .judged import AT_59_HALF, CONVERSION, MATCH, NO, NOTHING, SOME, YES, Row, check

ASK = "Can I turn money that is already in the Plan into Roth money?\n"
ROWS: list[Row] = [
    (ASK + "No, the Plan cannot do that. You may do it by moving money to a Roth IRA after you leave.", CONVERSION, NO,
     "behind a no another way is told"),
    (ASK + "Only your after-tax contributions. You can have them moved to your Roth account once each quarter.",
     CONVERSION, SOME, "an opening that only limits limits what is given"),
    (ASK + "Yes. You can have it moved to your Roth account once each quarter.", CONVERSION, YES, "nothing limits it"),
    ("May I withdraw money while I am still employed?\nNo. However, you may withdraw all of it from age 59½ on.",
     AT_59_HALF, YES | SOME | frozenset({Status.CONFLICTING}), "what turns from the no is given"),
    (ASK + "Only if you could have been paid it at the time.", CONVERSION, SOME, "an opening that gives in one case only"),
    ("May I withdraw money while I work here?\nOnly after you leave.", AT_59_HALF, NO | NOTHING, "when nobody is at work"),
    ("May I withdraw money while I am still employed?\nOnly from 59½.", AT_59_HALF, YES, "the age of the feature itself"),
    ("May I withdraw money while I am still employed?\nOnly if you have a hardship.", AT_59_HALF, NO | NOTHING, "hardship"),
    ("The Plan is a 401(k) plan.\n\nDoes the Practice match what I save?\nIt does not.", MATCH, NO, "any employer"),
    # ------------------------------------------------------------ the question or the heading tells the age
    ("What happens at 59½?\nYou may withdraw any part of your vested account.", AT_59_HALF, YES, "an age asked about"),
    ("Age 59½. You may withdraw your own contributions and any money you rolled in.", AT_59_HALF, SOME, "one in a heading"),
    ("What is the tax before 59½?\nYou may owe 10% on what you take out of your account.", AT_59_HALF, NOTHING, "a tax"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "status", "why"), ROWS, ids=[row[3] for row in ROWS])
def test_openings(text: str, feature: str, status: frozenset[Status], why: str) -> None:
    check(text, feature, status, why)
