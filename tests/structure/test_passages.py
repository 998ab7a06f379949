import pytest

from rothscope.model.document import Furniture, Line, PassageKind, Table

from .pages import line, paged, passages, plain, shown

LISTS = [
    (
        "The following are not permitted:\n- loans for a second home\n- after-tax contributions\nYou may still save.",
        [
            ("sentence", "", "The following are not permitted:"),
            ("list_item", "The following are not permitted:", "loans for a second home"),
            ("list_item", "The following are not permitted:", "after-tax contributions"),
            ("sentence", "", "You may still save."),
        ],
        "a list keeps its lead-in and ends with the next paragraph",
    ),
    (
        "You may...\n• Borrow.\n• Withdraw.",
        [
            ("sentence", "", "You may..."),
            ("list_item", "You may...", "Borrow."),
            ("list_item", "You may...", "Withdraw."),
        ],
        "three dots open a list too",
    ),
    (
        "You may withdraw:\n• Age 59½. Take what you like. It is taxed.\n• Loans are made. Ask us.\n• Yes. Any time.",
        [
            ("sentence", "", "You may withdraw:"),
            ("list_item", "You may withdraw:", "Age 59½. Take what you like."),
            ("list_item", "You may withdraw:", "It is taxed."),
            ("list_item", "You may withdraw:", "Loans are made."),
            ("list_item", "You may withdraw:", "Ask us."),
            ("list_item", "You may withdraw:", "Yes."),
            ("list_item", "You may withdraw:", "Any time."),
        ],
        "a label that opens an item is read with what is said of it; a sentence or an answer is no label",
    ),
    (
        "You may take money out only if: (1) you reach 59½; or (2) you leave. It is taxed.",
        [
            ("sentence", "", "You may take money out only if:"),
            ("list_item", "You may take money out only if:", "you reach 59½; or"),
            ("list_item", "You may take money out only if:", "you leave."),
            ("sentence", "", "It is taxed."),
        ],
        "a list inside a paragraph ends with its sentence",
    ),
    (
        "Earnings are tax-free if (1) you are 59½ and (2) five years have passed.",
        [("sentence", "", "Earnings are tax-free if (1) you are 59½ and (2) five years have passed.")],
        "numbers inside a sentence make no list",
    ),
    (
        "It is due when: • you leave; • you retire. Not before.",
        [
            ("sentence", "", "It is due when:"),
            ("list_item", "It is due when:", "you leave;"),
            ("list_item", "It is due when:", "you retire."),
            ("sentence", "", "Not before."),
        ],
        "bullets inside a paragraph",
    ),
    (
        "The Plan lets you:\nSave pre-tax dollars;\nMake rollover contributions;\nTake certain withdrawals.",
        [
            ("sentence", "", "The Plan lets you:"),
            ("list_item", "The Plan lets you:", "Save pre-tax dollars;"),
            ("list_item", "The Plan lets you:", "Make rollover contributions;"),
            ("list_item", "The Plan lets you:", "Take certain withdrawals."),
        ],
        "items without bullets",
    ),
    (
        "Allowed are:\n• Rollovers from:\no plans\no IRAs\n• Loans",
        [
            ("sentence", "", "Allowed are:"),
            ("list_item", "Allowed are:", "Rollovers from:"),
            ("list_item", "Allowed are: Rollovers from:", "plans"),
            ("list_item", "Allowed are: Rollovers from:", "IRAs"),
            ("list_item", "Allowed are:", "Loans"),
        ],
        "a list inside a list",
    ),
    (
        "(a) Direct Rollovers: N/A (b) Rollovers from IRAs: N/A",
        [("list_item", "", "Direct Rollovers: N/A"), ("list_item", "", "Rollovers from IRAs: N/A")],
        "lettered items of a form",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), LISTS, ids=[case[2] for case in LISTS])
def test_lists(text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert shown(plain(text)) == expected, why


QUESTIONS = [
    (
        "Can I borrow?\nNo. There are no loans.",
        [
            ("question", "", "Can I borrow?"),
            ("answer", "Can I borrow?", "No."),
            ("answer", "Can I borrow?", "There are no loans."),
        ],
        "the answer on the next line",
    ),
    (
        "Must my spouse agree? No. It is your money.",
        [
            ("question", "", "Must my spouse agree?"),
            ("answer", "Must my spouse agree?", "No."),
            ("answer", "Must my spouse agree?", "It is your money."),
        ],
        "question and answer in one paragraph",
    ),
    (
        "Q. When am I paid?\nA. In these cases: 1. you retire; 2. you die.",
        [
            ("question", "", "When am I paid?"),
            ("answer", "When am I paid?", "In these cases:"),
            ("list_item", "When am I paid? In these cases:", "you retire;"),
            ("list_item", "When am I paid? In these cases:", "you die."),
        ],
        "the marks Q. and A. are left out, and a list in the answer keeps the question",
    ),
    (
        "Can I convert?\nYes, once a year.\nConversions are taxed.",
        [
            ("question", "", "Can I convert?"),
            ("answer", "Can I convert?", "Yes, once a year."),
            ("sentence", "", "Conversions are taxed."),
        ],
        "only the first paragraph answers",
    ),
    (
        "• Can I borrow?\nOnly for a home.",
        [("question", "", "Can I borrow?"), ("answer", "Can I borrow?", "Only for a home.")],
        "a question with a bullet",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), QUESTIONS, ids=[case[2] for case in QUESTIONS])
def test_questions(text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert shown(plain(text)) == expected, why


CONVERSION = "In-plan Roth conversion"
ROLL_IN = "Rollovers into the plan"
MATRIX = "Withdrawals while employed"
"""What is read before the cells of a table of money and events."""

TABLES = [
    (
        "Contribution Type | Amount\nRoth 401(k) | 1% to 60% of pay\nAfter-tax | 1% to 12% of pay",
        [
            ("table_row", "Contribution Type | Amount", "Roth 401(k) | 1% to 60% of pay"),
            ("table_row", "Contribution Type | Amount", "After-tax | 1% to 12% of pay"),
        ],
        "a header is read before each row",
    ),
    (
        "Rollovers into the plan | Allowed\nAfter-tax | Not allowed",
        [
            ("table_row", "", "Rollovers into the plan | Allowed"),
            ("table_row", "", "After-tax | Not allowed"),
        ],
        "a first row that answers is no header",
    ),
    (
        "Feature | Allowed\nAfter-tax contributions | No",
        [("table_row", "Feature | Allowed", "After-tax contributions | No")],
        "a header whose title is an answer's word",
    ),
    (
        "Account | Before 59½ | Loan\nAfter-tax* | No | Yes, one\nRoth | Yes | 2",
        [
            ("table_row", "Account | Before 59½ | Loan", "After-tax* | No | Yes, one"),
            ("table_row", "Before 59½: After-tax:", "No"),
            ("table_row", "Loan: After-tax:", "Yes, one"),
            ("table_row", "Account | Before 59½ | Loan", "Roth | Yes | 2"),
            ("table_row", f"{MATRIX}, Before 59½: Roth:", "Yes"),
        ],
        "each cell of words is read under its title for its row; a number is not",
    ),
    (
        "Event | Pre-tax | After-tax\nAny time | No | Yes\nAfter you leave | Yes | Yes",
        [
            ("table_row", "Event | Pre-tax | After-tax", "Any time | No | Yes"),
            ("table_row", "Pre-tax: Any time:", "No"),
            ("table_row", f"After-tax: {MATRIX}, Any time:", "Yes"),
            ("table_row", "Event | Pre-tax | After-tax", "After you leave | Yes | Yes"),
            ("table_row", "Pre-tax: After you leave:", "Yes"),
            ("table_row", "After-tax: After you leave:", "Yes"),
        ],
        "a matrix with events down the side; what happens after leaving is no withdrawal while employed",
    ),
    (
        "Account | How much | How often\nAfter-tax | 1% to 6% | Twice a year",
        [("table_row", "Account; How much; How often", "After-tax | 1% to 6% | Twice a year")],
        "titles that only describe what the row names make it one statement",
    ),
    (
        "Account | Roth limit | Match limit\nNew hires | None at all | Half of it",
        [
            ("table_row", "Account | Roth limit | Match limit", "New hires | None at all | Half of it"),
            ("table_row", "Roth limit: New hires:", "None at all"),
            ("table_row", "Match limit: New hires:", "Half of it"),
        ],
        "titles that name money do more than describe",
    ),
    (
        "12. Can I save after taxes?\n12. You may, up to 5% of pay.",
        [
            ("question", "", "12. Can I save after taxes?"),
            ("answer", "12. Can I save after taxes?", "You may, up to 5% of pay."),
        ],
        "an answer with the number of its question",
    ),
    (
        "Money | Any time | Hardship\nAfter-tax | Y | N",
        [
            ("table_row", "Money | Any time | Hardship", "After-tax | Y | N"),
            ("table_row", f"{MATRIX}, Any time: After-tax:", "Y"),
            ("table_row", "Hardship: After-tax:", "N"),
        ],
        "the letters of a yes and a no",
    ),
    (
        "Money | Any time | Move to Roth inside the Plan\nRoth | Yes | Not needed\nAfter-tax | No | Yes\nMatch | No | No",
        [
            ("table_row", "Money | Any time | Move to Roth inside the Plan", "Roth | Yes | Not needed"),
            ("table_row", f"{MATRIX}, Any time: Roth:", "Yes"),
            ("table_row", f"{CONVERSION}, Move to Roth inside the Plan, Roth:", "Not needed"),
            ("table_row", "Money | Any time | Move to Roth inside the Plan", "After-tax | No | Yes"),
            ("table_row", f"{MATRIX}, Any time: After-tax:", "No"),
            ("table_row", f"{CONVERSION}, Move to Roth inside the Plan, After-tax:", "Yes"),
            ("table_row", "Money | Any time | Move to Roth inside the Plan", "Match | No | No"),
            ("table_row", "Any time: Match:", "No"),
            ("table_row", f"{CONVERSION}, Move to Roth inside the Plan, Match:", "No"),
        ],
        "a column on conversions is about conversions, whatever the money and the answer",
    ),
    (
        "Money | Before 59½ | From 59½\nPre-tax | No | Yes\nMatch | No | No",
        [
            ("table_row", "Money | Before 59½ | From 59½", "Pre-tax | No | Yes"),
            ("table_row", "Before 59½: Pre-tax:", "No"),
            ("table_row", f"{MATRIX}, From 59½, Pre-tax:", "Yes"),
            ("table_row", "Money | Before 59½ | From 59½", "Match | No | No"),
            ("table_row", "Before 59½: Match:", "No"),
            ("table_row", f"{MATRIX}, From 59½, Match:", "No"),
        ],
        "what cannot come out at 59½ is refused at 59½, and nothing is refused by a no before it",
    ),
    (
        "Money | Before 59½ | From 59½\nPre-tax | No | Yes\nRoth | No | Yes\nGain Share | No | Yes",
        [
            ("table_row", "Money | Before 59½ | From 59½", "Pre-tax | No | Yes"),
            ("table_row", "Before 59½: Pre-tax:", "No"),
            ("table_row", f"{MATRIX}, From 59½, Pre-tax:", "Yes"),
            ("table_row", "Money | Before 59½ | From 59½", "Roth | No | Yes"),
            ("table_row", "Before 59½: Roth:", "No"),
            ("table_row", f"{MATRIX}, From 59½, Roth:", "Yes"),
            ("table_row", "Money | Before 59½ | From 59½", "Gain Share | No | Yes"),
            ("table_row", f"{MATRIX}, From 59½, Gain Share:", "Yes"),
        ],
        "a house name among kinds of money is one of them",
    ),
    (
        "Topic | Pre-tax | After-tax\nWithdrawals in service | From 59½; before that, hardship | At any age",
        [
            (
                "table_row",
                "Topic | Pre-tax | After-tax",
                "Withdrawals in service | From 59½; before that, hardship | At any age",
            ),
            ("table_row", f"{MATRIX}, Withdrawals in service, Pre-tax:", "From 59½; before that, hardship"),
            ("table_row", f"After-tax: {MATRIX}, Withdrawals in service:", "At any age"),
        ],
        "a cell that tells the age is about money at that age",
    ),
    (
        "Kind | How it works | Share of pay\nRoth | Taxed now | 1% to 60%\nVested | In part | 20% to 80%",
        [
            ("table_row", "Kind | How it works | Share of pay", "Roth | Taxed now | 1% to 60%"),
            ("table_row", "How it works: Roth:", "Taxed now"),
            ("table_row", "Share of pay: Roth:", "1% to 60%"),
            ("table_row", "Kind | How it works | Share of pay", "Vested | In part | 20% to 80%"),
            ("table_row", "How it works: Vested:", "In part"),
        ],
        "a range of percentages beside a kind of money answers how much",
    ),
    (
        "Money | Before 59½ | From 59½\nAfter-tax | Any amount | Any amount",
        [
            ("table_row", "Money | Before 59½ | From 59½", "After-tax | Any amount | Any amount"),
            ("table_row", f"{MATRIX} at any age, After-tax:", "Any amount"),
            ("table_row", f"{MATRIX}, From 59½: After-tax:", "Any amount"),
        ],
        "money that comes out before an age comes out at any age",
    ),
    (
        "From | Pre-tax money | After-tax money\nA former employer’s plan | Accepted | Not accepted",
        [
            (
                "table_row",
                "From | Pre-tax money | After-tax money",
                "A former employer’s plan | Accepted | Not accepted",
            ),
            ("table_row", f"{ROLL_IN}, A former employer’s plan, Pre-tax money:", "Accepted"),
            ("table_row", "After-tax money: A former employer’s plan:", "Not accepted"),
        ],
        "money from elsewhere against kinds of money",
    ),
    (
        "Fund | Roth share | Match share\nBond | Half | Half",
        [
            ("table_row", "Fund | Roth share | Match share", "Bond | Half | Half"),
            ("table_row", "Roth share: Bond:", "Half"),
            ("table_row", "Match share: Bond:", "Half"),
        ],
        "money on one side alone is no matrix of events",
    ),
    (
        "Election | Choice\nSafe harbor match | N/A",
        [("option [ ]", "", "Safe harbor match | N/A")],
        "N/A chooses nothing: the row is an option left empty",
    ),
    (
        "Kind | Open? | Fee\nRoth | Yes\nLoans | No | None",
        [
            ("table_row", "Kind | Open? | Fee", "Roth | Yes"),
            ("table_row", "Kind | Open? | Fee", "Loans | No | None"),
        ],
        "where a row lacks a cell nobody knows which title a cell stands under",
    ),
    (
        "Roth contributions\nAvailable from the 401(a) plan, too.\nLoans\nNone",
        [
            ("table_row", "Roth contributions:", "Available from the 401(a) plan, too."),
            ("table_row", "Loans:", "None"),
        ],
        "an answer of several words under its label",
    ),
    (
        "In-plan Roth conversions\nAvailable\nAfter-tax contributions\nNot Available",
        [
            ("table_row", "In-plan Roth conversions:", "Available"),
            ("table_row", "After-tax contributions:", "Not Available"),
        ],
        "a label is joined with the answer under it",
    ),
    (
        "Feature | Yes | No\nAfter-tax contributions | [ ] | [X]",
        [("option [ ]", "After-tax contributions:", "Yes"), ("option [x]", "After-tax contributions:", "No")],
        "a tick under a title chooses the title",
    ),
    (
        "Item | Question | Yes | No\nC1 | Roth deferrals? | [X] | [ ]\nC1a | After-tax money? | [ ] | [X]\n"
        "C2 | Rollovers? | [X] | [ ]",
        [
            ("option [x]", "Roth deferrals?", "Yes"),
            ("option [ ]", "Roth deferrals?", "No"),
            ("option [ ]", "After-tax money?", "Yes"),
            ("option [x]", "After-tax money?", "No"),
            ("option [x]", "Rollovers?", "Yes"),
            ("option [ ]", "Rollovers?", "No"),
        ],
        "a column of item numbers says nothing",
    ),
    (
        "Years | Match | Basic\n2 | Half | Half\n4 | All | Half\n6 | All | All",
        [
            (kind, lead, text)
            for row in ("2 | Half | Half", "4 | All | Half", "6 | All | All")
            for kind, lead, text in (
                ("table_row", "Years | Match | Basic", row),
                ("table_row", f"Match: {row[0]}:", row.split(" | ")[1]),
                ("table_row", f"Basic: {row[0]}:", row.split(" | ")[2]),
            )
        ],
        "numbers that do not rise by one are no item numbers",
    ),
    (
        "Feature | Open | Closed\nAfter-tax | X |\nPre-tax | | ✓",
        [("option [x]", "After-tax:", "Open"), ("option [x]", "Pre-tax:", "Closed")],
        "an empty cell keeps its place",
    ),
    (
        "Source | Age 59½ | Hardship\nAfter-tax | X | ✓",
        [
            ("table_row", "Source | Age 59½ | Hardship", "After-tax | X | ✓"),
            ("table_row", f"{MATRIX}, Age 59½: After-tax:", "X"),
            ("table_row", f"{MATRIX}, Hardship: After-tax:", "✓"),
        ],
        "a tick of money and event is a yes",
    ),
    (
        "Source | Age 59½ | Hardship\nAfter-tax | — | —\nPre-tax | ✓ | —",
        [
            ("table_row", "Source | Age 59½ | Hardship", "After-tax | — | —"),
            ("table_row", "Age 59½: After-tax:", "—"),
            ("table_row", "Hardship: After-tax:", "—"),
            ("table_row", "Source | Age 59½ | Hardship", "Pre-tax | ✓ | —"),
            ("table_row", f"{MATRIX}, Age 59½, Pre-tax:", "✓"),
            ("table_row", "Hardship: Pre-tax:", "—"),
        ],
        "a dash beside ticks is a no",
    ),
    (
        "Source | Age 59½ | Hardship\nAfter-tax | — | —",
        [("table_row", "Source | Age 59½ | Hardship", "After-tax | — | —")],
        "a dash without ticks tells nothing",
    ),
    (
        "Account | Age 59½ | Any time\nRoth | Yes | No\nAfter-tax | Yes | No\nRollover | No | Yes",
        [
            ("table_row", "Account | Age 59½ | Any time", "Roth | Yes | No"),
            ("table_row", f"{MATRIX}, Age 59½, Roth:", "Yes"),
            ("table_row", "Any time: Roth:", "No"),
            ("table_row", "Account | Age 59½ | Any time", "After-tax | Yes | No"),
            ("table_row", f"{MATRIX}, Age 59½: After-tax:", "Yes"),
            ("table_row", "Any time: After-tax:", "No"),
            ("table_row", "Account | Age 59½ | Any time", "Rollover | No | Yes"),
            ("table_row", "Age 59½: Rollover:", "No"),
            ("table_row", f"{MATRIX}, Any time: Rollover:", "Yes"),
        ],
        "what 59½ opens is given of that money; a no to one event beside a yes refuses nothing",
    ),
    (
        "Matter | Rule | Salaried | Hourly\nSaving | Roth | Yes | Yes\n | After-tax | Often | No\nLoans | All | Half | Half",
        [
            ("table_row", "Saving: Rule | Salaried | Hourly", "Roth | Yes | Yes"),
            ("table_row", "Saving, Roth:", "Yes"),
            ("table_row", "Saving: Rule | Salaried | Hourly", "After-tax | Often | No"),
            ("table_row", "Salaried: Saving, After-tax:", "Often"),
            ("table_row", "Hourly: Saving, After-tax:", "No"),
            ("table_row", "Loans: Rule | Salaried | Hourly", "All | Half | Half"),
            ("table_row", "Loans, All:", "Half"),
        ],
        "a subject leads the rows below it; what all groups have is told once",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), TABLES, ids=[case[2] for case in TABLES])
def test_tables(text: str, expected: list[tuple[str, str, str]], why: str) -> None:
    assert shown(plain(text)) == expected, why


def test_cells_of_a_ruled_table_are_found_again_on_the_page() -> None:
    lines = [
        line("Source", 0), line("How much", 0, x=200),
        line("After-tax", 1), line("1% to 10% of", 1, x=200), line("pay", 2, x=200),
        line("Roth", 3), line("1% to 60% of pay", 3, x=200),
    ]  # fmt: skip
    table = Table(
        box=(60, 60, 400, 150),
        header=("Source", "How much"),
        rows=(("After-tax", "1% to 10% of pay"), ("Roth", "1% to 60% of pay")),
    )
    document = paged([lines], {1: (table,)})
    assert shown(document) == [
        ("table_row", "Source | How much", "After-tax | 1% to 10% of pay"),
        ("table_row", "Source | How much", "Roth | 1% to 60% of pay"),
    ]
    row = passages(document)[1]
    assert [(piece.line, row.text[piece.start : piece.end]) for piece in row.pieces] == [
        (2, "After-tax"),
        (3, "1% to 10% of"),
        (4, "pay"),
    ]


def test_a_heading_amid_labels_lends_no_word_to_the_label_that_opens_like_it() -> None:
    rows = (("Plan year end", "December 31"), ("Employee after-tax contributions", "Yes"))
    lines = [
        line("Plan year end", 0), line("December 31", 0, x=300),
        line("Employee contributions", 1, bold=True),
        line("Employee after-tax contributions", 2), line("Yes", 2, x=300),
    ]  # fmt: skip
    document = paged([lines], {1: (Table(box=(60, 60, 500, 150), rows=rows),)})
    assert [(passage.kind.value, passage.text) for passage in passages(document)] == [
        ("table_row", "Plan year end | December 31"),
        ("heading", "Employee contributions"),
        ("table_row", "Employee after-tax contributions | Yes"),
    ]


def test_a_table_that_goes_on_stands_under_the_titles_repeated_above_it() -> None:
    titles = ("Item", "Question", "Yes", "No")
    first = (
        ("A1", "Loans?", "\u2612", "\u2610"),
        ("A2", "Fee", "$50", "$50"),
        ("A3", "Annuities?", "\u2610", "\u2612"),
    )
    second = (
        ("B1", "Rollovers?", "\u2612", "\u2610"),
        ("B2", "Age", "62", "62"),
        ("B3", "Bonds?", "\u2610", "\u2612"),
    )
    pages: list[list[Line]] = []
    tables: dict[int, tuple[Table, ...]] = {}
    for number, (head, rows) in enumerate(((None, first), (Furniture.RUNNING_HEAD, second)), start=1):
        pages.append(
            [line(title, 0, x=72 + 120 * at, furniture=head) for at, title in enumerate(titles)]
            + [
                line(cell, at, x=72 + 120 * column)
                for at, row in enumerate(rows, start=1)
                for column, cell in enumerate(
                    row[:3] if row[2] == row[3] else row
                )  # one cell over both columns
            ]
        )
        tables[number] = (Table(header=() if head else titles, rows=rows, box=(70, 70, 560, 140)),)
    found = [(p.page, p.lead_in, p.text, p.ticked) for p in passages(paged(pages, tables))]
    assert found[1:] == [
        (1, "Loans?", "Yes", True),
        (1, "Loans?", "No", False),
        (1, "", "Fee | $50", None),
        (1, "Annuities?", "Yes", False),
        (1, "Annuities?", "No", True),
        (2, "Rollovers?", "Yes", True),
        (2, "Rollovers?", "No", False),
        (2, "", "Age | 62", None),
        (2, "Bonds?", "Yes", False),
        (2, "Bonds?", "No", True),
    ]


def test_a_table_that_goes_on_at_the_top_of_the_next_column_stands_under_its_titles() -> None:
    titles, below, on = (
        ("Money", "New money", "While you work"),
        ("Roth", "Yes", "At 59½"),
        ("Match", "Yes", "No"),
    )
    lines = [
        line(cell, row, x=60 + 90 * at + right, width=80.0, bold=row == 20)
        for row, right, cells in (
            (20, 0, titles),
            (21, 0, below),
            (2, 300, on),
            (3, 300, ("Other", "No", "No")),
        )
        for at, cell in enumerate(cells)
    ]
    tables = (
        Table(header=titles, rows=(below,), box=(50, 345, 330, 385)),
        Table(rows=(on, ("Other", "No", "No")), box=(350, 90, 630, 140)),
    )
    leads = [
        passage.lead_in for passage in passages(paged([lines], {1: tables})) if "Match" in passage.says()
    ]
    assert any("While you work" in lead for lead in leads)
    apart = line("Fees are told elsewhere.", 0, x=360)
    broken = paged([[*lines[:6], apart, *lines[6:]]], {1: tables})
    assert not any("While you work" in p.lead_in for p in passages(broken) if "Match" in p.says())


def test_a_label_is_read_without_the_words_that_tell_how_to_fill_it_in() -> None:
    rows = (("Rollovers from IRAs (write Yes or No)", "No"), ("Rollovers from plans", "Yes"))
    lines = [
        line(cell, at, x=x) for at, row in enumerate(rows) for cell, x in zip(row, (72, 300), strict=True)
    ]
    document = paged([lines], {1: (Table(box=(60, 60, 500, 150), rows=rows),)})
    assert [text for _, _, text in shown(document)] == [
        "Rollovers from IRAs | No",
        "Rollovers from plans | Yes",
    ]


def test_a_table_whose_cells_are_not_on_the_page_is_read_as_lines() -> None:
    table = Table(box=(60, 60, 400, 150), rows=(("Roth", "never printed"),))
    document = paged([[line("Roth deferrals are accepted by the plan.", 0)]], {1: (table,)})
    assert shown(document) == [("sentence", "", "Roth deferrals are accepted by the plan.")]


def test_columns_of_prose_taken_for_a_table_are_read_as_lines() -> None:
    rows = (("You may not contribute", "Loans are not"), ("after-tax money.", "available here."))
    lines = [
        line(rows[0][0], 0),
        line(rows[1][0], 1),
        line(rows[0][1], 0, x=300, column=1),
        line(rows[1][1], 1, x=300, column=1),
    ]
    document = paged([lines], {1: (Table(box=(60, 60, 500, 150), rows=rows),)})
    assert [text for _, _, text in shown(document)] == [
        "You may not contribute after-tax money.",
        "Loans are not available here.",
    ]


def test_a_sentence_runs_on_over_lines_columns_pages_and_past_furniture() -> None:
    first = [
        line("After-tax contributions may be made up to ten percent of the", 0, width=400),
        line("12", 50, furniture=Furniture.PAGE_NUMBER),
    ]
    second = [
        line("Savings Plan", 0, furniture=Furniture.RUNNING_HEAD),
        line("pay of each payroll period. They are", 1, width=200),
        line("vested at once.", 0, x=300, width=100, column=1),
    ]
    found = passages(paged([first, second]))
    assert [(passage.text, passage.page) for passage in found] == [
        ("After-tax contributions may be made up to ten percent of the pay of each payroll period.", 1),
        ("They are vested at once.", 2),
    ]
    assert [(piece.page, piece.line) for piece in found[0].pieces] == [(1, 0), (2, 1)]


def test_a_line_that_breaks_off_runs_on_however_short_it_is() -> None:
    lines = [
        line("A line as wide as the whole page lets lines be, of which there is one.", 0, width=400),
        line("At your request we move it over to the", 2, width=180, gap=True),
        line("Roth side of your account.", 3, width=160),
        line("Your request", 5, width=80, gap=True),
        line("Roth side", 6, width=80),
    ]
    assert [passage.text for passage in passages(paged([lines]))][1:] == [
        "At your request we move it over to the Roth side of your account.",
        "Your request",
        "Roth side",
    ]


def test_a_wrapped_text_file_is_joined() -> None:
    text = (
        "After-tax contributions may be made by every participant who is\n"
        "Employed on the first day of the plan year and has completed one\n"
        "year of service. They are not matched by the company at any time.\n"
    )
    assert [text for _, _, text in shown(plain(text))] == [
        "After-tax contributions may be made by every participant who is Employed on the first day of the plan year"
        " and has completed one year of service.",
        "They are not matched by the company at any time.",
    ]


def test_list_items_in_a_pdf_nest_by_indent() -> None:
    lines = [
        line("You may choose:", 0),
        line("• tax treatments:", 1, x=90),
        line("• Roth", 2, x=110),
        line("• pre-tax", 3, x=110),
        line("• loans", 4, x=90),
    ]
    assert shown(paged([lines])) == [
        ("sentence", "", "You may choose:"),
        ("list_item", "You may choose:", "tax treatments:"),
        ("list_item", "You may choose: tax treatments:", "Roth"),
        ("list_item", "You may choose: tax treatments:", "pre-tax"),
        ("list_item", "You may choose:", "loans"),
    ]


def test_headings_are_passages_and_paths_lead_to_what_stands_under_them() -> None:
    found = passages(plain("LOANS\nHome Loans. You may borrow to buy a home.\nInterest is paid."))
    assert [(passage.kind, passage.text, passage.path, passage.section) for passage in found] == [
        (PassageKind.HEADING, "LOANS", ("LOANS",), "loans"),
        (PassageKind.HEADING, "Home Loans.", ("LOANS", "Home Loans"), "loans"),
        (PassageKind.SENTENCE, "You may borrow to buy a home.", ("LOANS", "Home Loans"), "loans"),
        (PassageKind.SENTENCE, "Interest is paid.", ("LOANS",), "loans"),
    ]


def test_a_numbered_heading_ends_where_a_paragraph_bears_the_next_number() -> None:
    text = "# Form\n\n3.04 After-tax contributions:\n[X] are not made\n3.05 Catch-up savings [X] are [ ] are not allowed."
    found = passages(plain(text))
    own = ("# Form", "3.04 After-tax contributions")
    assert [(p.path, p.lead_in) for p in found if p.ticked] == [
        (own, "3.04 After-tax contributions:"),
        (("# Form",), "3.05 Catch-up savings are"),
    ]


def test_a_list_under_a_numbered_heading_may_come_to_the_next_number() -> None:
    items = "1. save from each paycheck;\n2. borrow once a year;\n3. move money online."
    found = passages(plain(f"# Guide\n\n## 2. Savings\n\nYou may do all this:\n{items}"))
    assert {p.path for p in found[2:]} == {("## 2. Savings",)}


def test_a_label_with_a_colon_stays_with_its_words() -> None:
    found = passages(plain("Match: 100% of the first 3% you defer."))
    assert [(passage.text, passage.path, passage.section) for passage in found] == [
        ("Match: 100% of the first 3% you defer.", ("Match",), "match")
    ]


def test_the_answer_under_a_short_heading_is_no_heading() -> None:
    found = passages(plain("How often\nTwice in a Plan Year. You choose when."))
    assert [(passage.kind, passage.text) for passage in found[1:]] == [
        (PassageKind.SENTENCE, "Twice in a Plan Year."),
        (PassageKind.SENTENCE, "You choose when."),
    ]


@pytest.mark.parametrize("answer", ["1% to 10% of eligible pay", "Yes, twice a year, $500 minimum"])
def test_a_line_that_opens_with_an_answer_is_no_heading(answer: str) -> None:
    lines = [
        line("After-tax savings", 0, bold=True, gap=True),
        line(answer, 1, gap=True),
        line("Changing your rate", 3, bold=True, gap=True),
        line("You may change it on any day.", 4),
    ]
    kinds = {passage.text: passage.kind for passage in passages(paged([lines]))}
    assert PassageKind.HEADING not in {kind for text, kind in kinds.items() if text in answer}


def test_a_list_shares_the_block_of_its_lead_in() -> None:
    found = passages(plain("You may:\n• save\n• borrow\nInterest is paid."))
    assert [passage.block for passage in found] == [1, 1, 1, 2]


def test_contents_lines_are_headings_in_the_contents() -> None:
    found = passages(plain("Table of Contents\nAFTER-TAX CONTRIBUTIONS...9\nLOANS...17"))
    assert {(passage.kind, passage.section) for passage in found} == {(PassageKind.HEADING, "contents")}
    assert [passage.text for passage in found] == ["Table of Contents", "AFTER-TAX CONTRIBUTIONS", "LOANS"]


@pytest.mark.parametrize("dots", ["......", " . . . . . . ", "\u2026\u2026", " ______ "])
def test_a_contents_line_is_kept_without_dots_and_page(dots: str) -> None:
    (found,) = passages(plain(f"Payments from a Roth account{dots}14"))
    assert found.text == "Payments from a Roth account"
    assert [(piece.start, piece.end, piece.offset) for piece in found.pieces] == [(0, 28, 0)]


def test_a_contents_line_of_dots_alone_is_no_passage() -> None:
    found = passages(plain("Payments are made.\n. . . . . . . 14\nYou choose when."))
    assert [passage.text for passage in found] == ["Payments are made.", "You choose when."]
