"""Facts in wordings the rules were not written for: labelled by hand first, run afterwards.

Each row is a small document, the feature and fact asked for, and the values a careful reader takes from it ("" for none;
several parted by "|").
"""

import pytest

from rothscope.model.finding import Status

from .judged import AFTER_TAX, CAP, CONVERSION, HCE, MATCH, SAFE_HARBOR, WITHDRAWAL, read

FORMULAS = [
    (
        "Harlow Tools matches thirty cents of every dollar its people put away, as far as the first five percent "
        "of pay.",
        "30% of 5%",
    ),
    (
        "We add one dollar for each of your dollars until you have saved 3% of pay, and fifty cents for each "
        "until 5%, as a match.",
        "100% of 3%, 50% of 2%",
    ),
    ("Company match: 66 2/3% of your first 6% of pay.", "66.6667% of 6%"),
    (
        "Your own contributions of up to six percent (6%) of Compensation are matched at the rate of seventy-five"
        " percent (75%).",
        "75% of 6%",
    ),
    (
        "The matching contribution equals 100% of the first 1% of eligible pay you defer plus 50% of the next 5%,"
        " which makes 3.5% in all.",
        "100% of 1%, 50% of 5%",
    ),
    ("The firm matches half of each dollar you contribute up to a maximum match of 4% of your salary.", "50% of 8%"),
    (
        "The bank matches 40% of deferrals on up to 10% of pay, but never more than $2,500 a year.",
        "40% of 10%, max $2500",
    ),
    ("Matching is penny for penny on the first 4½% of base pay.", "100% of 4.5%"),
    ("For every $1 you contribute, the Company contributes $0.75 in match, up to 8% of your pay.", "75% of 8%"),
    ("The match is twice what you contribute on the first 2% of pay.", "200% of 2%"),
    ("The Employer's match is 25% of Elective Deferrals that do not exceed 4% of Compensation.", "25% of 4%"),
    ("Company match: $0.40 per $1.00 on the first 5% of pay you save.", "40% of 5%"),
    (
        "We add $1 in match for every $1 on the first 2% of pay you save, and 25¢ for every $1 on the next 4%.",
        "100% of 2%, 25% of 4%",
    ),
    (
        "The Firm matches 20% of your salary deferrals, not counting deferrals above 5% of your pay.",
        "20% of 5%",
    ),
    (
        "The Employer matches 100% of your deferrals that do not exceed 2% of pay, plus 25% of your deferrals "
        "between 2% and 6% of pay.",
        "100% of 2%, 25% of 4%",
    ),
    (
        "The Company shall match forty per centum of the Thrift Savings, leaving out whatever exceeds five "
        "per centum of his wages.",
        "40% of 5%",
    ),
    ("For each 1% of pay you save, up to 5%, the College adds a match of 1.5% of pay.", "150% of 5%"),
    ("Your match is 40 cents, instead of 60 cents, on each dollar up to 5% of pay.", "40% of 5%"),
    (
        "The employer matches 20 cents of each dollar saved, up to 6% of pay, and pays in $0.75 an hour.",
        "20% of 6%",
    ),
    ("The match is half of every dollar, counting up to 7% of your pay put in as deferrals.", "50% of 7%"),
    ("The Company matches 30% on up to 5% of compensation as elective deferrals.", "30% of 5%"),
    ("The match vests 20% after two years and another 20% for each further year.", ""),
    ("Match and core contribution: 25% for each year of service; 100% after four.", ""),
    ("Match: 0% under two years, 25% at two years, 50% at three.", ""),
    ("If you contribute between 1% and 5% of pay, the Company will make a match of 20%.", "20% of 5%"),
    ("If you save 6% or more, the match comes to 3% of pay.", ""),
    ("If you save 5% of pay the match is worth 4% of pay.", ""),
    ("You are always 100% vested in the company match.", ""),
    ("The match is added whenever you are paid; how much is set each year.", ""),
]  # fmt: skip

TRUE_UPS = [
    ("The employer match is computed on each paycheck by itself, and nothing is made up later.", "no"),
    (
        "Company matching contributions follow your paychecks. Once the year is over we compare the total with "
        "what the yearly figure would have given, and pay in whatever is missing.",
        "yes",
    ),
    ("The match is made every two weeks. An annual true-up follows in February.", "yes"),
    ("The Company matches 50% of the first 6% of pay. The Plan does not true up.", "no"),
    (
        "The Hospital matches 50% of the first 6% of pay for each payroll period, with no year-end recalculation.",
        "no",
    ),
    (
        "Your match is calculated on your annual pay and annual contributions, whatever the rhythm of your "
        "saving.",
        "yes",
    ),
    ("The match is worked out for each pay period on its own.", "per_pay_period"),
    (
        "We match your savings dollar for dollar up to 5% of pay each pay period. Reaching the IRS limit early "
        "costs you match for the rest of the year, since it is not recomputed.",
        "no",
    ),
    (
        "If a participant's matching contributions for the Plan Year fall short of the amount due on the full "
        "year's Compensation, the Employer contributes the shortfall.",
        "yes",
    ),
    ("The Company match is a fine benefit.", ""),
    ("Company matching contributions are made each quarter.", ""),
]  # fmt: skip

CAPS = [
    (
        "In addition, a participant may elect to have any whole percentage up to fifteen percent (15%) of "
        "Compensation withheld as voluntary after-tax contributions.",
        "after_tax_cap_percent", "15",
    ),
    ("After-tax savings top out at 12½% of base pay.", "after_tax_cap_percent", "12.5"),
    (
        "You may put 1, 2, 3, 4 or 5 percent of your pay into your voluntary after-tax account.",
        "after_tax_cap_percent", "5",
    ),
    ("The most you may contribute after-tax is $18,000 in a calendar year.", "after_tax_cap_dollars", "18000"),
    (
        "Voluntary after-tax contributions are limited to ten thousand dollars per year.",
        "after_tax_cap_dollars", "10000",
    ),
    (
        "All of your contributions added together, before-tax, Roth and after-tax, cannot be over 80% of eligible"
        " pay.",
        "combined_cap_percent", "80",
    ),
    (
        "The sum of your deferrals and your after-tax contributions may not be greater than fifty percent of pay.",
        "combined_cap_percent", "50",
    ),
    (
        "You may elect after-tax contributions between 2% and 30% of pay, in steps of one percent.",
        "after_tax_cap_percent", "30",
    ),
    (
        "After-tax contributions may not exceed the lesser of the IRS limit or 100% of compensation.",
        "after_tax_cap_percent", "",
    ),
    ("After-tax contributions begin at 1% of pay.", "after_tax_cap_percent", ""),
    ("Your after-tax contributions may be at least $25 a month.", "after_tax_cap_dollars", ""),
]  # fmt: skip

HCES = [
    ("Members in the highly compensated group are held to 8 percent of pay.", "8"),
    ("If you are highly compensated, your after-tax contributions stop at three and one-half percent of pay.", "3.5"),
    ("HCEs: maximum after-tax rate 5%", "5"),
    ("Highly compensated employees may not make after-tax contributions.", "0"),
    ("After-tax contributions are open to all employees except highly compensated employees.", "0"),
    ("A highly compensated employee is one who owned more than 5% of the Company.", ""),
    ("Highly compensated employees may have contributions above 6% of pay refunded after the test.", ""),
]  # fmt: skip

CONVERSIONS = [
    ("In-plan Roth conversions are possible four times in any calendar year.", "conversion_frequency", "quarterly"),
    (
        "An in-plan Roth conversion may be requested no more than once in a 12-month period.",
        "conversion_frequency", "annual",
    ),
    ("Only two in-plan Roth conversions are permitted in a plan year.", "conversion_frequency", "semiannual"),
    ("You can ask for an in-plan Roth conversion on any business day.", "conversion_frequency", "on_demand"),
    ("There is no limit on how many in-plan Roth conversions you make.", "conversion_frequency", "on_demand"),
    (
        "In-plan Roth conversions are carried out on the last business day of each month.",
        "conversion_frequency", "monthly",
    ),
    (
        "Elect it once, and each after-tax contribution is converted to Roth in the plan as soon as it arrives.",
        "conversion_frequency", "automatic",
    ),
    (
        "After-tax contributions are swept nightly into your in-plan Roth account.",
        "conversion_frequency", "automatic",
    ),
    (
        "You may convert your after-tax account to Roth inside the Plan. You may do so every quarter.",
        "conversion_frequency", "quarterly",
    ),
    (
        "You may convert vested balances to Roth within the Plan. Requests are accepted twice a year, in May and "
        "November.",
        "conversion_frequency", "semiannual",
    ),
    ("You may make in-plan Roth conversions. The smallest amount is $1,000.", "minimum_dollars", "1000"),
    ("An in-plan Roth conversion must be of at least $500.", "minimum_dollars", "500"),
    ("In-plan Roth conversions are allowed. Each one costs $50.", "fee_dollars", "50"),
    ("A $35 fee is taken from your account for every in-plan Roth conversion.", "fee_dollars", "35"),
    ("There is no fee for an in-plan Roth conversion.", "fee_dollars", ""),
    ("In-plan Roth conversions are allowed. Loans cost $75 each.", "fee_dollars", ""),
    ("You may convert to Roth within the Plan from age fifty-nine and one-half on.", "conversion_age", "59.5"),
    ("In-plan Roth conversions are open to those who have turned 62.", "conversion_age", "62"),
    ("Any source that is not Roth yet may be converted to Roth in the plan.", "conversion_scope", "any"),
    (
        "You may convert all vested accounts to Roth within the Plan, even if they could not be paid to you now.",
        "conversion_scope", "any",
    ),
    (
        "In-plan Roth conversions are limited to amounts the Plan could pay out to you at that time.",
        "conversion_scope", "distributable",
    ),
    (
        "Only money that you are entitled to withdraw can be converted to Roth in the plan.",
        "conversion_scope", "distributable",
    ),
    ("In-plan conversion to Roth is offered for the after-tax account alone.", "conversion_scope", "after_tax"),
    ("In-plan Roth conversions are reported on Form 1099-R once a year.", "conversion_frequency", ""),
]  # fmt: skip

WITHDRAWALS = [
    (
        "While employed you may draw on your after-tax account up to twelve times a year.",
        "withdrawal_frequency", "monthly",
    ),
    (
        "You may take out after-tax contributions while working. Two withdrawals are allowed in a calendar year.",
        "withdrawal_frequency", "semiannual",
    ),
    (
        "After-tax money may be withdrawn during employment, though not more often than once every three months.",
        "withdrawal_frequency", "quarterly",
    ),
    ("Employees may withdraw after-tax contributions as often as they please.", "withdrawal_frequency", "on_demand"),
    (
        "You may withdraw after-tax contributions while employed, but only once in any twelve months.",
        "withdrawal_frequency", "annual",
    ),
    (
        "A withdrawal of your after-tax contributions while employed must come to $250 or more.",
        "minimum_dollars", "250",
    ),
    (
        "You may withdraw after-tax contributions while working here. The minimum withdrawal is $1,000 or, if "
        "less, the whole account.",
        "minimum_dollars", "1000",
    ),
    ("Each withdrawal of after-tax money while employed carries a processing charge of $40.", "fee_dollars", "40"),
    (
        "If you withdraw after-tax contributions while employed, you may not contribute again for one year.",
        "suspension_months", "12",
    ),
    (
        "After you withdraw after-tax contributions while employed, your contributions are suspended for ninety "
        "days.",
        "suspension_months", "3",
    ),
    (
        "You may withdraw after-tax contributions while employed. Your contributions then stop for six (6) "
        "months.",
        "suspension_months", "6",
    ),
    ("A withdrawal of after-tax money while employed suspends nothing.", "suspension_months", ""),
    (
        "You may withdraw after-tax contributions while employed. You may take two loans a year.",
        "withdrawal_frequency", "",
    ),
]  # fmt: skip

OTHERS = [
    (
        "The Company matches pre-tax and Roth savings; after-tax contributions are not matched.",
        MATCH, "after_tax_matched", "no",
    ),
    (
        "Pre-tax, Roth and after-tax contributions are all matched by the Company, at 50% of the first 6% of pay.",
        MATCH, "after_tax_matched", "yes",
    ),
    (
        "The Company matches 50% of the first 6% of pay. Your after-tax contributions earn no match.",
        MATCH, "after_tax_matched", "no",
    ),
    ("The Company matches 50% of the first 6% of pay.", MATCH, "after_tax_matched", ""),
    (
        "Four percent of pay goes in as a safe harbor nonelective contribution.",
        SAFE_HARBOR, "nonelective_percent", "4",
    ),
    ("New after-tax contributions have not been taken since 2014.", AFTER_TAX, "frozen", "yes"),
    (
        "When your deferrals hit the IRS limit, payroll carries on with after-tax contributions by itself.",
        AFTER_TAX, "spillover", "yes",
    ),
]  # fmt: skip

ROWS = [
    *((text, MATCH, "match_formula", value) for text, value in FORMULAS),
    *((text, MATCH, "true_up", value) for text, value in TRUE_UPS),
    *((text, CAP, name, value) for text, name, value in CAPS),
    *((text, HCE, "hce_cap_percent", value) for text, value in HCES),
    *((text, CONVERSION, name, value) for text, name, value in CONVERSIONS),
    *((text, WITHDRAWAL, name, value) for text, name, value in WITHDRAWALS),
    *OTHERS,
]


@pytest.mark.parametrize(("text", "feature", "name", "value"), ROWS)
def test_facts_at_large(text: str, feature: str, name: str, value: str) -> None:
    finding = read(text)[feature]
    clauses = (*finding.decided_by, *finding.against, *finding.mentions)
    told = {fact.value for clause in clauses for fact in clause.facts if fact.name == name}
    assert told == {word for word in value.split("|") if word}


OF_ITS_OWN = [
    ("You may convert your after-tax account to Roth in the Plan. This may be done once a quarter.", True, "this"),
    ("You may not convert to Roth in the Plan. You may change funds once a quarter.", False, "nothing given to go on about"),
    ("You may convert to Roth in the Plan. For example, Ana converts once a quarter.", False, "an example"),
    ("You may convert your after-tax account to Roth in the Plan. Loans may be taken once a quarter.", False, "loans"),
    ("You may convert to Roth in the Plan.\n\nThis booklet is mailed once a quarter.", False, "another paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "why"), OF_ITS_OWN)
def test_a_later_sentence_belongs_to_the_clause_it_takes_up(text: str, told: bool, why: str) -> None:
    facts = [fact for fact in read(text)[CONVERSION].facts if fact.name == "conversion_frequency"]
    assert [fact.value for fact in facts] == ["quarterly"] * told, why
    assert all(fact.quote == text.partition(". ")[2] and fact.page == 1 for fact in facts), "its own quote"


def test_a_pace_opens_no_door_that_hardship_alone_opens() -> None:
    text = "After-tax contributions may be withdrawn while employed only in case of hardship, once a year."
    assert read(text)[WITHDRAWAL].status is not Status.ALLOWED
