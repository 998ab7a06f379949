"""The rules' clauses and the trained second reading become one reading.

The rules say where a feature is named and what the words around it do; the second reading says what a whole window makes of
it. It may turn, limit or take away the vote of a clause, and let a passage speak that the rules could not follow. How sure
it must be stands with the model (`Sure`): a text that is one window is heard whole, and there what is more probable counts;
of a document's many windows one is soon wrong by chance, so there it is held on a short lead; and an article or a letter
(`Told.talk`), of which no sentence need be the plan's own, must be all but certain to give or refuse anything:

- It speaks of a feature only where words of the packs for its money or its action stand in the window (`grounds`). Where
  there are none, the passage stays silent, however sure it is.
- It needs something to stand around the words: of a line or two, the rules' reading stands.
- It must be surer the more windows a document has, and in a form with boxes; and of a document it gives nothing where it
  hears a no nearly as well.
- It must be surer to contradict the rules. Where they hear a yes and it a no, neither has a vote, unless it is sure enough
  for that; where they hear a no, or the choice left to another document, it gives nothing, unless it is.
- A yes and a no side by side may belong to two plans and stay both, unless a text alone has hardly a doubt which is meant
  of two in one chapter.
- An empty box gives nothing, nor does a ticked one of something else beside it, and a ticked one refuses nothing that its
  words do not. In a document, nor does a row whose
  cells are read one by one give anything, and what the rules hear with a number or a ticked box keeps its vote.
- What the rules hear refused to some people, sources or times stands, and so does the answer of a table's cell, but for
  tables in talk, which compare kinds of plans.
- Where it is not sure enough, the rules stand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rothscope.clauses.rules.answers import is_dashed
from rothscope.clauses.second.context import SIDES, Heard, SecondReader
from rothscope.clauses.second.text import Text, text_of
from rothscope.clauses.second.voices import silenced, speaking
from rothscope.clauses.second.windows import cut_windows, make_window
from rothscope.clauses.tokens.words import Words
from rothscope.clauses.whole import Whole
from rothscope.model.clause import Clause, Force, Polarity
from rothscope.model.document import Passage, PassageKind
from rothscope.model.finding import FEATURES
from rothscope.packs.context import Sure
from rothscope.packs.reading import Does, FeaturePack

ONE_SIDED = 0.8
"""Share of one side, of all it gives or refuses, from which it tells which of the rules' yes and no is meant."""

HARDLY_REFUSED = 0.7
"""The same share from which a document is heard to give something: an age limit often has a no beside it."""

LEFT_OPEN = 0.5
"""Share of that doubt that is left where the rules hear the choice left to another document."""

REFUSED_LIST = "denies: following_not"
"""The cue of an item of a list that is refused in the words before it; read apart from them, it would be given."""

CELL_YES = "yes: cell_yes"
"""The cue of a row whose other cell says yes."""

LEAST = 30
"""Words a window holds at least to be read a second time; with less around them, the rules alone hear the words."""

FEW = 4
"""Windows up to which a text is read whole, whatever the rules hear in it."""


class SecondOpinion:
    """The second reading, what it must be sure of to be heard, and the words each feature needs."""

    def __init__(self, reader: SecondReader, sure: Mapping[str, Sure], packs: Iterable[FeaturePack]) -> None:
        self._reader = reader
        self._sure = sure
        packs = list(packs)
        self._grounds = {pack.id: grounds(pack) for pack in packs}
        self._named = {pack.id: _named_by(pack) for pack in packs}
        self._needs = {pack.id: _named_by(pack, near=True) for pack in packs}
        self._cases = {pack.id: _other_cases(pack) for pack in packs}

    def weigh(self, clauses: Sequence[Clause], whole: Whole) -> list[Clause]:
        """Return the clauses as both readings together hear them, in document order.

        Read a second time are the windows where the rules hear something. Of a longer text the others are read only for
        what nothing has settled by then.
        """
        lengths = [len(words.tokens) + 1 for words in whole.words]
        runs = cut_windows(whole.passages, lengths)
        text = text_of(whole, len(runs), clauses)
        spoken = {clause.passage for clause in clauses}
        heard: list[range] = []
        unheard: list[range] = []
        for run in runs:
            if sum(lengths[place] for place in run) >= LEAST:
                (unheard if len(runs) > FEW and spoken.isdisjoint(run) else heard).append(run)
        again = {place for run in heard for place in run}
        weighed = [clause for clause in clauses if clause.passage not in again]
        weighed += self._read(heard, clauses, whole, text, FEATURES)
        settled = {clause.feature for clause in weighed if clause.votes}
        unsettled = [feature for feature in FEATURES if feature not in settled]
        named = [words for feature in unsettled for words in self._named.get(feature, ())]
        promising = [run for run in unheard if _holds_any(named, whole, run)]
        weighed += self._read(promising, (), whole, text, unsettled)
        return sorted(weighed, key=lambda clause: (clause.passage, FEATURES.index(clause.feature)))

    def _read(
        self,
        runs: Sequence[range],
        clauses: Iterable[Clause],
        whole: Whole,
        text: Text,
        features: Iterable[str],
    ) -> Iterator[Clause]:
        """Yield the clauses of some windows, and of these features, as both readings hear them."""
        by_passage: dict[int, list[Clause]] = {}
        for clause in clauses:
            by_passage.setdefault(clause.passage, []).append(clause)
        inside = [[clause for place in run for clause in by_passage.get(place, ())] for run in runs]
        windows = (
            make_window(run, whole.passages, whole.words, own) for run, own in zip(runs, inside, strict=True)
        )
        for own, (window, told) in zip(inside, self._reader.read(windows), strict=True):
            words = {key for marks in window.tags for key in marks}
            sort = text.sort(told.talk)
            if sort != "talk":
                yield from (clause for clause in own if whole.passages[clause.passage].cell)
                own = [clause for clause in own if not whole.passages[clause.passage].cell]
            groups = {
                feature: list(some) for feature, some in groupby(sorted(own, key=_feature), key=_feature)
            }
            for feature in features:
                some = groups.get(feature, [])
                if some or not words.isdisjoint(self._grounds.get(feature, ())):
                    yield from self._settle(feature, some, told.features[feature], text, self._sure[sort])

    def _settle(
        self, feature: str, clauses: list[Clause], heard: Heard, text: Text, sure: Sure
    ) -> list[Clause]:
        """Return the clauses of one feature in one window as both readings hear them."""

        def named(passage: Passage) -> bool:
            return _names(self._named[feature], text.whole.words[passage.number])

        alone = text.alone
        side = SIDES[max(range(len(SIDES)), key=lambda number: heard.sides[number])]
        share = 1 - heard.nothing
        polarity = Polarity.DENIES if side == "not_allowed" else Polarity.GRANTS
        voters = [clause for clause in clauses if clause.votes]
        if len({clause.polarity for clause in voters}) > 1 and not (
            text.is_one(voters) and _one_sided(heard, ONE_SIDED)
        ):
            return clauses  # a contradiction, or two plans side by side: resolving and splitting by plan see to it
        said = {clause.polarity for clause in voters} or text.said.get(feature, frozenset())
        contrary = bool(said) and polarity not in said
        if contrary and _stands(voters, heard, polarity):
            return clauses
        left_open = (
            polarity is Polarity.GRANTS and not voters and any(c.force is Force.DEFERRED for c in clauses)
        )
        doubt = sure.against * (LEFT_OPEN if left_open else 1)
        needed = text.surer(sure.side if clauses else sure.unheard)
        if (
            (contrary or left_open)
            and share >= needed
            and _weight(heard, polarity) < 1 - (1 - needed) * doubt
        ):
            if polarity is Polarity.GRANTS:
                return clauses
            return silenced(clauses, share, [c for c in clauses if c.ticked])
        if share >= needed:
            speaker = text.speaker(heard.passage[SIDES.index(side)])
            in_row = speaker.kind is PassageKind.TABLE_ROW
            if alone and in_row and not named(speaker):
                rows = (row for row in text.table_of(speaker) if not row.cell)
                speaker = next(filter(named, rows), speaker)
            if text.opens_boxes(speaker) or is_dashed(speaker):
                return clauses
            if polarity is Polarity.GRANTS and not (alone or _one_sided(heard, HARDLY_REFUSED)):
                return clauses
            if not voters and (text.cannot_give(speaker) if polarity is Polarity.GRANTS else speaker.ticked):
                return clauses
            if polarity is Polarity.GRANTS and self._ticks_another(feature, speaker, clauses, text):
                return clauses
            if polarity is Polarity.DENIES and not voters and _refuses_unticked(clauses, speaker):
                return clauses
            if _answers_otherwise(clauses, speaker, polarity):
                return clauses
            between = heard.sides[SIDES.index(side)] / (heard.sides[0] + heard.sides[1] + 1e-9)
            turns = polarity is Polarity.GRANTS and between >= text.surer(sure.limit)
            return speaking(feature, clauses, side, share, speaker, turns)
        if heard.nothing >= text.surer(sure.nothing, 2):
            kept = [c for c in clauses if _is_ticked_answer(c) or ((c.facts or c.ticked) and not alone)]
            return silenced(clauses, heard.nothing, kept)
        return clauses

    def _ticks_another(self, feature: str, passage: Passage, clauses: Sequence[Clause], text: Text) -> bool:
        """Tell whether a ticked box is that of something else: of another case ("[X] Hardship" and not of 59½), or of what
        does not name the feature, whose own box beside it is empty.
        """
        if not passage.ticked:
            return False
        words = text.whole.words[passage.number]
        first = words.token_at(len(passage.lead_in)) if passage.lead_in else 0
        cases = {words.cut(span) for span in words.concept(*self._cases[feature]) if span[0] >= first}
        own = {c.phrase for c in clauses if c.passage == passage.number and c.phrase not in passage.lead_in}
        if cases and own <= cases:
            return True
        empty = any(c.force is Force.UNELECTED and not c.quote.endswith(":") for c in clauses)
        return empty and not _names(self._needs[feature], words)


def grounds(pack: FeaturePack) -> frozenset[str]:
    """Return the wordings one of which must stand in a window for the second reading to speak of a feature."""
    concepts = {*pack.acts, *(name for rule in pack.together for name in rule.all)}
    return frozenset(
        {f"concept:{name}" for name in concepts} | {f"{kind}:{pack.id}" for kind in ("name", "grant", "deny")}
    )


def _named_by(pack: FeaturePack, near: bool = False) -> list[frozenset[str]]:
    """Return the wordings by which a feature is named: one alone, or all of a pair; `near` adds what must stand near it."""
    alone = [frozenset({f"{kind}:{pack.id}"}) for kind in ("name", "grant", "deny")]
    needed = [(*rule.all, *rule.near) if near else rule.all for rule in pack.together]
    return alone + [frozenset(f"concept:{name}" for name in names) for names in needed]


def _other_cases(pack: FeaturePack) -> tuple[str, ...]:
    """Return the concepts of the cases that by themselves give nothing of a feature."""
    return (*pack.part_only, *((pack.granted_alone.money,) if pack.granted_alone else ()))


def _names(named: Iterable[frozenset[str]], words: Words) -> bool:
    """Tell whether a passage names a feature by all wordings of one of several sets."""
    return any(all(words.of(key) for key in keys) for keys in named)


def _holds_any(named: Sequence[frozenset[str]], whole: Whole, run: Iterable[int]) -> bool:
    """Tell whether a window holds all wordings of one of several sets, be it in different sentences."""
    held = {key for at in run for key in whole.words[at].hits}
    return any(words <= held for words in named)


def _weight(heard: Heard, polarity: Polarity) -> float:
    """Return how probable it is that the window gives, within limits or not, or that it refuses."""
    return heard.sides[2] if polarity is Polarity.DENIES else heard.sides[0] + heard.sides[1]


def _stands(voters: Sequence[Clause], heard: Heard, polarity: Polarity) -> bool:
    """Tell whether the rules' side stands: a ticked answer, a cell's yes that weighs no less than the no, or a list
    refused as a whole."""
    cues = {cue.category for clause in voters for cue in clause.cues}
    if any(map(_is_ticked_answer, voters)):
        return True
    if polarity is Polarity.DENIES:
        return CELL_YES in cues and _weight(heard, Polarity.GRANTS) >= _weight(heard, polarity)
    return REFUSED_LIST in cues


def _is_ticked_answer(clause: Clause) -> bool:
    """Tell whether a box is ticked that says no more than "Yes", "No" or "Not permitted"."""
    bare = any(cue.category.startswith((f"{Does.YES}:", f"{Does.NO}:")) for cue in clause.cues)
    return clause.ticked is True and clause.votes and bare


def _refuses_unticked(clauses: Sequence[Clause], passage: Passage) -> bool:
    """Tell whether an empty box stands before words that refuse: nobody chose the refusal."""
    return passage.ticked is False and any(
        clause.passage == passage.number and clause.polarity is Polarity.DENIES for clause in clauses
    )


def _answers_otherwise(clauses: Iterable[Clause], passage: Passage, polarity: Polarity) -> bool:
    """Tell whether the rules hear a ticked box give or refuse, and the other way round than is said of it."""
    said = {clause.polarity for clause in clauses if clause.passage == passage.number}
    return passage.ticked is True and bool(said - {Polarity.NONE, polarity})


def _one_sided(heard: Heard, share: float) -> bool:
    """Tell whether it hears a yes or a no and hardly the other: of both together, one has that share."""
    gives, refuses = _weight(heard, Polarity.GRANTS), _weight(heard, Polarity.DENIES)
    return max(gives, refuses) >= share * (gives + refuses)


def _feature(clause: Clause) -> str:
    return clause.feature
