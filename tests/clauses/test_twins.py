"""Where a document calls its Roth money "after-tax" and names no other, what it lets people save after-tax is Roth."""

import pytest

from rothscope.model.finding import Status

from .judged import AFTER_TAX, CAP, NOTHING, YES, Row, cases, check

TWO_WAYS = "Our 401(k) lets you save with pre-tax or post-tax dollars."

ROWS: list[Row] = [
    (f"{TWO_WAYS}\n\nRoth: post-tax, and what it earns is not taxed.", AFTER_TAX, NOTHING, "a name after a colon"),
    (f"{TWO_WAYS}\n\nRoth (post-tax) savings are kept apart.", AFTER_TAX, NOTHING, "a name in brackets"),
    ("The City has an after-tax Roth option.\n\nContributions may be pre-tax or after-tax.", AFTER_TAX, NOTHING, "first"),
    ("The City has an after-tax Roth option.\n\nYou may save up to 20% of pay after-tax.", CAP, NOTHING, "its limit"),
    ("You may make pre-tax contributions or after-tax contributions to a Roth 403(b).", AFTER_TAX, NOTHING, "its account"),
    (f"{TWO_WAYS}\n\nThere are two kinds of deferral: Traditional and Roth.", AFTER_TAX, NOTHING, "of two kinds, one"),
    ("Can I save after-tax?\nYes, our plan accepts after-tax Roth contributions.", AFTER_TAX, NOTHING, "in an answer"),
    ("What does Roth mean?\nYou contribute after tax.", AFTER_TAX, NOTHING, "its question asks what Roth is"),
    ("How does Roth work?\nYou may also make regular after-tax contributions.", AFTER_TAX, YES, "other money than Roth"),
    (TWO_WAYS, AFTER_TAX, YES, "nobody speaks of Roth"),
    (f"{TWO_WAYS}\n\nThe Roth account is told of in chapter 3.", AFTER_TAX, YES, "Roth is not called after-tax"),
    (f"{TWO_WAYS}\n\nRoth (post-tax) and voluntary after-tax savings are kept apart.", AFTER_TAX, YES, "told apart"),
    ("You may save pre-tax, Roth or after-tax.\n\nRoth after-tax money is apart.", AFTER_TAX, YES, "named together"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "wanted", "why"), cases(ROWS, {}))
def test_after_tax_money_under_the_name_of_roth(
    text: str, feature: str, wanted: frozenset[Status], why: str
) -> None:
    check(text, feature, wanted, why)
