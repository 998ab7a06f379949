"""The passages of one provision, then and now: the same, moved, reworded, added or removed.

In go two findings, out come the passages that are not the same in both. Words are compared without case, quotation
marks and white space, so that a new layout alone changes nothing.
"""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from rothscope.model.clause import Clause
from rothscope.model.difference import Passage, PassageChange, What
from rothscope.model.finding import Finding
from rothscope.packs.wording import Wording
from rothscope.report.story import clause_place, side_of

_ORDER = (What.REMOVED, What.ADDED, What.REWORDED, What.MOVED)
_NOT_WORDS = re.compile(r"[^\w%$.½]+")


def passage_changes(
    old: Finding, new: Finding, alike: int, wording: Wording, several: tuple[bool, bool]
) -> tuple[PassageChange, ...]:
    """Return what became of each passage that decided, or that was heard where none did.

    `alike` is the least likeness (0-100) of two passages that count as one reworded; `several` tells of each side whether
    a page needs its file named.
    """
    changes = []
    for one, other in _pairs(_heard(old), _heard(new), alike):
        was, now = one or _elsewhere(other, old), other or _elsewhere(one, new)
        what = _what(was, now)
        if what is What.SAME:
            continue
        changes.append(
            PassageChange(
                what=what,
                old=passage(old, was, wording, several[0]) if was else None,
                new=passage(new, now, wording, several[1]) if now else None,
                likeness=round(_likeness(was, now)) if was and now else None,
            )
        )
    return tuple(sorted(changes, key=lambda change: _ORDER.index(change.what)))


def passage(finding: Finding, clause: Clause, wording: Wording, several: bool) -> Passage:
    """Return a passage as a difference shows it."""
    return Passage(
        quote=clause.quote,
        phrase=clause.phrase,
        page=clause.page,
        printed_page=clause.printed_page,
        where=clause_place(clause, several),
        section=clause.section,
        document=clause.document,
        side=side_of(finding, clause, wording),
    )


def flat(text: str) -> str:
    """Return the words of a text alone, with single spaces."""
    return _NOT_WORDS.sub(" ", text.casefold()).strip(" .")


def _heard(finding: Finding) -> list[Clause]:
    """Return the passages that decided, or those merely heard where none did, each wording once a page."""
    clauses = (*finding.decided_by, *finding.against) or finding.mentions
    return list({(flat(clause.quote), clause.page): clause for clause in reversed(clauses)}.values())[::-1]


def _elsewhere(clause: Clause | None, finding: Finding) -> Clause | None:
    """Return the same words where the other document holds them too, though they decide nothing there."""
    clauses = (*finding.decided_by, *finding.against, *finding.mentions)
    return next((one for one in clauses if clause and flat(one.quote) == flat(clause.quote)), None)


def _likeness(was: Clause, now: Clause) -> float:
    """Return how like two passages are word by word, 0-100."""
    return 100 * Indel.normalized_similarity(flat(was.quote).split(), flat(now.quote).split())


def _pairs(
    left: Sequence[Clause], right: Sequence[Clause], alike: int
) -> list[tuple[Clause | None, Clause | None]]:
    """Pair the passages, equal ones first, then the likest; what finds no partner stands alone."""
    scores = [
        (_likeness(was, now), was.section == now.section, -at, -to)
        for at, was in enumerate(left)
        for to, now in enumerate(right)
    ]
    taken: dict[int, int] = {}
    for score, _, at, to in sorted(scores, reverse=True):
        if score >= alike and -at not in taken and -to not in taken.values():
            taken[-at] = -to
    pairs: list[tuple[Clause | None, Clause | None]] = [
        (was, right[taken[at]] if at in taken else None) for at, was in enumerate(left)
    ]
    return pairs + [(None, now) for to, now in enumerate(right) if to not in taken.values()]


def _what(was: Clause | None, now: Clause | None) -> What:
    if was is None:
        return What.ADDED
    if now is None:
        return What.REMOVED
    if flat(was.quote) != flat(now.quote):
        return What.REWORDED
    place = (was.page, was.printed_page, flat(was.section)) == (now.page, now.printed_page, flat(now.section))
    return What.SAME if place else What.MOVED
