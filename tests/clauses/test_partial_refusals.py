"""Refusals of a part: of one kind of money, in one case, of a list, or for want of a paper."""

import pytest

from rothscope.model.finding import Status

from .judged import AFTER_TAX, BOTH, FROM_IRA, FROM_PLANS, NO, NOTHING, SOME, YES, Row, cases, check

TAKEN = "The Plan accepts rollovers from other plans. "
TABLE = "Feature | This Plan\nRollovers from another employer's plan | Accepted\nRollovers from an IRA | Not accepted"
IRA_ONLY = "Feature | This Plan\nRollovers from an IRA | Accepted\nLoans | Two at a time"
SAVED = "You may make voluntary after-tax contributions. "

ROWS: list[Row] = [
    (TABLE, FROM_PLANS, YES, "the row of IRAs refuses no plan"),
    (TABLE, FROM_IRA, NO, "but it refuses IRAs"),
    (IRA_ONLY, FROM_PLANS, NOTHING, "what is taken from IRAs tells nothing of plans"),
    (IRA_ONLY, FROM_IRA, YES, "and is taken from IRAs"),
    (f"{TAKEN}\n\nRollovers of after-tax money: Not accepted", FROM_PLANS, YES, "one kind of money under a label"),
    (f"{TAKEN}We will not accept the following rollovers:\n- hardship payments\n- loans", FROM_PLANS, YES, "a list"),
    ("The Plan does not accept the following:\n- rollovers from other plans", FROM_PLANS, NO, "what stands in the list is"),
    (f"{TAKEN}You cannot open an account by transferring money into it.", FROM_PLANS, YES, "another verb is refused"),
    (f"{TAKEN}If you cannot sign the form, the Plan cannot accept the rollover.", FROM_PLANS, YES, "a paper is missing"),
    (f"{TAKEN}Otherwise, we cannot deposit the rollover.", FROM_PLANS, YES, "what comes of leaving something out"),
    (f"{TAKEN}The Plan does not accept rollovers from other plans.", FROM_PLANS, BOTH, "a flat no still is one"),
    (f"{SAVED}If your pay is over $160,000, you may not make after-tax contributions.", AFTER_TAX, SOME, "a case before it"),
    (f"{SAVED}You may not make after-tax contributions if you are under 21.", AFTER_TAX, SOME, "a case behind it"),
    (f"{SAVED}You may not make after-tax money, even if vested.", AFTER_TAX, BOTH, "no case"),
    ("You may not make after-tax contributions if you are under 21.", AFTER_TAX, NO, "refused in a case, nowhere given"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases(ROWS, {}))
def test_what_a_refusal_leaves(text: str, feature: str, wanted: frozenset[Status], why: str) -> None:
    check(text, feature, wanted, why)
