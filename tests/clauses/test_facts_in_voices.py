"""Facts in the voices of different documents: what must be read was written down first, the sentences run afterwards.

Prototypes of law firms, union booklets, pages of HR, rows of tables, questions and answers. For every number that must be
read there is one that only looks like it: a year, an age, a section, a share that vests, a loan's limit.
"""

import pytest

from .judged import CAP, CONVERSION, HCE, MATCH, WITHDRAWAL, read
from .test_contributions import contributions

FORMULAS = [
    (
        "For each payroll period the Employer shall contribute a Matching Contribution equal to sixty percent (60%) of so "
        "much of the Participant's Elective Deferrals as does not exceed five percent (5%) of Compensation for that payroll "
        "period.",
        "60% of 5%",
    ),
    (
        "Put in at least 8% and you get our whole match: dollar for dollar on the first 2%, then 50 cents on the dollar for "
        "the next 6%.",
        "100% of 2%, 50% of 6%",
    ),
    (
        "The Company will match seventy cents of every dollar a Member saves, but it matches nothing above six percent of "
        "straight-time pay.",
        "70% of 6%",
    ),
    (
        "| Feature | Your 401(k) plan |\n|---|---|\n| Company match | 100% up to 3% of pay, 50% from 3% to 7% |",
        "100% of 3%, 50% of 4%",
    ),
    (
        "How much does the Company match?\n\nWe match 80% of what you save, and we stop counting at 5% of your base pay.",
        "80% of 5%",
    ),
    (
        "# Company match\n\n| You save | We add |\n|---|---|\n| 1% of pay | 1% of pay |\n| 2% of pay | 2% of pay |\n"
        "| 3% of pay | 2.5% of pay |\n| 4% or more | 3% of pay |",
        "100% of 2%, 50% of 2%",
    ),
    (
        "Your savings are matched by the Company at 50 percent on up to 10 percent of pay. The "
        "most it adds in match for one "
        "year is $3,000.",
        "50% of 10%, max $3000",
    ),
    (
        "Matching Contributions shall equal (i) 100% of Elective Deferrals not in excess of 4% of "
        "Compensation, plus (ii) 50% "
        "of Elective Deferrals in excess of 4% but not in excess of 6% of Compensation.",
        "100% of 4%, 50% of 2%",
    ),
    ("Matching contributions vest 20% for each of the first 5 years of service.", ""),
    ("You may borrow 50% of your matching contributions, up to $50,000.", ""),
    ("Matching contributions are described in Section 4.6 and on page 12.", ""),
    ("The Company match for 2019 was decided by the board on March 3.", ""),
]  # fmt: skip

TRUE_UPS = [
    (
        "I reach the IRS limit in July. Do I lose company match?\n\nYes. The company match is "
        "worked out payday by payday, and "
        "we do not go back at year end to make up what you missed.",
        "no",
    ),
    (
        "Early savers need not worry about the company match: in January we go over the whole "
        "year's match again and add what "
        "was short.",
        "yes",
    ),
    (
        "Matching Contributions shall be determined on the basis of Compensation and Elective Deferrals for the entire Plan "
        "Year.",
        "yes",
    ),
    ("The Employer figures the matching contribution on each weekly paycheck.", "per_pay_period"),
    (
        "After each payroll the Company matches 50% of the first 4% of pay. At the end of the year the Company compares it "
        "with 4% of pay for the year, and makes up a shortfall if there is one.",
        "yes",
    ),
    ("After year end we send you a statement of your matching contributions.", ""),
    ("The yearly test of matching contributions is run in January, and refunds are adjusted for earnings.", ""),
]  # fmt: skip

MATCHED = [
    ("Only pre-tax and Roth savings draw the company match; what you save after tax does not.", "no"),
    ("The company match looks at everything you save: pre-tax, Roth and after-tax alike.", "yes"),
    (
        "The Company matches 50% of the first 6% of pay. After-tax contributions may be taken out while you work.",
        "",
    ),
    (
        '## Thrift Savings\n\n"Thrift Savings" means after-tax contributions that are not Roth. Thrift Savings are not '
        "matched.\n\n## Company match\n\nThe Company matches 50% of the first 6% of pay.",
        "no",
    ),
    (
        "## After-tax contributions\n\nYou may save up to 10% of pay. They do not count toward the limit and the firm "
        "does not match them.\n\n## Match\n\nThe firm matches 50% of the first 6% of pay.",
        "no",
    ),
    (
        "## Roth contributions\n\nYou may save up to 10% of pay. They are not matched.\n\n## Match\n\nThe firm matches 50% "
        "of the first 6% of pay.",
        "",
    ),
    (
        "The firm matches 50% of the first 6% of pay.\n\n| | Pre-tax | Roth | After-tax |\n|---|---|---|---|\n"
        "| Most | 50% | 50% | 10% |\n| Matched? | Yes | Yes | No |",
        "no",
    ),
    (
        "Provision | Salaried | Hourly\nCompany match | 50% of the first 6% of pay | 50% of the first 4% of pay\n"
        "Match on after-tax savings | No | No",
        "no",
    ),
    ("Company match: 50% of the first 8% of pay you put into pre-tax, Roth or after-tax.", "yes"),
    (
        "The Company matches 50% of the first 6% of pay. After-tax contributions above 6% of pay are not matched.",
        "",
    ),
    (
        "The Company matches 50% of the first 6% of pay. You may add after-tax contributions; catch-up contributions are "
        "not matched.",
        "",
    ),
]

CAPS = [
    (
        "A Participant's Voluntary After-Tax Contributions for a Plan Year shall not exceed ten percent (10%) of the "
        "Participant's aggregate Compensation for that Plan Year.",
        "after_tax_cap_percent", "10",
    ),
    (
        "Members may have from one to twelve percent of gross weekly pay taken as after-tax savings.",
        "after_tax_cap_percent", "12",
    ),
    (
        "| Kind of 401(k) saving | Least | Most |\n|---|---|---|\n| Pre-tax or Roth | 1% | 60% |\n| After-tax | 1% | 15% |",
        "after_tax_cap_percent", "15",
    ),
    ("After-tax savings are capped at $1,000 from each biweekly paycheck.", "after_tax_cap_dollars", ""),
    ("After-tax contributions may not pass $400 a month.", "after_tax_cap_dollars", ""),
    ("Nobody may put more than $20,000 a year into the after-tax account.", "after_tax_cap_dollars", "20000"),
    ("Pre-tax, Roth and after-tax savings share one ceiling: 75% of eligible pay.", "combined_cap_percent", "75"),
    ("Your total savings rate, after-tax included, tops out at 50%.", "combined_cap_percent", "50"),
    (
        "Save up to 85% of pay before tax or as Roth, and a further 10% of pay after tax.",
        "after_tax_cap_percent", "10",
    ),
    (
        "How much can I contribute after tax?\n\nUp to 8% of base salary; bonuses do not count.",
        "after_tax_cap_percent", "8",
    ),
    ("About 30% of our members make after-tax contributions.", "after_tax_cap_percent", ""),
    ("When you leave, 20% of the earnings on your after-tax contributions is withheld.", "after_tax_cap_percent", ""),
    ("May I borrow my after-tax contributions?\n\nUp to 50% of them.", "after_tax_cap_percent", ""),
    ("How much of my after-tax contributions may I withdraw?\n\nUp to 75% at a time.", "after_tax_cap_percent", ""),
    ("You own 100% of your after-tax contributions from the first day.", "after_tax_cap_percent", ""),
    ("Of the earnings on after-tax contributions 20% is withheld for tax.", "after_tax_cap_percent", ""),
    (
        "You may borrow up to 50% of your balance, your after-tax contributions included.",
        "after_tax_cap_percent", "",
    ),
    ("After-tax contributions made in 2012 or before are described in section 5.2.", "after_tax_cap_percent", ""),
    ("After-tax contributions count toward the $72,000 limit of section 415.", "after_tax_cap_dollars", ""),
    ("You may defer from 1% to 75% of pay, pre-tax or Roth.", "after_tax_cap_percent", ""),
    ("A withdrawal of after-tax contributions comes to at least $500.", "after_tax_cap_dollars", ""),
]  # fmt: skip

HCES = [
    (
        "The Voluntary After-Tax Contributions of a Highly Compensated Employee shall not exceed five percent (5%) of "
        "Compensation.",
        "5",
    ),
    (
        "Did you earn more than $160,000 last year? Then you are highly compensated, and your "
        "after-tax savings stop at 6% of "
        "pay.",
        "6",
    ),
    (
        "| 401(k) participants | Most after-tax |\n|---|---|\n| Highly compensated | 4% of pay "
        "|\n| Everyone else | 20% of pay |",
        "4",
    ),
    ("The highly paid may put no more than 3% of pay into after-tax savings.", "3"),
    ("You may save up to 20% of pay after tax, or 7% where you are an HCE.", "7"),
    ("HCEs are held to 5% of pay, 25% of pay being open to everyone else after tax.", "5"),
    ("Highly compensated employees may put 1%, 2% or 4% of pay into after-tax contributions, others 10%.", "4"),
    ("Of the highly compensated employees 12% make after-tax contributions.", ""),
    ("HCEs are those who were paid more than $155,000 in 2024.", ""),
    ("After the 2023 test, highly compensated employees got 2.1% of their after-tax contributions back.", ""),
    ("A highly compensated employee is 100% vested in after-tax contributions.", ""),
]  # fmt: skip

CONVERSIONS = [
    (
        "In-plan Roth conversions run by themselves on the night an after-tax contribution is "
        "posted, once you have switched "
        "them on.",
        "conversion_frequency", "automatic",
    ),
    (
        "How often may I convert?\n\nYou may convert after-tax money to Roth inside the Plan up to "
        "four times in a Plan Year.",
        "conversion_frequency", "quarterly",
    ),
    ("In-plan Roth conversions can be made on the first of any month.", "conversion_frequency", "monthly"),
    ("An in-plan Roth conversion may not be for less than $2,000.", "minimum_dollars", "2000"),
    ("The recordkeeper charges $45 for each in-plan Roth conversion after the first.", "fee_dollars", "45"),
    ("In-plan Roth conversions open to you at age 62.", "conversion_age", "62"),
    ("In-plan Roth conversions have been possible since March 1, 2014.", "conversion_frequency", ""),
    ("An in-plan Roth conversion starts a five-year clock of its own.", "conversion_age", ""),
    ("In-plan Roth conversions are described on page 59 and in section 60.", "conversion_age", ""),
    ("An in-plan Roth conversion does not touch the $500 minimum of a loan.", "minimum_dollars", ""),
    ("In-plan Roth conversions of more than $10,000 are reported like any other.", "minimum_dollars", ""),
]  # fmt: skip

WITHDRAWALS = [
    (
        "If you draw on your after-tax account while employed, payroll deductions are halted for the next six months.",
        "suspension_months", "6",
    ),
    (
        "A Participant who withdraws after-tax contributions during employment may make no further contributions until "
        "twelve (12) months have passed.",
        "suspension_months", "12",
    ),
    (
        "While at work a Member may draw after-tax money twice in each contract year, never less than $300 at a time.",
        "minimum_dollars", "300",
    ),
    (
        "While at work a Member may draw after-tax money twice in each contract year.",
        "withdrawal_frequency", "semiannual",
    ),
    (
        "You may withdraw after-tax contributions while employed; a hardship withdrawal no longer suspends you for six "
        "months.",
        "suspension_months", "",
    ),
    (
        "You may withdraw after-tax contributions while employed. Loan repayments may be suspended for up to 12 months of "
        "leave.",
        "suspension_months", "",
    ),
    (
        "After-tax contributions may be withdrawn while employed; matched ones must have been in the plan for 24 months.",
        "suspension_months", "",
    ),
]  # fmt: skip

ROWS = [
    *((text, MATCH, "match_formula", value) for text, value in FORMULAS),
    *((text, MATCH, "true_up", value) for text, value in TRUE_UPS),
    *((text, MATCH, "after_tax_matched", value) for text, value in MATCHED),
    *((text, CAP, name, value) for text, name, value in CAPS),
    *((text, HCE, "hce_cap_percent", value) for text, value in HCES),
    *((text, CONVERSION, name, value) for text, name, value in CONVERSIONS),
    *((text, WITHDRAWAL, name, value) for text, name, value in WITHDRAWALS),
]

MONEY = [
    ("The Employer pays $2.35 into each member's account for every hour worked.", "", "not a year's dollars"),
    ("Each January the Company puts $1,200 into the account of every eligible employee.", "base $1200", "a year's"),
    (
        "Everyone gets 3% of pay from the Company, and those who save get 50% of the first 4% of pay as match.",
        "base 3", "both in one sentence",
    ),
    ("The Company pays the $75 a year that recordkeeping costs for each participant.", "", "a cost"),
    ("The Company contributes for each participant who earned less than $160,000.", "", "who gets it"),
]  # fmt: skip
MISSES = {
    FORMULAS[6][0]: "the most a match comes to in a year stands in a sentence of its own",
    CAPS[8][0]: "“Roth, and a further 10% of pay after tax” is taken for Roth money that is after-tax",
}


@pytest.mark.parametrize(
    ("text", "feature", "name", "value"),
    [
        pytest.param(
            *row, marks=[pytest.mark.xfail(strict=True, reason=MISSES[row[0]])] if row[0] in MISSES else []
        )
        for row in ROWS
    ],
)
def test_facts_in_voices(text: str, feature: str, name: str, value: str) -> None:
    finding = read(text)[feature]
    clauses = (*finding.decided_by, *finding.against, *finding.mentions)
    told = {fact.value for clause in clauses for fact in clause.facts if fact.name == name}
    assert told == ({value} if value else set())


@pytest.mark.parametrize(("text", "told", "why"), MONEY)
def test_money_in_voices(text: str, told: str, why: str) -> None:
    assert contributions(text) == told, why
