"""Where two kinds of document of one plan disagree, such as a summary and the plan document, and which of them decides.

In go the same plan as both read it, out come the provisions they disagree on. Two versions of one kind do not conflict:
the later changes the earlier.
"""

from collections.abc import Mapping

from rothscope.compare.column import Column, first_passage
from rothscope.compare.matrix import values
from rothscope.compare.passages import passage
from rothscope.compare.unlock import OPEN
from rothscope.model.analysis import SourceInfo
from rothscope.model.difference import Conflict, Disagreement, Governs, Passage
from rothscope.model.finding import FEATURES, Finding, Status
from rothscope.packs.comparing import Comparing, GovernsWords
from rothscope.packs.wording import Wording


def chief(sources: tuple[SourceInfo, ...]) -> SourceInfo:
    """Return the document of a side that decides over its others."""
    return max(sources, key=lambda source: source.authority)


def called(source: SourceInfo) -> str:
    """Return how a sentence names a document: its file and its kind."""
    return f"{source.name} ({source.kind_title or source.kind})"


def conflicts(old: Column, new: Column, rules: Comparing, wording: Wording) -> tuple[Conflict, ...]:
    """Return the provisions both documents speak of and one of them settles otherwise than the other."""
    found = []
    for feature in FEATURES:
        was, now = old.findings[feature], new.findings[feature]
        kind = _disagreement(was, now, rules)
        if kind is None or (kind is Disagreement.GAP and not _is_gap(old, new, feature, rules)):
            continue
        governs, because = _governs(kind, old, new, (was, now), rules.diff.governs)
        found.append(
            Conflict(
                feature=feature,
                title=wording.features[feature].title,
                kind=kind,
                word=rules.diff.conflicts[kind],
                old=_told(was, rules, wording),
                new=_told(now, rules, wording),
                old_passage=_first(old, was, wording),
                new_passage=_first(new, now, wording),
                governs=governs,
                because=because,
            )
        )
    return tuple(found)


def _is_gap(old: Column, new: Column, feature: str, rules: Comparing) -> bool:
    """Tell whether the document that leaves a feature open is one that tells the whole plan."""
    quiet = old if old.findings[feature].status in OPEN else new
    return chief(quiet.sources).kind in rules.diff.whole


def _disagreement(was: Finding, now: Finding, rules: Comparing) -> Disagreement | None:
    if (was.status in OPEN) != (now.status in OPEN):
        return Disagreement.GAP
    if was.status in OPEN:
        return None
    if Status.NOT_ALLOWED in (was.status, now.status):
        return Disagreement.CONTRADICTION if was.status is not now.status else None
    if _numbers(was, rules) != _numbers(now, rules):
        return Disagreement.NUMBER
    return Disagreement.CONDITION if was.status is not now.status else None


def _numbers(finding: Finding, rules: Comparing) -> Mapping[str, str]:
    return {name: value.every for name, value in values(finding, rules).items()}


def _governs(
    kind: Disagreement, old: Column, new: Column, findings: tuple[Finding, Finding], words: GovernsWords
) -> tuple[Governs, str]:
    """Return which document decides: the one of more authority, else the later, else nobody knows."""
    was, now = chief(old.sources), chief(new.sources)
    if was.authority != now.authority:
        first = was.authority > now.authority
        high, low = (was, now) if first else (now, was)
        silent = kind is Disagreement.GAP and findings[0 if first else 1].status in OPEN
        told = words.gap if silent else words.higher
        return Governs.OLD if first else Governs.NEW, told.format(kind=called(high), other=called(low))
    if was.date and now.date and was.date != now.date:
        governs = Governs.OLD if was.date > now.date else Governs.NEW
        return governs, words.later.format(date=max(was.date, now.date))
    return Governs.UNCLEAR, words.unclear


def _told(finding: Finding, rules: Comparing, wording: Wording) -> str:
    word = wording.status(finding.feature, finding.status).word
    return "; ".join((word, *_numbers(finding, rules).values()))


def _first(column: Column, finding: Finding, wording: Wording) -> Passage | None:
    clause = first_passage(finding)
    return passage(finding, clause, wording, column.several) if clause else None
