"""What a highlight in the PDF says: one mark for each passage that decided something or spoke against it.

In goes an Analysis and the wording, out come the passages with a colour, a title and a text. Where nothing
decided, the passages that were only heard are marked instead.
"""

from rothscope.model.analysis import Analysis
from rothscope.model.clause import Clause
from rothscope.model.finding import FEATURES
from rothscope.model.frozen import Frozen
from rothscope.packs.wording import Wording


class Remark(Frozen):
    """A passage and what is remarked on it. `colour` is "#rrggbb"; the title names the subject."""

    clause: Clause
    colour: str
    title: str
    text: str


def remarks(analysis: Analysis, wording: Wording) -> tuple[Remark, ...]:
    """Return the remarks in the order of the subjects, each passage once for each subject it speaks of."""
    return tuple(
        remark for feature in FEATURES if feature in analysis.findings
        for remark in _of_feature(analysis, feature, wording)
    )  # fmt: skip


def _of_feature(analysis: Analysis, feature: str, wording: Wording) -> tuple[Remark, ...]:
    finding, words = analysis.findings[feature], wording.features[feature]
    status, sides = wording.status(feature, finding.status).word, wording.sides
    groups = (
        (sides.supports, finding.decided_by),
        (sides.against, finding.against),
        (sides.mention, () if finding.decided_by else finding.mentions),
    )
    # Some readers of annotations choke on one byte of PDFDocEncoding above 127; plain ASCII reads everywhere.
    told = f"{status}. {words.reads[finding.status]}".replace("\u00bd", " 1/2")
    once = {clause: f"{told} ({side}.)" for side, clauses in reversed(groups) for clause in clauses}
    return tuple(
        Remark(
            clause=clause,
            colour=words.colour,
            title=f"Rothscope: {words.title}".replace("\u00bd", " 1/2"),
            text=text,
        )
        for clause, text in once.items()
    )
