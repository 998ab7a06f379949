import pytest

from rothscope.model.document import Table
from rothscope.structure.options import told_to_reader

from .pages import line, paged, passages, plain, shown

CASES = [
    (
        "Roth Deferrals. þ(1) may be made by all ¨(2) may not be made.",
        [
            ("sentence", "", "Roth Deferrals."),
            ("option [x]", "Roth Deferrals:", "may be made by all"),
            ("option [ ]", "Roth Deferrals:", "may not be made."),
        ],
        "a label that each option finishes",
    ),
    (
        "G-6. Withdrawals at work (mark one; default:\nnone): [X] at 59½ [ ] never",
        [
            ("sentence", "", "G-6. Withdrawals at work (mark one; default: none):"),
            ("option [x]", "G-6. Withdrawals at work (mark one; default: none):", "at 59½"),
            ("option [ ]", "G-6. Withdrawals at work (mark one; default: none):", "never"),
        ],
        "a bracket left open at a colon goes on in the next line, and a form's number ends no sentence",
    ),
    (
        "D-4 Automatic enrollment. [X] none [ ] QACA",
        [
            ("sentence", "", "D-4 Automatic enrollment."),
            ("option [x]", "D-4 Automatic enrollment:", "none"),
            ("option [ ]", "D-4 Automatic enrollment:", "QACA"),
        ],
        "a numbered caption in one line with its options",
    ),
    (
        "The Employer pays this money once a year, in March or April. [X] Loans [ ] Rollovers",
        [
            ("sentence", "", "The Employer pays this money once a year, in March or April."),
            ("option [x]", "", "Loans"),
            ("option [ ]", "", "Rollovers"),
        ],
        "a sentence that no option finishes",
    ),
    (
        "[X] After-tax contributions are allowed.\n[ ] Roth deferrals are allowed.",
        [
            ("option [x]", "", "After-tax contributions are allowed."),
            ("option [ ]", "", "Roth deferrals are allowed."),
        ],
        "one option a line",
    ),
    (
        "Rollovers are taken from: [X] (a) plans [ ] (b) IRAs",
        [
            ("sentence", "", "Rollovers are taken from:"),
            ("option [x]", "Rollovers are taken from:", "plans"),
            ("option [ ]", "Rollovers are taken from:", "IRAs"),
        ],
        "several options in one line",
    ),
    (
        "The Plan □ does / X does not (check one) allow after-tax contributions.",
        [
            ("option [ ]", "The Plan does", "allow after-tax contributions."),
            ("option [x]", "The Plan does not", "allow after-tax contributions."),
        ],
        "marks that interrupt a sentence, with an instruction",
    ),
    (
        "The Plan [X] does [ ] does not permit loans.",
        [
            ("option [x]", "The Plan does", "permit loans."),
            ("option [ ]", "The Plan does not", "permit loans."),
        ],
        "marks that interrupt a sentence, without one",
    ),
    (
        "Loans are [ ] permitted [X] not permitted.",
        [("option [ ]", "Loans are", "permitted"), ("option [x]", "Loans are", "not permitted.")],
        "marks that end a sentence",
    ),
    (
        "13. SALARY DEFERRALS [X] a. Permitted. [ ] b. Not permitted. 14. LOANS [ ] a. Permitted. [X] b. Not permitted.",
        [
            ("sentence", "", "13. SALARY DEFERRALS"),
            ("option [x]", "13. SALARY DEFERRALS", "Permitted."),
            ("option [ ]", "13. SALARY DEFERRALS", "Not permitted."),
            ("option [ ]", "14. LOANS", "Permitted."),
            ("option [x]", "14. LOANS", "Not permitted."),
        ],
        "a second caption in the same line",
    ),
    (
        "Loans? Yes ___ No _X_ Limit: ____\nRoth? Yes _X_ No ___\nConversions? Yes ___ No _X_ A year: ____",
        [
            ("question", "", "Loans?"),
            ("option [ ]", "Loans?", "Yes"),
            ("option [x]", "Loans?", "No"),
            ("option [ ]", "Loans?", "Limit: ____"),
            ("question", "", "Roth?"),
            ("option [x]", "Roth?", "Yes"),
            ("option [ ]", "Roth?", "No"),
            ("question", "", "Conversions?"),
            ("option [ ]", "Conversions?", "Yes"),
            ("option [x]", "Conversions?", "No"),
            ("option [ ]", "Conversions?", "A year: ____"),
        ],
        "a blank behind a colon is no box",
    ),
    (
        "Are loans permitted? [X] Yes [ ] No",
        [
            ("question", "", "Are loans permitted?"),
            ("option [x]", "Are loans permitted?", "Yes"),
            ("option [ ]", "Are loans permitted?", "No"),
        ],
        "a question and its boxes",
    ),
    (
        "Elective Deferrals are\n[X] permitted.\n[ ] not permitted.\nLoans are\n[ ] permitted.\n[X] not permitted.",
        [
            ("sentence", "", "Elective Deferrals are"),
            ("option [x]", "Elective Deferrals are", "permitted."),
            ("option [ ]", "Elective Deferrals are", "not permitted."),
            ("sentence", "", "Loans are"),
            ("option [ ]", "Loans are", "permitted."),
            ("option [x]", "Loans are", "not permitted."),
        ],
        "an unfinished sentence leads in, and the next one begins anew",
    ),
    (
        "[ ] (1) After-tax contributions are allowed, with:\n[X] (a) a maximum of 10% of pay.\n[X] (2) Loans are allowed.",
        [
            ("option [ ]", "", "After-tax contributions are allowed, with:"),
            ("option [ ]", "After-tax contributions are allowed, with:", "a maximum of 10% of pay."),
            ("option [x]", "", "Loans are allowed."),
        ],
        "under an unticked parent nothing is ticked",
    ),
    (
        "[X] (1) Money may be taken out (tick all that apply): [X] (a) at 59½. [ ] (b) at any time. [ ] (2) It may not.",
        [
            ("option [x]", "", "Money may be taken out (tick all that apply):"),
            ("option [x]", "Money may be taken out (tick all that apply):", "at 59½."),
            ("option [ ]", "Money may be taken out (tick all that apply):", "at any time."),
            ("option [ ]", "", "It may not."),
        ],
        "under a ticked parent each keeps its own mark",
    ),
    (
        "[ ] Loans are allowed for:\n[X] Hardship withdrawals are allowed.",
        [
            ("option [ ]", "", "Loans are allowed for:"),
            ("option [x]", "", "Hardship withdrawals are allowed."),
        ],
        "without numbers a ticked option does not hang on an unticked one",
    ),
    (
        "25. [X] After-tax contributions are permitted. 26. [ ] Loans",
        [("option [x]", "", "After-tax contributions are permitted."), ("option [ ]", "", "Loans")],
        "the number before a mark belongs to the mark",
    ),
    (
        "þ After-tax contributions\n¨ Roth contributions\ný Rollovers",
        [
            ("option [x]", "", "After-tax contributions"),
            ("option [ ]", "", "Roth contributions"),
            ("option [x]", "", "Rollovers"),
        ],
        "boxes that lost their font",
    ),
    (
        "☑ Loans\n☒ Rollovers\n☐ Roth\n■ Match\n□ Safe harbor",
        [
            ("option [x]", "", "Loans"),
            ("option [x]", "", "Rollovers"),
            ("option [ ]", "", "Roth"),
            ("option [x]", "", "Match"),
            ("option [ ]", "", "Safe harbor"),
        ],
        "box glyphs; a black square is a tick beside a white one",
    ),
    (
        "Choose one:\n● Loans are allowed.\n○ Loans are not allowed.",
        [
            ("sentence", "", "Choose one:"),
            ("option [x]", "Choose one:", "Loans are allowed."),
            ("option [ ]", "Choose one:", "Loans are not allowed."),
        ],
        "filled and open circles are choices",
    ),
    (
        "The plan offers:\n● Roth deferrals\n● Loans",
        [
            ("sentence", "", "The plan offers:"),
            ("list_item", "The plan offers:", "Roth deferrals"),
            ("list_item", "The plan offers:", "Loans"),
        ],
        "filled circles alone are bullets",
    ),
    (
        "o Loans are allowed.\nx Hardship withdrawals are allowed.",
        [("option [ ]", "", "Loans are allowed."), ("option [x]", "", "Hardship withdrawals are allowed.")],
        "a lone o beside a lone x is an empty box",
    ),
    (
        "__X__ Rollovers are accepted.\n____ After-tax rollovers are accepted.",
        [
            ("option [x]", "", "Rollovers are accepted."),
            ("option [ ]", "", "After-tax rollovers are accepted."),
        ],
        "blanks filled with an x",
    ),
    (
        "Rollovers from: (Check each that applies.)\n|( )| N/A.\n|(X)| a qualified plan.",
        [
            ("sentence", "", "Rollovers from: (Check each that applies.)"),
            ("option [ ]", "Rollovers from: (Check each that applies.)", "N/A."),
            ("option [x]", "Rollovers from: (Check each that applies.)", "a qualified plan."),
        ],
        "boxes in table rows",
    ),
    (
        "Not more than ____% of pay. See (x) and Section 402(x).",
        [("sentence", "", "Not more than ____% of pay."), ("sentence", "", "See (x) and Section 402(x).")],
        "a blank to fill and a numeral are no boxes",
    ),
    (
        "A Participant < ¨ who is a NHCE > may take loans.",
        [("option [ ]", "A Participant <", "who is a NHCE > may take loans.")],
        "a box around a qualifier leaves the whole sentence open",
    ),
]


DOES_NOT = [
    ("option [ ]", "The Plan does", "permit loans."),
    ("option [x]", "The Plan does not", "permit loans."),
]
NO = [
    ("option [ ]", "Loans are", "permitted"),
    ("option [x]", "Loans are", "not permitted"),
]

PAIRS = [
    ("The Plan does ☐ does not ☒ permit loans.", DOES_NOT, "marks after the choices"),
    ("The Plan does ☐ / does not ☒ permit loans.", DOES_NOT, "a stroke between them"),
    ("The Plan does [ ] or does not [X] permit loans.", DOES_NOT, "“or” between them"),
    ("The Plan ( ) does (X) does not permit loans.", DOES_NOT, "round brackets"),
    (
        "The Plan ____ does _X_ does not permit loans.",
        DOES_NOT,
        "a blank beside a blank with an x is an empty box",
    ),
    ("The Plan does ___ does not _X_ permit loans.", DOES_NOT, "blanks after the choices"),
    ("The Plan (check one) ☐ does ☒ does not permit loans.", DOES_NOT, "an instruction before the marks"),
    ("The Plan does ☐ does not ☒ (check one) permit loans.", DOES_NOT, "an instruction after them"),
    ("The Plan ☐ does\n☒ does not permit loans.", DOES_NOT, "a line that starts with the second mark"),
    (
        "The Plan does\n☐ does not ☒ permit loans.",
        DOES_NOT,
        "a line that starts with the first mark, after its words",
    ),
    (
        "The Plan does ☐ does not\n☒ permit loans.",
        DOES_NOT,
        "a line that starts with the second mark, after its words",
    ),
    ("Loans are permitted ☐ not permitted ☒", NO, "choices that end the sentence"),
    (
        "The Plan ☐ does / ☒ does not permit loans. If it does, they are: ☐ for hardship / ☐ for all reasons.",
        [
            *DOES_NOT,
            ("option [ ]", "If it does, they are:", "for hardship"),
            ("option [ ]", "If it does, they are:", "for all reasons."),
        ],
        "choices of another sort in the next sentence",
    ),
    (
        "The Plan ☐ does ☒ does not permit loans. Pay vests ☒ after a year / ☐ at once / ☐ in five parts.",
        [
            *DOES_NOT,
            ("option [x]", "Pay vests", "after a year"),
            ("option [ ]", "Pay vests", "at once"),
            ("option [ ]", "Pay vests", "in five parts."),
        ],
        "three choices in the next sentence",
    ),
    (
        "Loans\n☐ do / ☒ do not apply here",
        [("option [ ]", "Loans do", "apply here"), ("option [x]", "Loans do not", "apply here")],
        "a line that starts with the first mark of a sentence begun before it",
    ),
    (
        "The rule applies ☐ does not apply ☒",
        [("option [ ]", "The rule", "applies"), ("option [x]", "The rule", "does not apply")],
        "a verb that changes its ending",
    ),
    (
        "The Plan will ☒ will not ☐ make loans.",
        [("option [x]", "The Plan will", "make loans."), ("option [ ]", "The Plan will not", "make loans.")],
        "another verb",
    ),
    (
        "The Employer elects ☐ does not elect ☒ to make loans.",
        [
            ("option [ ]", "The Employer elects", "to make loans."),
            ("option [x]", "The Employer does not elect", "to make loans."),
        ],
        "a refusal with a helping verb",
    ),
    (
        "The Plan does ☐ does not ☒ permit loans and does ☒ does not ☐ permit rollovers.",
        [
            ("option [ ]", "The Plan does", "permit loans"),
            ("option [x]", "The Plan does not", "permit loans"),
            ("option [x]", "The Plan does", "permit rollovers."),
            ("option [ ]", "The Plan does not", "permit rollovers."),
        ],
        "two pairs in a sentence",
    ),
    (
        "Loans: Yes ☐ No ☒",
        [("sentence", "", "Loans:"), ("option [ ]", "Loans:", "Yes"), ("option [x]", "Loans:", "No")],
        "answers before their marks",
    ),
    (
        "Loans Yes ☐ No ☒ Rollovers Yes ☒ No ☐",
        [
            ("option [ ]", "Loans", "Yes"),
            ("option [x]", "Loans", "No"),
            ("option [x]", "Rollovers", "Yes"),
            ("option [ ]", "Rollovers", "No"),
        ],
        "two answers in one line",
    ),
    (
        "Loans are permitted ☐ not permitted ☒\nRollovers are accepted ☒ not accepted ☐",
        [
            *NO,
            ("option [x]", "Rollovers are", "accepted"),
            ("option [ ]", "Rollovers are", "not accepted"),
        ],
        "a mark after its words ends the line",
    ),
    (
        "Loans are permitted. Yes ☐ No ☒",
        [
            ("option [ ]", "", "Loans are permitted."),
            ("option [ ]", "Loans are permitted.", "Yes"),
            ("option [x]", "Loans are permitted.", "No"),
        ],
        "a statement before its answers says nothing by itself",
    ),
    (
        "Loans are permitted. Yes ☐ No ☒\nThe Plan does ☒ does not ☐ accept rollovers.",
        [
            ("option [ ]", "", "Loans are permitted."),
            ("option [ ]", "Loans are permitted.", "Yes"),
            ("option [x]", "Loans are permitted.", "No"),
            ("option [x]", "The Plan does", "accept rollovers."),
            ("option [ ]", "The Plan does not", "accept rollovers."),
        ],
        "a sentence of its own does not hang on the statement before it",
    ),
    (
        "☐ Yes ☒ No The Plan permits loans.",
        [("option [ ]", "", "Yes"), ("option [x]", "", "No"), ("option [ ]", "", "The Plan permits loans.")],
        "a statement after its answers holds where “yes” is ticked",
    ),
    (
        "Loans ☐ Rollovers ☒ Roth ☐",
        [("option [ ]", "", "Loans"), ("option [x]", "", "Rollovers"), ("option [ ]", "", "Roth")],
        "a line that starts with words and ends with a mark",
    ),
    (
        "Are loans made?\nYes ☐\nNo ☒",
        [
            ("question", "", "Are loans made?"),
            ("option [ ]", "Are loans made?", "Yes"),
            ("option [x]", "Are loans made?", "No"),
        ],
        "one answer a line, each before its mark",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), PAIRS, ids=[case[2] for case in PAIRS])
def test_pairs_of_choices(text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert shown(plain(text)) == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_boxes(text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert shown(plain(text)) == expected, why


def test_a_numbered_label_over_boxes_leads_them_in() -> None:
    text = "4.4 Automatic enrollment.\n[ ] At 3% of pay.\n[X] None.\n5.1 Voluntary Contributions.\n[X] The Plan takes none."
    assert shown(plain(text)) == [
        ("option [ ]", "4.4 Automatic enrollment.", "At 3% of pay."),
        ("option [x]", "4.4 Automatic enrollment.", "None."),
        ("option [x]", "5.1 Voluntary Contributions.", "The Plan takes none."),
    ]


def test_a_numbered_title_with_a_stop_leads_in_its_boxes_and_ends_the_list_before() -> None:
    text = """15. Voluntary After-Tax Contributions.
☐ (a) are not permitted
☒ (b) are permitted:
27. Withdrawals of such Contributions.
☒ (a) Permitted at any time."""
    assert shown(plain(text)) == [
        ("option [ ]", "15. Voluntary After-Tax Contributions.", "are not permitted"),
        ("option [x]", "15. Voluntary After-Tax Contributions.", "are permitted:"),
        ("option [x]", "27. Withdrawals of such Contributions.", "Permitted at any time."),
    ]


def test_the_next_number_begins_an_item_behind_a_line_of_boxes() -> None:
    long = "13. Limit: [ ] none other than that of the Code [X] 75% of Compensation as defined above"
    lines = [line(text, row) for row, text in enumerate((
        long,
        "14. Automatic enrollment: [X] No [ ] Yes, at ___%",
        "15. Roth Deferrals:",
        "[X] (a) are permitted",
    ))]  # fmt: skip
    assert shown(paged([lines])) == [
        ("sentence", "", "13. Limit:"),
        ("option [ ]", "13. Limit:", "none other than that of the Code"),
        ("option [x]", "13. Limit:", "75% of Compensation as defined above"),
        ("sentence", "", "14. Automatic enrollment:"),
        ("option [x]", "14. Automatic enrollment:", "No"),
        ("option [ ]", "14. Automatic enrollment:", "Yes, at ___%"),
        ("option [x]", "15. Roth Deferrals:", "are permitted"),
    ]


def test_a_line_that_ends_in_a_run_in_number_begins_the_next_item() -> None:
    text = "C-5 After-Tax Money.\n[ ] Yes\nC-6 Rollovers. These are taken from:\n[ ] IRAs\nWhat is not marked is not taken."
    assert [p.path for p in passages(plain(text))][-1] == ()


def test_rows_of_a_table_with_boxes_hang_on_no_other_row() -> None:
    texts = ("Your contributions", "[X] Roth deferrals", "[X] After-tax money, at most 10 %", "[X] Loans")
    lines = [line(text, row, x=72 + 6 * (row > 0)) for row, text in enumerate(texts)]
    rows = Table(rows=(("[X] After-tax money, at most", "", "10", "%"),), box=(70, 98, 500, 112))
    assert shown(paged([lines], {1: (rows,)})) == [
        ("option [x]", "Your contributions", "Roth deferrals"),
        ("option [x]", "Your contributions", "After-tax money, at most 10 %"),
        ("option [x]", "Your contributions", "Loans"),
    ]


def test_options_nest_by_indent() -> None:
    lines = [
        line("[X] After-tax contributions are accepted.", 0),
        line("[ ] They may not be more than 8% of pay.", 1, x=90),
        line("[X] Officers may not make them.", 2, x=90),
        line("[ ] Loans are made.", 3),
    ]
    parent = "After-tax contributions are accepted."
    assert shown(paged([lines])) == [
        ("option [x]", "", parent),
        ("option [ ]", parent, "They may not be more than 8% of pay."),
        ("option [x]", parent, "Officers may not make them."),
        ("option [ ]", "", "Loans are made."),
    ]


def test_what_a_form_for_participants_says_to_the_reader_is_no_choice() -> None:
    text = "[ ] After-tax account. You may ask for this at any time.\n[ ] Pay it to me."
    found = told_to_reader(passages(plain(text)))
    assert [(p.kind.value, p.ticked, p.text) for p in found] == [
        ("option", False, "After-tax account."),
        ("sentence", None, "You may ask for this at any time."),
        ("option", False, "Pay it to me."),
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Withdrawals may be made from any vested source.", True),
        ("I have reached age 59½.", False),
        ("The whole vested balance", False),
        ("Please send the payment to the bank that is named below.", False),
    ],
)
def test_a_sentence_beside_a_readers_box_tells_unless_the_reader_says_it(words: str, told: bool) -> None:
    found = told_to_reader(passages(plain(f"[ ] {words}")))
    assert [p.ticked is None for p in found] == [told]
