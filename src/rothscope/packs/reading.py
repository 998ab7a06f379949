"""How documents word things, as strict models: concepts, cues and one pack a feature.

Comes in: `patterns/concepts.yaml`, `patterns/cues.yaml`, `patterns/facts.yaml`, `patterns/features/*.yaml` and
`patterns/money/*.yaml`.
Goes out: one `Language` value, checked as a whole (every name used is defined, every file is named for its id).
"""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rothscope.errors import BadPack
from rothscope.model.clause import FactKind, Force
from rothscope.model.finding import FEATURES, MONEY, Status
from rothscope.model.frozen import Frozen
from rothscope.packs.read import read_model


class Concept(Frozen):
    """A group of wordings that mean one thing ("money leaving the plan", "while employed").

    A `topic` (money or action) is lent by a heading, or by the sentence before to a pronoun; a time by a
    heading or question.
    """

    title: str
    topic: Literal["money", "action", "time"] | None = None
    phrases: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()


class Concepts(Frozen):
    """All concepts by id, and the words that make a ruled table worth the cost of reading its cells."""

    concepts: dict[str, Concept]
    table_words: tuple[str, ...] = ()


class Does(StrEnum):
    """What a cue does to the clause it reaches."""

    GRANTS = "grants"
    DENIES = "denies"
    FORCE = "force"
    STOPS = "stops"
    HIDES = "hides"
    CONDITION = "condition"
    STANDS_FOR = "stands_for"
    YES = "yes"
    NO = "no"


class Reach(StrEnum):
    """In which direction a cue reaches."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


class CueExample(Frozen):
    """A sentence about the stand-in "Feature X" and the status it must come to."""

    text: str
    is_: Status = Field(alias="is")
    because: str | None = None


class CueRule(Frozen):
    """A group of cue wordings with one effect.

    `verb` says the cue counts only where the next verb is one the feature is done with ("may not *withdraw*").
    `verb_within` narrows how many words on. A `weak` cue counts only in a list or table, or beside an action of the
    feature. `within` is in words; null reaches to the end of the clause. `everywhere` cues reach the whole sentence;
    an `unhidden` one counts even where its words begin with some that hide others ("need not leave").
    One that `stands` first counts as the first word of a sentence or item, one that stands last only at the end of a
    clause that leaves its verb to the one before ("loans are permitted; rollovers are not").
    """

    does: Does
    phrases: tuple[str, ...]
    force: Force | None = None
    kind: Literal["if", "unless", "only", "except", "subject_to"] | None = None
    reach: Reach = Reach.BOTH
    within: int | None = None
    verb: bool = False
    verb_within: int | None = None
    everywhere: bool = False
    weak: bool = False
    unhidden: bool = False
    stands: Literal["first", "last"] | None = None
    defers_to: str | None = None
    examples: tuple[CueExample, ...] = ()
    because: str | None = None


class Cues(Frozen):
    """All cues by id, and the stand-in feature their examples speak of."""

    cues: dict[str, CueRule]


class Lookalike(Frozen):
    """Words that look like the feature and are something else."""

    phrase: str
    because: str


class Together(Frozen):
    """Concepts that name the feature when they stand together in one clause, at most `within` words apart.

    `near` concepts may stand anywhere in the sentence, its lead-in or its heading; `does` says the pair states the
    feature (a cap with its number needs no "may") or settles the matter by itself ("only when you leave" refuses a
    withdrawal while employed). Without `lend` every concept must stand in the sentence itself.
    """

    all: tuple[str, ...]
    near: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    within: int = 30
    lend: bool = True
    does: Literal["names", "states", "grants", "denies"] = "names"


class Example(Frozen):
    """A tiny document and the status it must come to. `known_miss` fails as soon as it starts to pass."""

    text: str
    is_: Status = Field(alias="is")
    because: str | None = None
    facts: dict[str, str] = {}
    known_miss: bool = False


class AloneLimits(Frozen):
    """Money or a case that limits (or bars) what names no other ("you may convert your after-tax account").

    `counts`: it is the money that counts, so that to refuse it alone is to refuse the feature.
    """

    money: str
    unless: tuple[str, ...]
    counts: bool = False


class Law(Frozen):
    """A rule of law behind the feature."""

    cite: str
    says: str


class FeaturePack(Frozen):
    """One feature: what it is called, what only looks like it, and the idioms that settle it.

    `verbs` are what it is done with, `acts` the actions that speak of it under a heading that names it, and `rivals`
    the actions that make a mention theirs when they govern it. `not_with` concepts bar a mention in their clause,
    `sentence_not_with` in their sentence; `conditional_with` concepts in its clause limit a grant, and
    `sentence_conditional_with` ones in its sentence, `section_conditional_with` ones in another sentence under its
    heading, which spare a grant that names a `section_spares` concept. A refusal of `part_only` money (required
    minimum distributions, Roth IRAs) is none of the feature; one of `refused_alone` money ("the match may not be
    withdrawn") leaves what is given of other money; one of all money that ends only with a `refused_until` concept ("not
    before 65") stays a refusal.
    A grant in a `granted_alone` case ("for hardship") gives the feature nothing.
    Nothing is decided in a section of kind `not_in`; what a section of kind `home` says outranks
    remarks elsewhere. Words within an `own_words` concept are the feature's own and take no vote away ("rollovers from
    *another plan*"). With `denial_states` a refusal states the feature ("may not exceed 4%"); under a heading that
    names it, so does a `heading_states` concept. With `past_refuses` what was given up to a day gone by, and is nowhere
    given since, is refused.
    """

    id: str
    title: str
    asks: str
    law: tuple[Law, ...] = ()
    verbs: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    together: tuple[Together, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    rivals: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    sentence_not_with: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    conditional_with: tuple[str, ...] = ()
    sentence_conditional_with: tuple[str, ...] = ()
    section_conditional_with: tuple[str, ...] = ()
    section_spares: tuple[str, ...] = ()
    part_only: tuple[str, ...] = ()
    refused_alone: AloneLimits | None = None
    granted_alone: AloneLimits | None = None
    refused_until: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    alone_limits: AloneLimits | None = None
    alone_bars: tuple[AloneLimits, ...] = ()
    grants: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    denial_states: bool = False
    past_refuses: bool = False
    heading_states: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


class FactExample(Frozen):
    """A sentence and the value read from it; null where nothing may be read."""

    text: str
    value: str | None


class FactRule(Frozen):
    """A number or choice read beside a feature: what it measures and what must (or must not) stand with it.

    `near` concepts: one of them must stand in the sentence; `none`: none of them may. `choices` are the wordings of each
    value of a choice, the first listed winning where several stand; `shown_by` names the concept that shows a value too, or
    instead of a number. `most` is the largest believable number. For a formula `rates` are wordings that are a rate by
    themselves, in percent, `marks` the words that tell what a number beside them is, and `columns` the concepts of the two
    titles in a table of steps: what is saved, what is added in all; `half` concepts of a passage that may tell the pay which
    the rate in the passage before it is paid on.

    A number right after a `not_after` concept is not taken, nor one within the words of an `outside` concept, with
    `inside` only one within such a concept's words; one within those of a `plainly` concept is taken whatever `none`
    says. Of numbers between several commas those beside a `beside` concept are taken, and wordings of a choice beside one
    alone; of numbers behind several `moneys` those behind its `own`, not behind `other`. A fact may stand in a later
    sentence that names a `follows` concept or, with `by_pronoun`, says "this" in the same paragraph, and no other money
    unless `any_money` may be named; one that names an `anywhere` concept may stand anywhere, in a cell too. A sentence
    that opens a chapter of a kind in `opening` tells it for what stands below. A value `gives_way` to the others named.
    `paces` give the value of a choice for the longest span of months from one time to the next ("twice a year" is 6).
    What a rule reads `instead_of` another takes the place of what that reads in the same words.
    """

    features: tuple[str, ...]
    kind: FactKind
    title: str
    near: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    choices: dict[str, tuple[str, ...]] = {}
    rates: dict[str, tuple[str, ...]] = {}
    marks: dict[str, tuple[str, ...]] = {}
    columns: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    most: int | None = None
    shown_by: dict[str, str] = {}
    not_after: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    plainly: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    moneys: dict[str, tuple[str, ...]] = {}
    follows: tuple[str, ...] = ()
    by_pronoun: bool = False
    any_money: bool = False
    instead_of: str | None = None
    anywhere: tuple[str, ...] = ()
    gives_way: dict[str, tuple[str, ...]] = {}
    paces: dict[str, int] = {}
    examples: tuple[FactExample, ...] = ()


class FactRules(Frozen):
    """All fact rules by the name the facts carry."""

    facts: dict[str, FactRule]


class Language(Frozen):
    """Everything the reader knows of wording; `money` packs are read like features, for the dollars alone."""

    concepts: dict[str, Concept]
    cues: dict[str, CueRule]
    facts: dict[str, FactRule]
    features: dict[str, FeaturePack]
    money: dict[str, FeaturePack] = {}
    table_words: tuple[str, ...] = ()

    @property
    def gives_way(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return which values of a fact give way to which, by its name."""
        return {name: rule.gives_way for name, rule in self.facts.items() if rule.gives_way}

    @property
    def packs(self) -> dict[str, FeaturePack]:
        """Return the features and what is read for the dollars."""
        return self.features | self.money

    @property
    def moneys(self) -> tuple[str, ...]:
        """Return the ids of the concepts that name money."""
        return tuple(name for name, concept in self.concepts.items() if concept.topic == "money")


@cache
def load_language(folder: Path) -> Language:
    """Read and cross-check the wording packs. Raises BadPack naming file and key of the first fault."""
    vocabulary = read_model(folder / "concepts.yaml", Concepts)
    cues = read_model(folder / "cues.yaml", Cues).cues
    facts = read_model(folder / "facts.yaml", FactRules).facts
    features = {name: _feature(folder / "features" / f"{name}.yaml", name) for name in FEATURES}
    money = {name: _feature(folder / "money" / f"{name}.yaml", name) for name in MONEY}
    language = Language(
        concepts=vocabulary.concepts,
        cues=cues,
        facts=facts,
        features=features,
        money=money,
        table_words=vocabulary.table_words,
    )
    _check_names(language, folder)
    return language


def _feature(path: Path, name: str) -> FeaturePack:
    pack = read_model(path, FeaturePack)
    if pack.id != name:
        raise BadPack(f"{path}: id: {pack.id!r} does not match the file's name.")
    return pack


def _check_names(language: Language, folder: Path) -> None:
    known = set(language.concepts)
    for name, concept in language.concepts.items():
        _known(concept.includes, known, f"{folder / 'concepts.yaml'}: {name}.includes")
    for pack in language.packs.values():
        where = f"{folder / ('money' if pack.id in language.money else 'features') / pack.id}.yaml"
        used = [
            *pack.verbs,
            *pack.rivals,
            *pack.not_with,
            *pack.sentence_not_with,
            *pack.conditional_with,
            *pack.sentence_conditional_with,
            *pack.section_conditional_with,
            *pack.section_spares,
            *pack.part_only,
            *pack.own_words,
            *pack.acts,
            *pack.heading_states,
        ]
        for rule in pack.together:
            used += [*rule.all, *rule.near, *rule.none]
        _known(used, known, where)
    for name, fact in language.facts.items():
        used = [*fact.near, *fact.none, *fact.not_after, *fact.follows, *fact.half, *fact.shown_by.values()]
        used += [*fact.inside, *fact.outside, *fact.plainly, *fact.beside, *fact.columns]
        _known(used, known, f"{folder / 'facts.yaml'}: {name}")


def _known(used: list[str] | tuple[str, ...], known: set[str], where: str) -> None:
    for name in used:
        if name not in known:
            raise BadPack(f"{where}: no concept is called {name!r} in concepts.yaml.")
