"""What holds where an employer chooses nothing, and what stands under a choice of another matter."""

import pytest

from rothscope.model.finding import Status

from .judged import AFTER_TAX, AT_59_HALF, CONVERSION, NO, NOTHING, ROTH, SOME, YES, Row, cases, check

FORM = """\
# ADOPTION AGREEMENT

## Contributions

{default}

{option}

## Roth Deferrals

{roth} Roth Deferrals are permitted.

[ ] Roth Deferrals are not permitted.
"""
SAVE, NOT = (
    "Participants may make after-tax contributions.",
    "Participants may not make after-tax contributions.",
)


def form(default: str, option: str, filled: bool = True) -> str:
    return FORM.format(default=default, option=option, roth="[X]" if filled else "[ ]")


CONVERT = """\
# ADOPTION AGREEMENT

## Section 5. In-Plan Roth Conversions

[X] Conversions are permitted:
  [ ] at any time
  [X] only after age 59½
"""

ROWS: list[Row] = [
    (form(f"Unless otherwise elected below, {NOT}", f"[ ] {SAVE}"), AFTER_TAX, NO, "a default refuses"),
    (form(f"Unless otherwise elected below, {SAVE}", f"[ ] {NOT}"), AFTER_TAX, YES, "a default gives"),
    (form(f"If no box is checked, {NOT}", f"[ ] {SAVE}"), AFTER_TAX, NO, "a default told by its case"),
    (form(f"Unless otherwise elected below, {NOT}", f"[X] {SAVE}"), AFTER_TAX, YES, "what is elected decides"),
    (form(f"Unless otherwise elected below, {SAVE}", f"[X] {NOT}"), AFTER_TAX, NO, "what is elected refuses"),
    (form(f"Unless otherwise elected below, {SAVE}", f"[ ] {NOT}", False), AFTER_TAX, NOTHING, "nobody filled it in"),
    (form(f"Unless otherwise elected below, {NOT}", f"[ ] {SAVE}", False), AFTER_TAX, NOTHING, "nor this one"),
    (form(f"{SAVE[:-1]} unless the box below is checked.", f"[ ] {NOT}"), AFTER_TAX, YES, "its case told behind it"),
    (form(f"{SAVE[:-1]} unless the box below is checked.", f"[X] {NOT}"), AFTER_TAX, NO, "the box was checked"),
    (form(f"{SAVE[:-1]} unless the box below is checked.", f"[ ] {NOT}", False), AFTER_TAX, NOTHING, "a blank form"),
    (form(f"[ ] {NOT}", f"If no box is checked, {SAVE}", False), AFTER_TAX, NOTHING, "behind its boxes, left blank"),
    (form(f"[ ] {NOT}", f"If no box is checked, {SAVE}"), AFTER_TAX, YES, "behind its boxes"),
    (form(f"[ ] {SAVE}\n\n[X] {NOT}", f"If no box is checked, {SAVE}"), AFTER_TAX, NO, "behind its boxes, one was checked"),
    (form(f"Unless otherwise elected below, {NOT}", f"[ ] {SAVE}"), ROTH, YES, "the other choice stands"),
    (form("The Employer chooses in Part B.", "[ ] Loans are permitted."), AFTER_TAX, NOTHING, "no default"),
    (f"Unless otherwise elected in the Adoption Agreement, {SAVE}", AFTER_TAX, NOTHING, "elected elsewhere"),
    (CONVERT, AT_59_HALF, NOTHING, "the age belongs to the conversion"),
    (CONVERT, CONVERSION, SOME, "which it limits"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases(ROWS, {}))
def test_what_a_form_decides(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)
