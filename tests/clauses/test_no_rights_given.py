"""Plain sentences that speak of a feature and give nobody a right to it, and their near misses, which do.

Repealed provisions, wishes, hearsay, what would be if, what others give their people, other benefits' money: a wrong
"allowed" costs a reader money. The sentences of `GIVEN` are as close to these as can be and must still be heard.
"""

import pytest

from .judged import AFTER_TAX, CAP, GRANTED, HCE, MATCH, ROTH, SAFE_HARBOR, read, refusals

NEVER = {
    AFTER_TAX: (
        "Article VI, under which Members could elect after-tax savings, was repealed by the Third Amendment.",
        "The paragraph allowing you to make after-tax contributions has been stricken from this booklet.",
        "Gone is the option to contribute after-tax dollars.",
        "In the days of the Thrift Plan, members saved up to 6% of pay after-tax.",
        "The Amendment strikes the sentence that permits Participants to make after-tax contributions.",
        "Delete “Participants may make after-tax contributions” and substitute “Reserved.”",
        "References in older booklets to after-tax contributions you may make are out of date.",
        "Several of you have suggested that we permit after-tax contributions.",
        "Rumors that the Plan will soon accept after-tax contributions are not true.",
        "We hope one day to be able to offer after-tax contributions.",
        "A petition asks the Board to let members make after-tax contributions.",
        "Contrary to what you may have heard, you may make after-tax contributions only at our sister company.",
        "A vendor pitched us a feature that lets participants contribute after-tax dollars.",
        "Voices on the web say that anyone may make after-tax contributions to a 401(k).",
        "If after-tax contributions were possible, you could put in another $30,000.",
        "I wish we could make after-tax contributions.",
        "It would be good to be able to contribute on an after-tax basis, yet testing stands in the way.",
        "Only a plan amendment could permit after-tax contributions.",
        "It would take an amendment before you could make after-tax contributions.",
        "People wonder why they can contribute after-tax at other firms.",
        "Please confirm that participants may make after-tax contributions.",
        "Employees of Norvale GmbH in Germany may contribute after-tax to the Pensionskasse.",
        "At Tilden & Co., where I worked before, you could contribute after-tax up to 10%.",
        "You may contribute after-tax dollars to the United Way through payroll.",
        "The 529 college savings program takes after-tax contributions by payroll deduction.",
        "You may elect to pay for group term life on an after-tax basis.",
        "Our commuter program permits after-tax contributions above the IRS monthly limit.",
        "The credit union accepts after-tax savings by payroll deduction.",
        "Tax rules permit an employee to make after-tax contributions up to the 415 limit.",
        "Section 401(m) governs plans under which employees may make after-tax contributions.",
        "After-tax contributions are allowed by law.",
        "Today roughly one plan in five offers after-tax contributions.",
        "Large employers are increasingly letting staff make after-tax contributions.",
        "The term “Employee Contribution” includes any after-tax contribution a Participant may make.",
        "Picture a worker who can contribute $20,000 after-tax.",
        "Take Lena, who is able to make after-tax contributions of 5%.",
        "Once the IRS approves the amendment, you may make after-tax contributions.",
        "After-tax contributions may be made when and if the Board adopts the amendment.",
        "Assuming the merger closes, you may make after-tax contributions.",
        "We may add after-tax contributions in the future.",
        "The idea that you may make after-tax contributions is a misunderstanding.",
        "It is a common mistake to think you can make after-tax contributions to this Plan.",
        "Any statement that participants may make after-tax contributions is wrong.",
        "Our recordkeeper's brochure says you can contribute after-tax; this does not apply to us.",
        "Employees have never been able to make after-tax contributions.",
        "The days when you could contribute after-tax are over.",
        "The Trustees have refused to let members make after-tax contributions.",
        "The Employer has elected out of after-tax contributions.",
        "The Company opposes letting people make after-tax contributions.",
        "An election to contribute after-tax will be rejected by the system.",
        "Anyone who tells you that after-tax contributions are allowed is mistaken.",
    ),
    ROTH: (
        "If we had Roth, you could choose between the two each year.",
        "Were the Plan to add a Roth source, participants could elect it online.",
        "Hearsay has it that Roth contributions will be permitted soon.",
        "Roth contributions may be made as soon as the IRS issues a favorable letter.",
        "Consider Juan, who may make Roth contributions of $500 a month.",
        "The State's 457 plan offers a Roth option; this Plan is separate from it.",
        "We are working toward being able to offer Roth contributions.",
    ),
    MATCH: (
        "Before the bankruptcy the Company matched 50% of the first 6% of pay.",
        "The Company matches your HSA contributions up to $750 a year.",
        "The average employer matches 50% of the first 6% of pay.",
        "Typical match formulas are 50% of the first 6% of pay.",
        "Section 4.3, which provided a match of 50% of the first 4% of pay, is deleted.",
        "The Plan does away with the employer match of 50% of the first 6% of pay.",
        "The Company matches student loan payments with a taxable bonus of up to $100 a month.",
        "The Company matched 3% of pay in 2008, its last year of matching.",
        "The Company suspended its match of 100% of the first 3% of pay.",
    ),
    CAP: (
        "Until the Plan was restated, after-tax contributions could not exceed 10% of pay.",
        "The old 6% limit on after-tax contributions went away with the feature itself.",
        "If after-tax contributions were offered, they would be capped at 5% of pay.",
        "A typical plan limits after-tax contributions to 10% of pay.",
        "You may pay up to $200 a month after-tax for supplemental life insurance.",
        "Section 4.6, which limited after-tax contributions to 8% of pay, has been deleted.",
    ),
    HCE: (
        "Some plans hold highly compensated employees to 6% of pay.",
        "In 2011 highly compensated employees were limited to 5% of pay.",
        "The former limit of 7% of pay for highly compensated employees has been lifted.",
        "If the Plan were to fail the test, highly compensated employees might be held to 4% of pay.",
        "The Committee discussed limiting highly compensated employees to 6% of pay and took no action.",
        "The nonqualified plan lets highly compensated employees defer up to 80% of pay.",
        "A safe harbor plan lets highly compensated employees contribute up to the IRS limit.",
        "Ask the administrator whether highly compensated employees are limited to a lower percentage.",
    ),
    SAFE_HARBOR: (
        "The Plan gave up its safe harbor status in 2017.",
        "We considered becoming a safe harbor plan but found it too costly.",
        "If this were a safe harbor plan, no testing would be needed.",
        "Before 2015 the Company made a safe harbor matching contribution.",
        "A friend's company has a safe harbor match.",
        "The Employer revoked the safe harbor nonelective contribution by amendment.",
        "What is a safe harbor plan, and would it help us?",
        "Congress created the safe harbor design in 1996.",
        "“Safe Harbor Contribution” is any contribution that meets section 401(k)(12).",
        "The Company has suspended safe harbor contributions for the rest of the year.",
        "Our consultants recommend a safe harbor match.",
    ),
}
GIVEN = {
    AFTER_TAX: (
        "Voluntary after-tax contributions, which were suspended in 2009, may again be made.",
        "Section 4.5, which lets Participants make Voluntary After-Tax Contributions, applies to all Employees.",
        "After-tax contributions, once limited to union members, may now be made by everyone.",
        "Unlike some of our competitors, we let employees make after-tax contributions.",
        "If you wish, you may make after-tax contributions.",
        "If you are eligible, you may make after-tax contributions of up to 10% of pay.",
        "You may ask HR how to make after-tax contributions, which the Plan accepts from every participant.",
        "The deleted limit no longer applies, so you may make after-tax contributions at any level.",
        "The Board approved the amendment, and you may make after-tax contributions.",
        "As the Board decided last year, participants may make after-tax contributions.",
        "Many of you asked for it: you may now make after-tax contributions.",
        "We heard your wish, and the Plan now accepts after-tax contributions.",
        "If you have questions, call us; you may make after-tax contributions online.",
        "The Plan permits each Member to make voluntary after-tax contributions by payroll deduction.",
        "A Participant may elect to make Voluntary Contributions on an after-tax basis.",
        "You can put in after-tax money even if you have stopped your pre-tax savings.",
        "Were you to reach the limit, you may continue with after-tax contributions.",
        "Should you want to save more, you may make after-tax contributions.",
        "It is not true that only executives may save more: anyone may make after-tax contributions.",
        "Don't overlook after-tax contributions, which you may make up to 8% of pay.",
        "The form for stopping was deleted; you may make after-tax contributions as before.",
        "You may contribute after-tax dollars, and no approval by the Board is needed.",
        "We are pleased to offer after-tax contributions.",
        "After-tax contributions are possible in our plan.",
        "Our plan is one of the few that offer after-tax contributions.",
        "The Company and its subsidiaries let employees make after-tax contributions to the Plan.",
        "Employees in the United States may make after-tax contributions.",
        "Under this Plan and the Code, you may make after-tax contributions.",
        "You do not need to be highly paid; any employee can make after-tax contributions.",
        "After-tax contributions are allowed by the Plan.",
        "After-tax contributions are permitted by the plan and by law.",
        "Members may make after-tax contributions, as authorized by Amendment Four.",
    ),
    ROTH: (
        "Roth contributions, added by the Second Amendment, may be made by any participant.",
        "If your income is too high for a Roth IRA, you may still make Roth contributions to the Plan.",
        "Ask for the form if you would like to make Roth contributions, which are available to all.",
        "Since the recordkeeper's system can support it, Roth contributions are available.",
        "We have offered Roth contributions since 2012.",
        "You may designate your deferrals as Roth, pre-tax or a mix.",
        "Thinking about taxes? You can make Roth contributions.",
        "Unlike a Roth IRA, the Plan's Roth contributions are open at any income.",
        "The Employer has checked the box that permits Roth contributions.",
        "You wondered about Roth: the Plan accepts Roth contributions.",
    ),
    MATCH: (
        "The Company restored its match of 50% of the first 6% of pay.",
        "The Company matches 50% of the first 6% of pay, twice what it matched before.",
        "If you save 6% of pay, the Company matches 3%.",
        "The Company matches your 401(k) contributions and your HSA deposits.",
        "We match gifts to charity, too, but the Plan match is 100% of the first 4% of pay you save.",
        "If you contribute, the Company will match 50 cents on the dollar.",
        "The Company will match your savings whether you choose Roth or pre-tax.",
        "Like many employers, we match 50% of the first 6% of pay.",
        "Don't leave money on the table: the Company matches 100% of the first 4% of pay you contribute.",
        "The Company matches 50% of the first 6% you save in the 401(k); the stock plan has no match.",
        "The Bank matches your contributions dollar for dollar up to 5% of pay.",
        "For each dollar you defer, the Employer contributes 50 cents, up to 6% of pay.",
        "The Company matched 50% before; now it matches 75% of the first 6% of pay.",
    ),
    CAP: (
        "After-tax contributions, raised by amendment, are limited to 12% of pay.",
        "Your after-tax contributions cannot be more than 6% of your base salary.",
        "The limit on after-tax contributions is 9% of pay.",
        "Unlike many plans, ours limits after-tax contributions to 4% of pay.",
    ),
    HCE: (
        "If you are highly compensated, you may contribute no more than 8% of pay.",
        "The Committee has limited highly compensated employees to 6% of pay.",
        "Highly compensated employees were told that they may contribute no more than 7% of pay.",
        "Highly compensated employees may contribute no more than 6% of pay, so that the Plan passes its tests.",
    ),
    SAFE_HARBOR: (
        "The Plan has been a safe harbor plan since 2018.",
        "The Company makes a safe harbor matching contribution in place of the old match.",
        "The Plan was amended to become a safe harbor plan effective January 1, 2021, and it is one today.",
        "If you are eligible, you receive a safe harbor nonelective contribution of 3% of pay.",
        "Each year the Employer makes a safe harbor nonelective contribution of 3% for all eligible employees.",
    ),
}
WRONG_GRANTS = {
    "The State's 457 plan offers a Roth option; this Plan is separate from it.",
}


@pytest.mark.parametrize(("feature", "text"), refusals(NEVER, WRONG_GRANTS))
def test_nothing_is_given(feature: str, text: str) -> None:
    finding = read(text)[feature]
    assert finding.status not in GRANTED, [(c.quote, c.why) for c in finding.decided_by]


@pytest.mark.parametrize(("feature", "text"), [(f, text) for f, texts in GIVEN.items() for text in texts])
def test_a_right_close_to_it_is_heard(feature: str, text: str) -> None:
    finding = read(text)[feature]
    assert finding.status in GRANTED, [(c.quote, c.why) for c in finding.mentions]


def test_known_misses_are_among_the_texts() -> None:
    assert {text for texts in NEVER.values() for text in texts} >= WRONG_GRANTS
