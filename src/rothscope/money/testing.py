"""The ACP test of IRC 401(m) from group averages: shares of pay in, shares and dollars of after-tax room out.

Contributions of single people never enter; the averages are what a plan may tell. After-tax money is tested
even in a safe harbor plan, which may leave only its match out (26 CFR 1.401(m)-3(j)(6)).
"""

from decimal import Decimal

from rothscope.model.frozen import Frozen
from rothscope.money.cents import NONE, cut_cents
from rothscope.packs.limits import AcpRule, YearLimits


def acp_ceiling(nhce_average: Decimal, rule: AcpRule) -> Decimal:
    """Return the highest HCE average: the greater of 1.25 times, and the lesser of 2 times and 2 points
    more.
    """
    lesser = min(rule.lesser_times * nhce_average, nhce_average + rule.lesser_points)
    return max(rule.times * nhce_average, lesser)


class AcpRoom(Frozen):
    """What the test leaves to the HCE group, as shares of pay, and to one HCE at the group's average in
    dollars.
    """

    nhce_average: Decimal
    hce_average: Decimal
    ceiling: Decimal
    room: Decimal
    dollars: Decimal | None

    @property
    def fails(self) -> bool:
        """Tell whether the HCE average already passes the ceiling."""
        return self.hce_average > self.ceiling


def acp_room(nhce_average: Decimal, hce_average: Decimal, pay: Decimal | None, limits: YearLimits) -> AcpRoom:
    """Return the room. Averages count the match unless a safe harbor plan leaves it out; pay is limited to
    401(a)(17).

    Dollars are cut to the cent, and are a guide: the test looks at the group, so others may use the room up.
    """
    ceiling = acp_ceiling(nhce_average, limits.fixed.acp)
    room = max(NONE, ceiling - hce_average)
    counted = None if pay is None else min(pay, limits.dollars("annual_compensation"))
    return AcpRoom(
        nhce_average=nhce_average,
        hce_average=hce_average,
        ceiling=ceiling,
        room=room,
        dollars=None if counted is None else cut_cents(room * counted),
    )
