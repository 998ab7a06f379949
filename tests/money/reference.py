"""The law once more, in another way: whole cents and fractions, cheque by cheque, each statute a yes or no.

Nothing of `rothscope` is imported and no formula is solved: what fits is found by asking every statute about an amount
and halving the interval. Written from the statutes and notices named beside each part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

MOST = 10**9  # cents; more than any limit here


@dataclass(frozen=True)
class Law:
    """One year's dollars: 402(g), 414(v) at 50 and at 60-63, 415(c), 401(a)(17), 414(q), Social Security, 414(v)(7)."""

    deferral: int
    catch_up: int
    higher: int | None
    additions: int
    pay: int
    hce: int
    wage_base: int
    roth: int | None


LAW = {
    2020: Law(19_500, 6_500, None, 57_000, 285_000, 130_000, 137_700, None),
    2021: Law(19_500, 6_500, None, 58_000, 290_000, 130_000, 142_800, None),
    2022: Law(20_500, 6_500, None, 61_000, 305_000, 135_000, 147_000, None),
    2023: Law(22_500, 7_500, None, 66_000, 330_000, 150_000, 160_200, None),
    2024: Law(23_000, 7_500, None, 69_000, 345_000, 155_000, 168_600, None),
    2025: Law(23_500, 7_500, 11_250, 70_000, 350_000, 160_000, 176_100, None),
    2026: Law(24_500, 8_000, 11_250, 72_000, 360_000, 160_000, 184_500, 150_000),
}
"""Notices 2019-59, 2020-79, 2021-61, 2022-55, 2023-75, 2024-80 and 2025-67; the wage test binds from 2026 on."""
LOOK_BACK = {2020: 125_000, **{year + 1: law.hce for year, law in LAW.items()}}
"""414(q): this year's highly paid passed last year's threshold."""


def rounded(amount: Fraction) -> int:
    """Half a cent up."""
    return floor(amount + Fraction(1, 2))


def most(permitted: Callable[[int], bool], ceiling: int = MOST) -> int:
    """The largest amount that is permitted, where every smaller one is too; 0 where not even nothing is."""
    low, high = 0, ceiling
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if permitted(middle) else (low, middle - 1)
    return low


def catch_up_at(age: int | None, year: int) -> int:
    """414(v)(2)(B), (E): by the age at the year's end; from 2025 on more at 60, 61, 62 and 63."""
    law = LAW[year]
    if age is None or age <= 49:
        return 0
    if law.higher and age in (60, 61, 62, 63):
        return law.higher * 100
    return law.catch_up * 100


@dataclass(frozen=True)
class Tier:
    """The rate on what is deferred up to `top`, the share of pay where the tier ends."""

    rate: Fraction
    top: Fraction


@dataclass(frozen=True)
class Person:
    """One job, in cents and fractions; null where it does not exist."""

    year: int
    pay: int
    age: int | None = None
    deferral: int | None = None
    catch_up: int = 0
    elsewhere: int = 0
    elective: bool = True
    match: Sequence[Tier] = ()
    ceiling: int | None = None
    true_up: bool = True
    election: Fraction | None = None
    base: Fraction = Fraction(0)
    late: Fraction = Fraction(0)
    required: Fraction = Fraction(0)
    employer: int = 0
    other: int = 0
    cap: Fraction | None = None
    dollar_cap: int | None = None
    hce_cap: Fraction | None = None
    last_year: int | None = None
    combined: Fraction | None = None
    payroll: Fraction | None = None
    cheques: int = 26
    left: int | None = None
    profit: bool = False
    wages: int = 0


def gross(person: Person) -> list[int]:
    """Each paycheck of the year."""
    return [rounded(Fraction(person.pay, person.cheques))] * person.cheques


def deferred(person: Person, pay: int) -> tuple[int, int]:
    """402(g) money and catch-up: dollar after dollar counts first against 402(g), which is one person's.

    A deferral said to be over that limit holds its catch-up already.
    """
    law = LAW[person.year]
    own, extra = law.deferral * 100, catch_up_at(person.age, person.year)
    own_left = max(0, own - person.elsewhere)
    extra_left = extra - max(0, person.elsewhere - own)
    if person.deferral is None:
        wanted = min(own_left, pay) if person.elective else 0
    else:
        wanted = person.deferral
    if person.deferral is None or person.deferral <= own_left:
        wanted += min(person.catch_up, extra_left)
    first = most(lambda cents: cents <= wanted and cents <= own_left and cents <= pay)
    second = most(lambda cents: first + cents <= min(wanted, pay) and cents <= extra_left)
    return first, second


def matched(tiers: Sequence[Tier], deferral: int, pay: Fraction, ceiling: int | None) -> int:
    """What a deferral earns: band after band of pay, each at its rate."""
    total, below = Fraction(0), Fraction(0)
    for tier in tiers:
        top = tier.top * pay
        total += tier.rate * (min(Fraction(deferral), top) - min(Fraction(deferral), below))
        below = top
    return rounded(total if ceiling is None else min(total, Fraction(ceiling)))


def match_of(person: Person, deferral: int) -> int:
    """The year's match: by the year, or cheque by cheque with the counted pay of 401(a)(17) used up on the way."""
    limit = LAW[person.year].pay * 100
    if person.true_up or person.election is None:
        return matched(person.match, deferral, Fraction(min(person.pay, limit)), person.ceiling)
    paid = counted = given = 0
    for cheque in gross(person):
        put_in = min(floor(cheque * person.election), deferral - given)
        counts = min(cheque, limit - counted)
        given, counted = given + put_in, counted + counts
        earned = matched(person.match, put_in, Fraction(counts), person.ceiling)
        paid += earned if person.ceiling is None else min(earned, person.ceiling - paid)
    return paid


def counted_pay(person: Person) -> int:
    """401(a)(17)."""
    return min(person.pay, LAW[person.year].pay * 100)


def earned_income(person: Person) -> int:
    """401(c)(2), 164(f), 1401, 1402(a)(12): profit less half the tax, the wage base used up by wages first."""
    base = rounded(Fraction(person.pay) * Fraction(9235, 10_000))
    taxed = max(0, min(base, LAW[person.year].wage_base * 100 - person.wages))
    tax = rounded(Fraction(base) * Fraction(29, 1000) + Fraction(taxed) * Fraction(124, 1000))
    return person.pay - rounded(Fraction(tax, 2))


def own_share(earned: int, rate: Fraction, year: int) -> int:
    """404(a)(8)(D): a share of what is left after the share itself, of pay up to 401(a)(17)."""
    limit = LAW[year].pay * 100
    return most(lambda cents: cents <= earned and cents <= rate * min(earned - cents, limit))


def additions(person: Person) -> tuple[int, int, int, int]:
    """Pay under 415, 402(g) money, catch-up, and every other annual addition (415(c)(2)) but after-tax money."""
    if person.profit:
        earned = earned_income(person)
        employer = own_share(earned, person.base + person.late, person.year) + person.employer
        pay = max(0, earned - employer)
        first, second = deferred(person, pay)
        return pay, first, second, employer + person.other
    pay = person.pay
    first, second = deferred(person, pay)
    shares = [rounded(share * counted_pay(person)) for share in (person.base, person.late, person.required)]
    employer = sum(shares) + (match_of(person, first + second) if person.match else 0)
    return pay, first, second, employer + person.employer + person.other


def is_hce(person: Person) -> bool:
    """414(q), by last year's pay; unknown is taken for yes."""
    return person.last_year is None or person.last_year > LOOK_BACK[person.year] * 100


def statutes(person: Person) -> list[Callable[[int], bool]]:
    """Every rule as a question about an amount of after-tax money."""
    law = LAW[person.year]
    pay, first, _, rest = additions(person)
    counts = min(pay, law.pay * 100)
    rules: list[Callable[[int], bool]] = [
        lambda cents: first + rest + cents <= law.additions * 100,  # 415(c)(1)(A)
        lambda cents: first + rest + cents <= pay,  # 415(c)(1)(B)
    ]
    if person.cap is not None:
        cap = person.cap
        rules.append(lambda cents: cents <= rounded(cap * counts))
    if person.dollar_cap is not None:
        ceiling = person.dollar_cap
        rules.append(lambda cents: cents <= ceiling)
    if person.hce_cap is not None and is_hce(person):
        held = person.hce_cap
        rules.append(lambda cents: cents <= rounded(held * counts))
    if person.combined is not None:
        together = person.combined
        rules.append(lambda cents: first + cents <= rounded(together * counts))
    if person.payroll is not None or person.left is not None:
        share = Fraction(1) if person.payroll is None else person.payroll
        left = person.cheques if person.left is None else person.left
        rules.append(lambda cents: cents <= rounded(Fraction(pay) * share * left / person.cheques))
    return rules


def room(person: Person) -> int:
    """What 415(c) leaves."""
    both = statutes(person)[:2]
    return most(lambda cents: all(rule(cents) for rule in both))


def space(person: Person) -> int:
    """What every rule permits."""
    rules = statutes(person)
    return most(lambda cents: all(rule(cents) for rule in rules))


def cheques(total: int, count: int) -> list[int]:
    """As many equal cheques as are left, cent by cent: what the division leaves over comes last."""
    if not total or not count:
        return []
    paid: list[int] = []
    for number in range(count):
        paid.append(total // count if number < count - 1 else total - sum(paid))
    return paid


def percent_that_fits(total: int, pays: Sequence[int]) -> int:
    """The highest whole percent, every one of them tried, that cannot pass the total."""
    return max(points for points in range(101) if sum(pay * points // 100 for pay in pays) <= total)


def spilled(election: Fraction, pays: Sequence[int], deferral: int, left: int) -> list[tuple[int, int]]:
    """Each cheque's deferral and after-tax money where one election does both."""
    found = []
    for pay in pays:
        taken = floor(pay * election)
        first = min(taken, deferral)
        second = min(taken - first, left)
        deferral, left = deferral - first, left - second
        found.append((first, second))
    return found


def form_8606(new: int, prior: int, late: int, held: int, out: int, converted: int) -> tuple[int, int, int]:
    """408(d)(1), (2), 72(e)(8): of every dollar that leaves, the same part is basis. Free, taxable, carried."""
    basis, pot = new + prior - late, held + out + converted
    part = min(Fraction(1), Fraction(basis, pot)) if pot else Fraction(0)
    free = min(rounded(part * converted), basis)
    paid = min(rounded(part * out), basis - free)
    return free, converted - free, new + prior - free - paid


def root(number: Fraction, degree: int, digits: int = 60) -> Fraction:
    """A root by halving, as whole numbers of so many digits."""
    scale = 10**digits
    target = number.numerator * scale**degree // number.denominator
    low, high = 0, 2 * scale
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= target else (low, middle - 1)
    return Fraction(low, scale)


def grown(yearly: int, rate: Fraction, years: int, start: bool, growth: Fraction, months: int) -> int:
    """Every deposit on its own, carried from its day to the end. With 12 a year a month earns the twelfth root."""
    factor = 1 + rate if months == 1 else root(1 + rate, months)
    powers = [Fraction(1)]
    for _ in range(years * months):
        powers.append(_short(powers[-1] * factor))
    total, deposit = Fraction(0), Fraction(yearly)
    for year in range(years):
        for month in range(months):
            periods = (years - year) * months - month - (0 if start else 1)
            total += deposit / months * powers[periods]
        deposit *= 1 + growth
    return rounded(total)


def _short(number: Fraction, digits: int = 60) -> Fraction:
    return Fraction(floor(number * 10**digits), 10**digits)


def acp_ceiling(average: int) -> int:
    """401(m)(2)(A) in hundred-thousandths of pay: either (i) or (ii) is enough."""
    return most(
        lambda hce: hce * 4 <= average * 5 or (hce <= 2 * average and hce <= average + 2000), ceiling=10**6
    )


def limit_457b(age: int | None, year: int, unused: int, governmental: bool) -> int:
    """457(b)(3), (e)(15), (e)(18): the larger of the two catch-ups, the age-50 one in governmental plans alone."""
    own = LAW[year].deferral * 100
    return max(own + min(own, unused), own + (catch_up_at(age, year) if governmental else 0))


def fifteen_years(used: int, years: int, before: int) -> int:
    """402(g)(7)(A): the least of three amounts, after fifteen years."""
    return most(
        lambda cents: (
            years >= 15
            and cents <= 300_000
            and cents + used <= 1_500_000
            and cents + before <= 500_000 * years
        )
    )


def two_jobs(one: Person, other: Person) -> tuple[int, int]:
    """Unrelated employers: one 402(g) limit of the person, a 415(c) limit with each (415(h))."""
    first, extra = deferred(one, one.pay)
    return space(one), space(replace(other, elsewhere=first + extra))
