"""What hangs below a ticked option limits it, as the rules hear it."""

import pytest

from rothscope.clauses.find import Reader
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language
from rothscope.reading import read_bare

AT_59 = "# In-Service Withdrawals\n\n[X] permitted at age 59½, out of:\n"
CONVERSION = "# In-Plan Roth Conversions\n\n[X] Permitted, for amounts:\n"
FROM = "# In-Plan Roth Conversions\n\n[X] Permitted, from the following vested Accounts:\n"
LISTS = [
    (AT_59 + "[X] (1) Elective Deferrals\n[ ] (2) Matching Contributions", "in_service_59_half", True,
     "an account below it is left empty"),
    (AT_59 + "[X] (1) Elective Deferrals\n[X] (2) Matching Contributions", "in_service_59_half", False,
     "all accounts below it are ticked"),
    (AT_59 + "[X] (1) the whole account\n[ ] (2) Matching Contributions", "in_service_59_half", False,
     "what is ticked is all the money"),
    (AT_59 + "[X] (1) in cash\n[ ] (2) in shares", "in_service_59_half", False, "the list is of no money"),
    (CONVERSION + "[X] (1) that could then be paid out\n[ ] (2) of any kind", "in_plan_roth_conversion", True,
     "what ends its sentence limits it"),
    (CONVERSION + "[ ] (1) that could then be paid out\n[X] (2) of any kind", "in_plan_roth_conversion", False,
     "the limit below it is left empty"),
    ("# In-Plan Roth Conversions\n\n[X] Permitted, but only for:\n[X] (1) these amounts\n[ ] (2) any amounts",
     "in_plan_roth_conversion", True, "it ends with its only"),
    ("# In-Service Withdrawals\n\n[X] permitted at age 59½, from:\n[X] (1) Deferral Account\n[ ] (2) Basic Account",
     "in_service_59_half", True, "it ends with its from"),
    (FROM + "[ ] (1) All Accounts\n[X] (2) Deferral Account only\n[ ] (3) Match Account", "in_plan_roth_conversion",
     True, "from the accounts below, of which one is ticked"),
    (FROM + "[X] (1) All Accounts\n[ ] (2) Deferral Account only", "in_plan_roth_conversion", False,
     "all accounts are ticked"),
    (FROM + "[X] (1) Deferral Account\n[X] (2) Match Account\n[ ] (3) minimum of $500", "in_plan_roth_conversion",
     False, "what is left empty is no account"),
    (FROM + "[ ] (1) All Accounts\n[X] (2) only:\n[X] (i) After-Tax Account\n[ ] (ii) Match Account",
     "in_plan_roth_conversion", True, "the list below its only"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "feature", "limited", "why"), LISTS, ids=[row[-1] for row in LISTS])
def test_sublists(text: str, feature: str, limited: bool, why: str) -> None:
    folder = patterns_folder()
    passages = read_bare(text, folder).passages
    found = Reader(load_language(folder), {}).find_clauses(passages)
    given = [
        c
        for c in found
        if c.feature == feature and c.votes and c.quote.startswith(("permitted", "Permitted"))
    ]
    assert [clause.limited for clause in given] == [limited], why
