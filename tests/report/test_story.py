"""What is chosen to be shown: deciding clauses, gates in words, the stack of the overall limit."""

from decimal import Decimal

import pytest

from rothscope.model.analysis import Gate, Plan, Space, SpaceLine
from rothscope.model.finding import FEATURES, Status
from rothscope.packs.find import patterns_folder
from rothscope.packs.wording import Wording, load_wording
from rothscope.report.environment import Form, dollars, environment, page_words
from rothscope.report.stack import stack
from rothscope.report.story import clause_place, crop_key, deciding_clauses, plan_name, tell, tell_gates

from .analyses import CONVERT, EVERY, SPACE, clause, confirm_route, finding, findings, ready, stated


@pytest.fixture
def wording() -> Wording:
    return load_wording(patterns_folder())


def test_deciding_clauses_come_in_the_order_of_the_way_and_once_each(wording: Wording) -> None:
    shown = deciding_clauses(ready(), wording)
    assert [one.feature for one in shown] == [
        "after_tax_contributions",
        "in_plan_roth_conversion",
        "in_service_after_tax",
    ]


def test_the_passage_against_stands_right_after_the_one_for(wording: Wording) -> None:
    cards = tell(confirm_route(), wording).cards
    assert [card.side for card in cards[1:]] == [wording.sides.supports, wording.sides.against]
    assert cards[0].because == "an option the plan has chosen says so"


@pytest.mark.parametrize(
    ("more", "expected", "why"),
    [
        (
            {"lead_in": "May I convert?", "phrase": "convert"},
            "May I convert?",
            "a bare answer needs its question",
        ),
        ({"lead_in": "May I convert?", "phrase": "No"}, "", "the quote names its subject itself"),
        (
            {"lead_in": "Conversion:", "phrase": "convert", "cell": ("Conversion", "Roth")},
            "",
            "a cell is cited by row and column",
        ),
        ({"phrase": "convert"}, "", "nothing stands before it"),
    ],
)
def test_what_a_quote_answers_is_shown_with_it(
    more: dict[str, object], expected: str, why: str, wording: Wording
) -> None:
    answer = clause("in_plan_roth_conversion", "No.", 22).model_copy(update=more)
    found = finding("in_plan_roth_conversion", Status.NOT_ALLOWED, decided_by=(answer,))
    told = tell(ready().model_copy(update={"findings": ready().findings | {found.feature: found}}), wording)
    assert [card.after for card in told.cards if card.feature == found.feature] == [expected], why
    assert [one.after for row in told.rows if row.feature == found.feature for one in row.heard] == [expected]


@pytest.mark.parametrize("name", EVERY)
def test_every_card_quotes_a_clause_of_the_analysis(name: str, wording: Wording) -> None:
    analysis = EVERY[name]()
    said = {
        (one.quote, one.page)
        for found in analysis.findings.values()
        for one in (*found.decided_by, *found.against, *found.mentions)
    }
    assert {(one.quote, one.page) for one in deciding_clauses(analysis, wording)} <= said


def test_a_crop_key_follows_page_and_words_only() -> None:
    one = clause("in_plan_roth_conversion", CONVERT, 22)
    assert crop_key(one) == crop_key(one.model_copy(update={"why": "another reason"}))
    assert (
        len(
            {
                crop_key(one),
                crop_key(one.model_copy(update={"page": 23})),
                crop_key(one.model_copy(update={"quote": "x"})),
            }
        )
        == 3
    )


@pytest.mark.parametrize(
    ("answer", "status", "shown", "tone", "why"),
    [
        ("yes", Status.ALLOWED, "Yes", "go", "known"),
        ("only at 59½", Status.CONDITIONAL, "Only from age 59½", "wait", "known"),
        ("Twice a year", Status.ALLOWED, "Twice a year", "care", "capitals do not matter"),
        (
            "only at 62",
            Status.CONDITIONAL,
            "only at 62",
            "care",
            "not listed: as it stands, leaning as its status",
        ),
        ("unclear", Status.SILENT, "Unclear", "ask", "known"),
    ],
)
def test_gate_answers_in_words(
    answer: str, status: Status, shown: str, tone: str, why: str, wording: Wording
) -> None:
    gate = Gate(id="way_out", question="?", answer=answer, because="", feature="in_plan_roth_conversion")
    found = findings(in_plan_roth_conversion=finding("in_plan_roth_conversion", status))
    (mark,) = tell_gates((gate,), found, wording)
    assert (mark.answer, mark.tone) == (shown, tone), why


def test_rows_keep_the_order_of_the_contract(wording: Wording) -> None:
    assert [row.feature for row in tell(ready(), wording).rows] == list(FEATURES)


def test_the_bands_add_up_to_the_limit() -> None:
    bands = stack(SPACE, "closed")
    assert [(band.fill, band.amount) for band in bands] == [
        ("taken1", Decimal(24500)),
        ("taken2", Decimal(14400)),
        ("room", Decimal(27000)),
        ("closed", Decimal(6100)),
    ]
    assert sum(band.width for band in bands) == pytest.approx(100, abs=0.05)


@pytest.mark.parametrize(
    ("amounts", "room", "space", "fills"),
    [
        ((72000, 24500, 0, 47500), 47500, 47500, ["taken1", "room"]),
        ((72000, 24500, 47500, 0), 0, 0, ["taken1", "taken2"]),
        ((72000, 24500, 70000, 0), 0, 0, []),
    ],
)
def test_the_stack_of_other_sums(amounts: tuple[int, ...], room: int, space: int, fills: list[str]) -> None:
    """The last row is over the limit: there is no room to draw, and no picture is better than a false one."""
    lines = tuple(SpaceLine(label="x", amount=Decimal(amount), because="", source="") for amount in amounts)
    given = Space(
        year=2026, space=Decimal(space), room_415c=Decimal(room), binding="", assumed=True, lines=lines
    )
    assert [band.fill for band in stack(given, "closed")] == fills


@pytest.mark.parametrize(
    ("amount", "shown"), [(27000, "$27,000"), ("27000.50", "$27,000.50"), (-24500, "-$24,500"), (0, "$0")]
)
def test_dollars(amount: int | str, shown: str) -> None:
    assert dollars(Decimal(amount)) == shown


@pytest.mark.parametrize(
    ("page", "printed", "shown"),
    [(17, "14", "page 14 (PDF page 17)"), (17, "17", "page 17"), (3, None, "page 3")],
)
def test_pages_in_words(page: int, printed: str | None, shown: str) -> None:
    assert page_words(page, printed) == shown


@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_a_template_refuses_to_print_nothing(form: Form) -> None:
    template = environment(form).from_string("{{ value }}")
    with pytest.raises(TypeError, match="not there"):
        template.render(value=None)


def test_words_that_run_over_a_page_break_name_both_pages() -> None:
    one = clause("in_plan_roth_conversion", CONVERT, 22)
    assert clause_place(one) == "page 19 (PDF page 22)"
    both = one.model_copy(update={"pages": (22, 23)})
    assert clause_place(both) == "page 19 (PDF page 22), on to PDF page 23"


@pytest.mark.parametrize(
    ("plan", "called"),
    [
        (Plan(), "this plan"),
        (Plan(sponsor=stated("Foxglove Tool & Die, Inc.")), "The plan of Foxglove Tool & Die, Inc."),
        (
            Plan(name=stated("Foxglove Savings Plan"), sponsor=stated("Foxglove, Inc.")),
            "Foxglove Savings Plan",
        ),
    ],
)
def test_a_plan_without_a_name_is_called_by_its_employer(plan: Plan, called: str) -> None:
    assert plan_name(plan) == called
