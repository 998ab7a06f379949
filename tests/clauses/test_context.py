"""The second reading: windows, its numbers, and what it may and may not do to what the rules heard."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from rothscope.clauses.second.context import Heard, SecondReader, Told
from rothscope.clauses.second.network import _gelu
from rothscope.clauses.second.text import Text
from rothscope.clauses.second.weigh import FEW, SecondOpinion, grounds
from rothscope.clauses.second.windows import ENOUGH, HEARD, WINDOW, Window, affixes, cut_windows
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import CONTEXT, Clause, Cue, Fact, FactKind, Force, Polarity
from rothscope.model.document import Passage, PassageKind
from rothscope.model.finding import FEATURES, Status
from rothscope.packs.context import ContextPack, Sure, Vectors, load_context, plain_word
from rothscope.packs.find import patterns_folder
from rothscope.packs.reading import load_language

from .judged import AT_59_HALF, NOTHING, ROTH, SAFE_HARBOR, YES, check, whole

FEATURE = "after_tax_contributions"


def _passage(number: int, text: str, kind: PassageKind = PassageKind.SENTENCE) -> Passage:
    return Passage(number=number, kind=kind, text=text)


def _words(passage: Passage) -> Words:
    tokens = tuple(passage.text.split())
    starts, at = [], 0
    for token in tokens:
        starts.append(at)
        at += len(token) + 1
    return Words(passage.text, tokens, tuple(starts))


@pytest.mark.parametrize(
    ("lengths", "headings", "runs", "why"),
    [
        ([10, 20, 30], [], [(0, 3)], "a short text is one window"),
        ([WINDOW - 1, 5, 5], [], [(0, 1), (1, 3)], "a full window is closed"),
        ([ENOUGH, 5, 30], [1], [(0, 1), (1, 3)], "a heading opens a window once there is enough"),
        ([ENOUGH - 1, 5, 30], [1], [(0, 3)], "a heading after little text stays with it"),
        ([WINDOW * 2], [], [(0, 1)], "a page-long passage stands alone"),
        ([], [], [], "nothing makes no window"),
    ],
)
def test_windows(lengths: list[int], headings: list[int], runs: list[tuple[int, int]], why: str) -> None:
    passages = [
        _passage(n, "x", PassageKind.HEADING if n in headings else PassageKind.SENTENCE)
        for n in range(len(lengths))
    ]
    assert [(run.start, run.stop) for run in cut_windows(passages, lengths)] == runs, why


@pytest.mark.parametrize(
    ("token", "known_as"),
    [("Roth", "roth"), ("2019", "<year>"), ("59", "59"), ("401", "401"), ("37", "<number>"), ("|", "|")],
)
def test_plain_word(token: str, known_as: str) -> None:
    assert plain_word(token) == known_as


def test_vectors_put_like_words_together() -> None:
    vectors = Vectors()
    near = float(vectors.of("withdraw") @ vectors.of("withdrawal"))
    far = float(vectors.of("withdraw") @ vectors.of("employer"))
    assert near > far + 0.1
    assert not vectors.of("").any() or abs(float(np.linalg.norm(vectors.of(""))) - 1) < 1e-3


@pytest.mark.parametrize("x", [-6.0, -1.5, -0.1, 0.0, 0.3, 2.0, 7.0])
def test_gelu_is_the_normal_distribution(x: float) -> None:
    from math import erf, sqrt

    assert float(_gelu(np.array([x], dtype=np.float32))[0]) == pytest.approx(
        x * 0.5 * (1 + erf(x / sqrt(2))), abs=1e-5
    )


def _pack(seed: int = 3, members: int = 2) -> ContextPack:
    """A small network of random weights, with every part a real one has."""
    dice = np.random.default_rng(seed)
    width, hidden = 8, 4

    def weights(*shape: int) -> np.ndarray:
        return dice.normal(size=shape).astype(np.float32) * 0.3

    def member() -> dict[str, np.ndarray]:
        made = {
            "we.weight": weights(4, width), "te.weight": weights(3, width), "ae.weight": weights(4097, width),
            "wl.weight": weights(width, Vectors.size), "wl.bias": weights(width),
            "ln0.weight": weights(width) + 1, "ln0.bias": weights(width), "ke.weight": weights(3, width),
            "q": weights(11, width), "gq": weights(4, width),
            "v.weight": weights(2 * hidden, 2 * width), "v.bias": weights(2 * hidden),
            "g.weight": weights(hidden, 4 * width), "g.bias": weights(hidden), "fe": weights(11, hidden),
            "kk.weight": weights(hidden, width), "kk.bias": weights(hidden),
            "r.weight": weights(hidden, len(HEARD)), "r.bias": weights(hidden),
            "h1.weight": weights(2 * hidden, 2 * hidden), "h1.bias": weights(2 * hidden),
            "talk.weight": weights(1, hidden), "talk.bias": weights(1),
            "out": weights(11, 3, 2 * hidden), "sh.weight": weights(3, 2 * hidden), "sh.bias": weights(3),
            "b": weights(11, 3),
        }  # fmt: skip
        for layer in range(2):
            made[f"convs.{layer}.weight"] = weights(2 * width, width, 3)
            made[f"convs.{layer}.bias"] = weights(2 * width)
            made[f"lns.{layer}.weight"] = weights(width) + 1
            made[f"lns.{layer}.bias"] = weights(width)
        return made

    return ContextPack(
        words={"you": 1, "may": 2, "not": 3}, tags={"cue:modal": 1, "name:match": 2},
        kinds={"sentence": 1, "heading": 2}, sure={}, members=tuple(member() for _ in range(members)),
        vectors=Vectors(),
    )  # fmt: skip


def _window(text: str, first: int = 0, heard: dict[tuple[int, int], frozenset[int]] | None = None) -> Window:
    tokens: list[str] = []
    numbers: list[int] = []
    for number, sentence in enumerate(text.split(".")):
        own = sentence.split()
        tokens += ["", *own]
        numbers += [number] * (len(own) + 1)
    tags = tuple(("cue:modal",) if token == "may" else () for token in tokens)
    kinds = ("sentence",) * (numbers[-1] + 1)
    return Window(first, tuple(tokens), tags, tuple(numbers), kinds, heard or {})


TEXTS = (
    "you may save",
    "you may not save. you may save after tax. no loans",
    "the match is paid monthly. ask",
)


def test_probabilities_add_up_and_speakers_are_passages_of_the_window() -> None:
    for number, (_, told) in enumerate(
        SecondReader(_pack()).read([_window(text, first=10 * number) for number, text in enumerate(TEXTS)])
    ):
        assert set(told.features) == set(FEATURES)
        assert 0 < told.talk < 1
        for heard in told.features.values():
            assert heard.nothing + sum(heard.sides) == pytest.approx(1, abs=1e-5)
            assert all(10 * number <= place < 10 * number + 3 for place in heard.passage)


def test_a_window_says_the_same_alone_and_among_others() -> None:
    reader = SecondReader(_pack())
    together = reader.read([_window(text) for text in TEXTS])
    for text, (_, among) in zip(TEXTS, together, strict=True):
        ((_, alone),) = SecondReader(_pack()).read([_window(text)])
        assert alone.talk == pytest.approx(among.talk, abs=1e-5)
        for feature in FEATURES:
            one, other = alone.features[feature], among.features[feature]
            assert one.nothing == pytest.approx(other.nothing, abs=1e-5)
            assert one.sides == pytest.approx(other.sides, abs=1e-5)


def test_what_the_rules_heard_counts() -> None:
    reader = SecondReader(_pack())
    ((_, plain),) = reader.read([_window(TEXTS[0])])
    ((_, told),) = reader.read([_window(TEXTS[0], heard={(0, 0): frozenset({0})})])
    changed, same = FEATURES[:2]
    assert plain.features[changed].sides != pytest.approx(told.features[changed].sides, abs=1e-6)
    assert plain.features[same].sides == pytest.approx(told.features[same].sides, abs=1e-6)


def test_affixes_of_an_opening_mark_tell_its_kind() -> None:
    assert affixes("", "option+") != affixes("", "option-")
    assert len(affixes("contributions", "sentence")) == 3


class _Told(SecondReader):
    """Stands for a network that always hears the same."""

    def __init__(self, heard: Heard, talk: float = 0.1) -> None:
        self._told = Told(dict.fromkeys(FEATURES, heard), talk)

    def read(self, windows: Iterable[Window]) -> Iterator[tuple[Window, Told]]:
        return ((window, self._told) for window in windows)


SURE = {
    "alone": Sure(side=0.6, unheard=0.7, nothing=0.4, against=0.6, limit=0.6),
    "talk": Sure(side=0.9, unheard=0.9, nothing=0.2, against=1.0, limit=0.5),
    "document": Sure(side=0.7, unheard=0.7, nothing=0.6, against=0.3, limit=0.8),
}
PASSAGES = (
    _passage(0, "After-tax saving"),
    _passage(1, "You may save after-tax."),
    _passage(2, "Ask for it."),
    _passage(3, "It is told here at some length, " * 6),
)
LONGER = (*PASSAGES, *(_passage(number, "Of other things, " * WINDOW) for number in (4, 5)))

GRANT = Clause(feature=FEATURE, quote=PASSAGES[1].text, page=1, polarity=Polarity.GRANTS, passage=1)
DENIAL = GRANT.model_copy(update={"polarity": Polarity.DENIES})
MENTION = GRANT.model_copy(update={"polarity": Polarity.NONE, "force": Force.DEFINITION})
SHUT_OUT = DENIAL.model_copy(update={"limited": True})
NUMBERED = GRANT.model_copy(
    update={"facts": (Fact(name="cap", kind=FactKind.PERCENT, value="10", text="10%"),)}
)
TICKED = GRANT.model_copy(update={"ticked": True})
WITH_CONSENT = GRANT.model_copy(
    update={"limited": True, "cues": (Cue(category="limits: consent_needed", text="if the Board agrees"),)}
)
DEFERRED = GRANT.model_copy(update={"polarity": Polarity.NONE, "force": Force.DEFERRED})


def _weighed(
    clauses: list[Clause],
    nothing: float,
    sides: tuple[float, float, float],
    speaker: int = 1,
    passages: Sequence[Passage] = LONGER,
    talk: float = 0.1,
) -> list[Clause]:
    packs = [pack for pack in load_language(patterns_folder()).features.values() if pack.id == FEATURE]
    heard = Heard(nothing, sides, (speaker, speaker, speaker))
    return SecondOpinion(_Told(heard, talk), SURE, packs).weigh(clauses, _whole(passages))


def _whole(passages: Sequence[Passage]) -> Whole:
    return whole(passages, [_words(passage) for passage in passages])


IN_A_DOCUMENT = [
    ([], 0.0, (1.0, 0.0, 0.0), [], "silence stays silence, however sure the second reading is"),
    ([GRANT], 0.05, (0.9, 0.03, 0.02), [("grants", False)], "both agree"),
    ([GRANT], 0.05, (0.1, 0.8, 0.05), [("grants", True)], "a grant within limits"),
    (
        [GRANT],
        0.02,
        (0.01, 0.01, 0.96),
        [("denies", False)],
        "a grant that is all but certainly a refusal",
    ),
    (
        [DENIAL],
        0.02,
        (0.94, 0.03, 0.01),
        [("grants", False)],
        "a refusal that is all but certainly a grant",
    ),
    ([GRANT], 0.15, (0.05, 0.05, 0.75), [], "the readings contradict each other: neither has a vote"),
    ([DENIAL], 0.15, (0.75, 0.05, 0.05), [("denies", False)], "a refusal stands against an unsure grant"),
    ([SHUT_OUT], 0.95, (0.05, 0.0, 0.0), [("denies", True)], "a refusal to some people stands"),
    ([DEFERRED], 0.15, (0.75, 0.05, 0.05), [], "what is left to another document is not given here"),
    ([MENTION], 0.05, (0.8, 0.1, 0.05), [("grants", False)], "a mention that is a grant"),
    ([MENTION], 0.4, (0.5, 0.05, 0.05), [], "not sure enough: the rules stand, and they hear no vote"),
    ([GRANT], 0.5, (0.4, 0.05, 0.05), [("grants", False)], "not sure enough: the rules stand"),
    ([MENTION], 0.05, (0.5, 0.05, 0.4), [], "a yes with a no nearly as likely gives nothing"),
    ([GRANT], 0.9, (0.1, 0.0, 0.0), [], "sure that nothing is decided"),
    (
        [GRANT, DENIAL],
        0.02,
        (0.02, 0.02, 0.94),
        [("grants", False), ("denies", False)],
        "a contradiction stays one, and is shown",
    ),
    (
        [GRANT, MENTION.model_copy(update={"passage": 4})],
        0.05,
        (0.03, 0.02, 0.9),
        [],
        "a refusal unsure to contradict what the rules hear elsewhere is none",
    ),
    ([NUMBERED], 0.95, (0.05, 0.0, 0.0), [("grants", False)], "what is told with a number stands"),
    ([TICKED], 0.95, (0.05, 0.0, 0.0), [("grants", False)], "what a ticked box chooses stands"),
    ([TICKED], 0.1, (0.2, 0.2, 0.5), [("grants", False)], "also against an unsure refusal"),
]
ALONE = [
    ([], 0.0, (1.0, 0.0, 0.0), [], "silence stays silence, however sure the second reading is"),
    ([GRANT], 0.3, (0.2, 0.45, 0.05), [("grants", True)], "within limits is the more probable"),
    ([GRANT], 0.3, (0.3, 0.35, 0.05), [("grants", False)], "limits hardly more probable than none"),
    (
        [WITH_CONSENT],
        0.1,
        (0.85, 0.03, 0.02),
        [("grants", True)],
        "what needs somebody's consent stays limited",
    ),
    ([GRANT], 0.45, (0.5, 0.03, 0.02), [], "nothing is probable enough"),
    ([GRANT], 0.3, (0.01, 0.01, 0.68), [], "the readings contradict each other: neither has a vote"),
    ([GRANT], 0.1, (0.01, 0.01, 0.88), [("denies", False)], "a grant that is a refusal"),
    ([DENIAL], 0.3, (0.68, 0.01, 0.01), [("denies", False)], "a refusal stands against an unsure grant"),
    ([MENTION], 0.35, (0.6, 0.03, 0.02), [("grants", False)], "a mention that is a grant"),
    ([GRANT, DENIAL], 0.1, (0.05, 0.0, 0.85), [("denies", False)], "it tells which of the two is meant"),
    (
        [GRANT, DENIAL],
        0.02,
        (0.35, 0.0, 0.63),
        [("grants", False), ("denies", False)],
        "it doubts which is meant",
    ),
    ([NUMBERED], 0.95, (0.05, 0.0, 0.0), [], "a number alone does not make it the plan's"),
    ([SHUT_OUT], 0.95, (0.05, 0.0, 0.0), [("denies", True)], "a refusal to some people stands"),
]


@pytest.mark.parametrize(
    ("passages", "clauses", "nothing", "sides", "expected", "why"),
    [*((LONGER, *case) for case in IN_A_DOCUMENT), *((PASSAGES, *case) for case in ALONE)],
)
def test_weighing(
    passages: Sequence[Passage],
    clauses: list[Clause],
    nothing: float,
    sides: tuple[float, float, float],
    expected: list[tuple[str, bool]],
    why: str,
) -> None:
    told = _weighed(clauses, nothing, sides, passages=passages)
    assert [(c.polarity.value, c.limited) for c in told if c.votes] == expected, why


TALK = [
    (
        [GRANT],
        0.25,
        (0.7, 0.03, 0.02),
        [],
        "what is rather probable in a plan's text decides nothing in a letter",
    ),
    ([GRANT], 0.05, (0.92, 0.02, 0.01), [("grants", False)], "somebody tells plainly what a plan gives"),
    ([MENTION], 0.15, (0.8, 0.03, 0.02), [], "no mention is raised to a grant"),
    ([SHUT_OUT], 0.95, (0.05, 0.0, 0.0), [("denies", True)], "a refusal to some people stands"),
]


@pytest.mark.parametrize(("clauses", "nothing", "sides", "expected", "why"), TALK)
def test_talk_must_be_all_but_certain(
    clauses: list[Clause],
    nothing: float,
    sides: tuple[float, float, float],
    expected: list[tuple[str, bool]],
    why: str,
) -> None:
    told = _weighed(clauses, nothing, sides, passages=PASSAGES, talk=0.8)
    assert [(c.polarity.value, c.limited) for c in told if c.votes] == expected, why


def test_a_document_is_read_as_one_whatever_its_windows_sound_like() -> None:
    (clause, *_) = _weighed([MENTION], 0.05, (0.85, 0.05, 0.05), talk=0.8)
    assert clause.votes


FAR = GRANT.model_copy(update={"passage": 5})


@pytest.mark.parametrize(
    ("clauses", "voters"),
    [([], [1]), ([FAR], [5])],
    ids=["nothing is heard of it", "it is settled elsewhere"],
)
def test_where_the_rules_hear_nothing_is_read_for_what_nothing_settles(
    clauses: list[Clause], voters: list[int]
) -> None:
    filler = tuple(_passage(number, "Of other things, " * WINDOW) for number in range(4, 5 + FEW))
    packs = [pack for pack in load_language(patterns_folder()).features.values() if pack.id == FEATURE]
    opinion = SecondOpinion(_Told(Heard(0.05, (0.93, 0.01, 0.01), (1, 1, 1))), SURE, packs)
    told = opinion.weigh(clauses, whole((*PASSAGES, *filler)))
    assert [clause.passage for clause in told if clause.votes] == voters


@pytest.mark.parametrize(("ticked", "votes"), [(True, []), (None, ["denies"])])
def test_a_ticked_box_refuses_nothing_that_its_words_do_not(ticked: bool | None, votes: list[str]) -> None:
    passages = (PASSAGES[0], replace(PASSAGES[1], ticked=ticked), *PASSAGES[2:])
    told = _weighed([MENTION], 0.05, (0.02, 0.02, 0.91), passages=passages)
    assert [clause.polarity.value for clause in told if clause.votes] == votes


def test_the_passage_that_speaks_is_quoted() -> None:
    told = [c for c in _weighed([MENTION], 0.01, (0.95, 0.02, 0.02), speaker=2) if c.votes]
    assert [(c.quote, c.passage) for c in told] == [("Ask for it.", 2)]


def test_titles_of_columns_lend_their_answer_to_the_row_below() -> None:
    titles = replace(PASSAGES[1], text="Pre-tax | After-tax", kind=PassageKind.HEADING, block=7)
    row = replace(PASSAGES[2], text="How much | 1% to 50% | 1% to 10%", kind=PassageKind.TABLE_ROW, block=7)
    mention = MENTION.model_copy(update={"quote": titles.text})
    passages = (PASSAGES[0], titles, row, PASSAGES[3])
    told = [c for c in _weighed([mention], 0.01, (0.95, 0.02, 0.02), passages=passages) if c.votes]
    assert [(c.quote, c.passage) for c in told] == [(row.text, 2)]


@pytest.mark.parametrize(("talk", "votes"), [(0.8, 0), (0.1, 1)])
def test_the_cell_of_a_table_in_talk_is_doubted(talk: float, votes: int) -> None:
    cell = replace(
        PASSAGES[1], text="Permitted", kind=PassageKind.TABLE_ROW, cell=("After-tax", "403(b) plans")
    )
    passages = (PASSAGES[0], cell, *PASSAGES[2:])
    given = GRANT.model_copy(update={"quote": cell.text})
    told = _weighed([given], 0.5, (0.5, 0.0, 0.0), passages=passages, talk=talk)
    assert sum(clause.votes for clause in told) == votes


def test_what_changed_is_told() -> None:
    (clause,) = _weighed([MENTION], 0.05, (0.05, 0.85, 0.05))
    assert clause.cues[-1].category == CONTEXT
    assert clause.cues[-1].text == "gives it within limits (95%)"
    assert clause.conditions
    assert "stands around it" in clause.why


def test_the_shipped_model_fits_its_folder() -> None:
    folder = patterns_folder()
    pack = load_context(folder)
    assert pack is not None
    assert (folder / "context" / "model.npz").stat().st_size < 5_000_000
    assert set(pack.sure) == {"alone", "talk", "document"}


@pytest.mark.parametrize(
    ("windows", "alone", "form", "needed"),
    [
        (1, True, False, 0.8),
        (2, True, True, 0.8),
        (16, False, False, 0.9),
        (16, False, True, 0.934),
        (1000, False, False, 0.964),
    ],
    ids=["a passage", "a long passage with a box", "some pages", "a form", "a booklet"],
)
def test_a_longer_document_asks_for_more(windows: int, alone: bool, form: bool, needed: float) -> None:
    assert Text(whole(()), windows, alone, form, {}).surer(0.8) == pytest.approx(needed, abs=0.001)


@pytest.mark.parametrize(
    ("boxes", "wanted", "why"),
    [
        ("[X] Hardship, from:\n[ ] Age 59 1/2\n[ ] None", NOTHING, "the box of another case is ticked"),
        (
            "[X] Hardship, from:\n[X] Age 59 1/2, from:\n   [X] All Accounts",
            YES,
            "and that of the age beside it",
        ),
    ],
)
def test_a_ticked_box_speaks_for_no_other_case(boxes: str, wanted: frozenset[Status], why: str) -> None:
    check(f"32. In-service distributions (check each that applies):\n{boxes}", AT_59_HALF, wanted, why)


@pytest.mark.parametrize(
    ("table", "feature", "wanted", "why"),
    [
        (
            "Provision | Your plan\nSafe harbor plan | \u2014\nRoth contributions | Yes\nCompany match | 50% of 6% of pay",
            SAFE_HARBOR,
            NOTHING,
            "a dash says nothing of what its label names",
        ),
        (
            "Money source | Age 59\u00bd | Hardship\nRoth | Yes |\nPre-tax | Yes | Yes",
            ROTH,
            NOTHING,
            "an empty cell at the end is no fault",
        ),
    ],
)
def test_rows_of_a_table_that_stands_alone(
    table: str, feature: str, wanted: frozenset[Status], why: str
) -> None:
    check(table, feature, wanted, why)


def test_words_of_the_feature_must_stand_in_the_window() -> None:
    packs = load_language(patterns_folder()).features
    assert "concept:after_tax" in grounds(packs[FEATURE])
    assert "concept:after_tax" not in grounds(packs["match"])


def test_of_a_line_or_two_the_rules_stand() -> None:
    short = PASSAGES[:3]
    opinion = SecondOpinion(_Told(Heard(0.0, (1.0, 0.0, 0.0), (1, 1, 1))), SURE, ())
    assert opinion.weigh([DENIAL], _whole(short)) == [DENIAL]


def test_the_answer_of_a_cell_stands() -> None:
    passages = (*PASSAGES[:1], replace(PASSAGES[1], cell=("After-tax", "While employed")), *PASSAGES[2:])
    opinion = SecondOpinion(_Told(Heard(0.95, (0.05, 0.0, 0.0), (1, 1, 1))), SURE, ())
    assert opinion.weigh([DENIAL], _whole(passages)) == [DENIAL]
    assert opinion.weigh([DENIAL], _whole(PASSAGES)) != [DENIAL]
