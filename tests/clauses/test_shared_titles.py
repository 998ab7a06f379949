"""A heading that names two features, and options under a label that names one of them."""

import pytest

from rothscope.clauses.around.shared_titles import without_shared_titles
from rothscope.model.clause import Clause, Force, Polarity
from rothscope.model.document import Passage, PassageKind

from .judged import whole

BOTH, ONE = "7 Matching and safe harbor contributions", "7 Safe harbor contributions"
CASES = [
    (
        BOTH,
        "Matching Contributions:",
        "Matching Contributions: Fixed",
        Force.BOILERPLATE,
        "the label is about the match",
    ),
    (BOTH, "Select one:", "Fixed: 50%", Force.BOILERPLATE, "the option is about the match"),
    (BOTH, "Safe harbor contributions:", "Fixed: 50%", Force.OPERATIVE, "the label names it"),
    (BOTH, "", "Fixed: 50%", Force.OPERATIVE, "nothing stands between heading and option"),
    (
        ONE,
        "Matching Contributions:",
        "Matching Contributions: Fixed",
        Force.OPERATIVE,
        "the heading names it alone",
    ),
]


@pytest.mark.parametrize(
    ("heading", "label", "match", "force", "why"), CASES, ids=[case[-1] for case in CASES]
)
def test_shared_titles(heading: str, label: str, match: str, force: Force, why: str) -> None:
    lead = f"{heading} {label}".strip()
    kind, text = PassageKind.OPTION, "Fixed: 50% of deferrals"
    passage = Passage(number=0, kind=kind, text=text, lead_in=lead, path=(heading,), page=1, ticked=True)
    phrases = {"match": match, "safe_harbor": "afe harbor contributions"}
    clauses = [
        Clause(
            feature=feature,
            quote=text,
            page=1,
            lead_in=lead,
            ticked=True,
            phrase=phrase,
            polarity=Polarity.GRANTS,
            passage=0,
        )
        for feature, phrase in phrases.items()
    ]
    told = {clause.feature: clause.force for clause in without_shared_titles(clauses, whole([passage]))}
    assert told == {"match": Force.OPERATIVE, "safe_harbor": force}, why
