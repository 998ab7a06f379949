"""Who a clause speaks to: grants and refusals limited to groups, read against what the person said.

A finding and a profile go in; out comes an answer where the groups settle or unsettle it, null otherwise.
"""

from collections.abc import Mapping, Sequence

from rothscope.model.clause import Clause, Polarity
from rothscope.model.finding import Finding, Status
from rothscope.model.profile import Profile
from rothscope.packs.tags import Answer, Reason

Groups = Mapping[str, tuple[str, ...]]
"""Words that show a group, by the group's id; the first group whose word a name holds is meant."""


def limited_to_people(finding: Finding, profile: Profile, groups: Groups) -> tuple[Answer, Reason] | None:
    """Return the answer the groups give, or null where the finding speaks to everybody."""
    voters = finding.decided_by + finding.against
    grants = [clause for clause in voters if clause.polarity is Polarity.GRANTS]
    denials = [clause for clause in voters if clause.polarity is Polarity.DENIES]
    if finding.status is Status.NOT_ALLOWED or (denials and not grants):
        return _refused(finding, denials, profile, groups)
    if any(_group(clause, groups) == "hce" for clause in denials) or (
        grants and all(_group(clause, groups) == "nhce" for clause in grants)
    ):
        return _hce_barred(profile)
    if not grants or any(not clause.applies_to for clause in grants):
        return None
    mine = {True: "hce", False: "nhce", None: ""}[profile.hce]
    if any(_group(clause, groups) == mine for clause in grants):
        return None
    return Answer.UNCLEAR, Reason.GROUP_LIMITED


def _refused(
    finding: Finding, denials: Sequence[Clause], profile: Profile, groups: Groups
) -> tuple[Answer, Reason] | None:
    """A refusal to some people, or of some money, says nothing about the rest."""
    if finding.status is Status.NOT_ALLOWED and (not denials or any(not c.applies_to for c in denials)):
        return None
    if any(not clause.applies_to for clause in denials):
        return Answer.UNCLEAR, Reason.CONDITION
    if any(_group(clause, groups) != "hce" for clause in denials):
        return Answer.UNCLEAR, Reason.GROUP_LIMITED
    if profile.hce:
        return Answer.NO, Reason.HCE_BARRED
    return Answer.UNCLEAR, Reason.HCE_UNKNOWN if profile.hce is None else Reason.MENTIONED


def _hce_barred(profile: Profile) -> tuple[Answer, Reason] | None:
    if profile.hce is None:
        return Answer.UNCLEAR, Reason.HCE_UNKNOWN
    return (Answer.NO, Reason.HCE_BARRED) if profile.hce else None


def _group(clause: Clause, groups: Groups) -> str | None:
    """Return the one group a clause is limited to, "other" for a group of another kind, null for everybody.

    "Not highly compensated" also holds "highly compensated": a name inside a longer one is not counted.
    """
    names = {name.casefold() for name in clause.applies_to}
    whole = {name for name in names if not any(name != other and name in other for other in names)}
    found = {_named(name, groups) for name in whole}
    return None if not found else found.pop() if len(found) == 1 else "other"


def _named(name: str, groups: Groups) -> str:
    return next((group for group, words in groups.items() if any(word in name for word in words)), "other")
