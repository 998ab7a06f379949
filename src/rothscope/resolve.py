"""Clauses of one feature -> one finding; conflict is a result, and nothing is thrown away.

Only operative clauses that give or refuse vote. The highest authority (plan document over SPD over flyer) decides, then
the way of saying it (ticked over stated over summarised), then words that name the feature over words that only go on
under its heading, then the chapter on the subject over remarks elsewhere. The order of clauses never matters: of several
that decide, the first that tells a number (an age, a formula, a ceiling) is shown first.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from rothscope.model.clause import (
    ALONE,
    CASE,
    LEFT_OVER,
    Clause,
    Condition,
    ConditionKind,
    Fact,
    Force,
    GivesWay,
    Polarity,
    Rank,
    standing,
)
from rothscope.model.finding import Finding, Status

TELLING = 4
"""Words from which a quote says something by itself; "Yes." or "Not permitted" needs its question."""

_RANKS = {Rank.ELECTED: 2, Rank.STATED: 1, Rank.SUMMARISED: 0}


def resolve(
    feature: str, title: str, clauses: Iterable[Clause], gives_way: GivesWay | None = None
) -> Finding:
    """Return the finding of one feature from all clauses that speak of it, without facts that give way to others."""
    heard = [clause for clause in clauses if clause.feature == feature]
    if len(heard) > 1:
        heard.sort(key=_place)
    voters = [c for c in heard if c.votes]
    mentions = tuple(c for c in heard if not c.votes)
    left_empty = max((c.authority for c in mentions if _is_left_empty(c)), default=-1)
    if not voters or left_empty > max(c.authority for c in voters):
        return _without_voters(feature, title, mentions, voters)
    of_all = [
        c for c in voters if not _has(c, CASE)
    ]  # the refusal of one case outweighs nothing that is given
    top = max(_weight(c) for c in of_all or voters)
    deciders = [c for c in voters if _weight(c) >= top]
    lower = [c for c in voters if _weight(c) < top]
    status, reason, winners = _settle(deciders)
    losers = [c for c in deciders if c not in winners]
    # What weighs most comes first, since that is what a reader is shown.
    opposed = [c for c in [*losers, *lower] if c.polarity is not winners[0].polarity]
    against = sorted(opposed, key=_weight, reverse=True)
    agreeing = [c for c in [*losers, *lower] if c not in against]
    return Finding(
        feature=feature,
        title=title,
        status=status,
        reason=reason,
        conditions=_conditions(winners),
        facts=standing(_facts(winners, heard), gives_way or {}),
        decided_by=tuple(winners),
        against=tuple(against),
        mentions=(*mentions, *agreeing),
    )


def _settle(deciders: Sequence[Clause]) -> tuple[Status, str, list[Clause]]:
    grants = [c for c in deciders if c.polarity is Polarity.GRANTS]
    denials = [c for c in deciders if c.polarity is Polarity.DENIES and not (grants and _has(c, LEFT_OVER))]
    free = [c for c in grants if not c.limited]
    flat = [c for c in denials if not c.limited]
    if grants and denials:
        flat = [c for c in flat if not _has(c, CASE)]
        if flat and free and _in_one_line([*flat, *free]):
            return Status.CONDITIONAL, "one column of its table allows it and another refuses it", grants
        flat = [c for c in flat if not any(_in_one_line([c, grant]) for grant in grants)]
        if flat and free:
            return Status.CONFLICTING, "one passage allows it and another refuses it", [*grants, *denials]
        if flat:
            return Status.CONDITIONAL, "it is refused in general and allowed for some", grants
        return Status.CONDITIONAL, "it is allowed for some and refused for others", grants
    if denials:
        flat = flat or [c for c in denials if _names_money_alone(c)]
        if flat:
            return Status.NOT_ALLOWED, "the document refuses it and nowhere allows it", flat
        return Status.CONDITIONAL, "it is refused for some people, sources or times only", denials
    if free and (only := [c for c in grants if _is_only_this(c)]):
        return (
            Status.CONDITIONAL,
            "it is allowed, and only within limits that the document sets",
            [*only, *free],
        )
    if free:
        return Status.ALLOWED, "the document allows it and nowhere refuses it", free
    return Status.CONDITIONAL, "every passage that allows it limits it", grants


def _is_only_this(clause: Clause) -> bool:
    """Tell whether a limited clause opens with its limit and so limits every other ("Only vested staff may …")."""
    only = [c.text for c in clause.conditions if c.kind is ConditionKind.ONLY]
    return clause.limited and any(clause.quote.startswith(text) for text in only)


def _in_one_line(clauses: Sequence[Clause]) -> bool:
    """Tell whether all clauses are cells of one row or of one column: each is said of its own plan, group or money."""
    cells = {clause.cell for clause in clauses}
    places = [cell for cell in cells if cell]
    return len(places) == len(cells) and any(len({cell[at] for cell in places}) == 1 for at in (0, 1))


def _names_money_alone(clause: Clause) -> bool:
    """Tell whether all that limits a refusal is the one kind of money it names, the one that counts."""
    return {cue.category for cue in clause.cues if cue.category.startswith("limits")} == {ALONE}


def _has(clause: Clause, category: str) -> bool:
    """Tell whether a refusal is one of a single case ("if your pay is over $160,000"), or of what others do not give."""
    return any(cue.category == category for cue in clause.cues)


def _is_left_empty(clause: Clause) -> bool:
    return clause.force is Force.UNELECTED and clause.rank is Rank.ELECTED


def _without_voters(
    feature: str, title: str, mentions: tuple[Clause, ...], lesser: Sequence[Clause] = ()
) -> Finding:
    """Return the finding where nothing votes, or where a box left empty outranks the voters of lesser documents."""
    unticked = [c for c in mentions if _is_left_empty(c)]
    if unticked:
        return Finding(
            feature=feature, title=title, status=Status.NOT_ALLOWED, decided_by=tuple(unticked),
            reason="its box is left unticked in a form where others are ticked",
            against=tuple(c for c in lesser if c.polarity is Polarity.GRANTS),
            mentions=(
                *(c for c in mentions if c not in unticked),
                *(c for c in lesser if c.polarity is not Polarity.GRANTS),
            ),
        )  # fmt: skip
    if not mentions:
        return _silent(feature, title)
    deferred = [c.defers_to for c in mentions if c.force is Force.DEFERRED]
    defers_to = next((where for where in deferred if where), None) if len(deferred) == len(mentions) else None
    reason = f"it is named, but only where {_forces(mentions)}"
    return Finding(
        feature=feature,
        title=title,
        status=Status.MENTIONED_ONLY,
        reason=reason,
        defers_to=defers_to,
        mentions=mentions,
    )


@cache
def _silent(feature: str, title: str) -> Finding:
    """Return the finding where nothing is heard, which is the same for every document."""
    reason = "the document does not speak of it"
    return Finding(feature=feature, title=title, status=Status.SILENT, reason=reason)


_SAID = {
    Force.OPERATIVE: "nothing gives or refuses it",
    Force.ASKED: "a question is asked",
    Force.UNELECTED: "a box is left empty",
    Force.DEFINITION: "a term is defined",
    Force.EXAMPLE: "an example is given",
    Force.GENERAL_LAW: "the law or plans in general are described",
    Force.HISTORICAL: "the past or a proposal is told",
    Force.DEFERRED: "the choice is left to another document",
    Force.BOILERPLATE: "something else is settled",
}


def _forces(mentions: Sequence[Clause]) -> str:
    present = {clause.force for clause in mentions}
    return " or ".join(_SAID[force] for force in Force if force in present)


def _weight(clause: Clause) -> tuple[int, int, bool, bool]:
    return clause.authority, _RANKS[clause.rank], clause.named, clause.at_home


def _place(clause: Clause) -> tuple[bool, bool, bool, str, int, int, str, str]:
    """Return what clauses are ordered by: questions last and a bare "No." before them, those with a number first, and
    for the rest as a reader meets them.
    """
    asked, bare = clause.force is Force.ASKED, len(clause.quote.split()) < TELLING
    place = clause.document, clause.page, clause.passage, clause.quote, clause.model_dump_json()
    return asked, bare, not clause.facts, *place


def _conditions(clauses: Sequence[Clause]) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(condition for clause in clauses for condition in clause.conditions))


def _facts(winners: Sequence[Clause], heard: Sequence[Clause]) -> tuple[Fact, ...]:
    """Return the facts of the winners, then of other clauses in force.

    Not those of a refusal beside a grant, nor what a document of higher authority tells otherwise.
    """
    ordered = [fact for clause in winners for fact in clause.facts]
    given = winners[0].polarity is Polarity.GRANTS
    told = {(fact.name, c.authority) for c in heard for fact in c.facts if c.votes}
    ordered += [
        fact
        for c in heard
        if c not in winners and c.force is Force.OPERATIVE and not (given and c.polarity is Polarity.DENIES)
        for fact in c.facts
        if not any(name == fact.name and authority > c.authority for name, authority in told)
    ]
    return tuple(dict.fromkeys(ordered))
