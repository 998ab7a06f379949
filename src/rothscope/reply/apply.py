"""What was told, put beside the document's findings for judging only; nobody prints these findings.

In: findings and what the answers settle. Out: findings in which the words of a reply stand on page 0, so that they can
never be taken for words of the document.
"""

from collections.abc import Mapping, Sequence

from rothscope.feasibility.suppose import suppose
from rothscope.model.analysis import Replied
from rothscope.model.clause import Clause, Fact, FactKind, Polarity
from rothscope.model.finding import Finding, Status
from rothscope.model.frozen import Frozen
from rothscope.model.profile import Profile
from rothscope.packs.replies import Effect

Findings = Mapping[str, Finding]
NO_PAGE = 0
OPPOSITE = {Status.ALLOWED: Status.NOT_ALLOWED, Status.NOT_ALLOWED: Status.ALLOWED}


class Told(Frozen):
    """One answer as shown, what it settles (null: nothing), and whether something says the opposite."""

    shown: Replied
    effect: Effect | None
    conflict: bool = False
    who: str = ""

    @property
    def counts(self) -> Effect | None:
        """Return the effect that may be judged with: none of an unclear answer."""
        return None if self.conflict else self.effect


def contradicts(findings: Findings, effect: Effect | None) -> bool:
    """Tell whether the document firmly says the opposite of what an answer settles."""
    if effect is None or effect.feature is None or effect.status is None or effect.explains:
        return False
    finding = findings.get(effect.feature)
    return finding is not None and finding.status is OPPOSITE.get(effect.status)


def with_effects(findings: Findings, told: Sequence[Told]) -> dict[str, Finding]:
    """Return the findings with every answer beside them; what is contradicted becomes a conflict."""
    changed = dict(findings)
    for one in told:
        effect = one.effect
        if effect is None or effect.feature is None or effect.feature not in changed:
            continue
        finding = changed[effect.feature]
        if one.conflict and effect.status is not None:
            changed[effect.feature] = _conflicting(finding, effect, one.shown)
        elif effect.status is not None:
            changed[effect.feature] = _settled(finding, effect, one.shown)
        else:
            changed[effect.feature] = _with_facts(finding, effect, one.shown)
    return changed


def with_person(profile: Profile, told: Sequence[Told]) -> Profile:
    """Return the profile with what was told of the person, where the person has not said it."""
    known: dict[str, object] = {}
    for effect in (one.counts for one in told):
        for name, value in effect.profile.items() if effect else ():
            if getattr(profile, name) is None:
                known[name] = value == "yes" if name == "hce" else value
    return profile.model_copy(update=known)


def _settled(finding: Finding, effect: Effect, shown: Replied) -> Finding:
    status = effect.status or finding.status
    return suppose(finding, status, _clause(finding.feature, effect, shown, ()), _facts(effect, shown))


def _conflicting(finding: Finding, effect: Effect, shown: Replied) -> Finding:
    clause = _clause(finding.feature, effect, shown, ())
    voters = (*finding.decided_by, *finding.against)
    update = {"status": Status.CONFLICTING, "decided_by": (*voters, clause), "against": ()}
    return finding.model_copy(update=update)


def _with_facts(finding: Finding, effect: Effect, shown: Replied) -> Finding:
    """Add facts to a finding and its clauses; a cap nobody spoke of before is thereby stated."""
    new = _facts(effect, shown)
    names = {fact.name for fact in new}

    def joined(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return (*new, *(fact for fact in facts if fact.name not in names))

    clauses = tuple(c.model_copy(update={"facts": joined(c.facts)}) for c in finding.decided_by)
    update: dict[str, object] = {"facts": joined(finding.facts), "decided_by": clauses}
    if finding.status in (Status.SILENT, Status.MENTIONED_ONLY) and finding.feature == "after_tax_cap":
        update |= {"status": Status.ALLOWED, "decided_by": (_clause(finding.feature, effect, shown, new),)}
    return finding.model_copy(update=update)


def _facts(effect: Effect, shown: Replied) -> tuple[Fact, ...]:
    return tuple(
        Fact(name=name, kind=FactKind.CHOICE, value=value, text=shown.answer)
        for name, value in effect.facts.items()
    )


def _clause(feature: str, effect: Effect, shown: Replied, facts: tuple[Fact, ...]) -> Clause:
    denies = effect.status is Status.NOT_ALLOWED
    return Clause(
        feature=feature,
        quote=shown.answer,
        page=NO_PAGE,
        document=shown.who,
        polarity=Polarity.DENIES if denies else Polarity.GRANTS,
        limited=effect.status is Status.CONDITIONAL,
        applies_to=effect.applies_to,
        facts=facts,
        why=shown.who,
    )
