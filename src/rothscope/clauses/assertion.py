"""How a passage speaks of a mention: its force, its polarity and its conditions, each with the words that decided.

A cue counts where it stands in the mention's clause and its next verb is one the feature is done with, so that
"may not be withdrawn" says nothing about contributing. A denial in reach beats a grant, since every "may not" holds a
"may"; a denial that is lifted ("not … until 59½", "no … except after-tax") grants what the lifting words name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from rothscope.clauses.ellipsis import Hit, left_out, stands, turns
from rothscope.clauses.mentions import Mention, Place, asks_about, end_of_name, listed_beside
from rothscope.clauses.scope import gap, same_clause
from rothscope.clauses.words import Span, Words
from rothscope.model.clause import ALONE, CASE, Condition, ConditionKind, Cue, Force, Polarity
from rothscope.model.document import CELL_BAR, Passage, PassageKind
from rothscope.packs.reading import Does, FeaturePack, Language, Reach

VERB_WINDOW = 12  # words after a modal in which its verb is looked for ("may, at any time while employed, elect to take")
FAR = 30  # words a cue may stand from its mention inside one clause
_MAIN_VERBS = ("cue:permits", "cue:not_permits", "cue:modal", "cue:may_not")
_ITEMS = (PassageKind.LIST_ITEM, PassageKind.OPTION, PassageKind.TABLE_ROW)
PAST_SOURCE = "past_source"  # where money came from, which a ticked refusal may tell
STATED = "grants: stated"
LISTED = "grants: listed"
BARE_ENDS = frozenset(".,;()¦")  # what may follow a bare "yes" or "not permitted"
_BLANK = re.compile(r"___+(?!_|\s*%?\s*\|?\s*N/A)")  # a blank answered "N/A" is filled in
_LABEL_ENDS = frozenset(":?")
NO_CASES = frozenset(
    {"even", "as", "only"}
)  # words before an "if" that make it no case in which a refusal holds
NO_WORDS = frozenset({"no", "not", "never", "nothing", "none"})
BAR = "\u00a6"  # how the bar between two cells stands among the words
TURNS = frozenset({"but", "although", "though", "whereas", ";"})
PLURALS = frozenset({"they", "them"})
OPENING = 4  # words from the start within which an exception opens its sentence
EXCEPTION_LENGTH = 25  # words an exception runs where nothing closes it

_FORCE_ORDER = tuple(Force)


@dataclass(frozen=True, slots=True)
class Assertion:
    """How one mention is spoken of. `limited` is true where only some people, ages, sources or times are meant."""

    force: Force
    polarity: Polarity
    cues: tuple[Cue, ...] = ()
    conditions: tuple[Condition, ...] = ()
    limited: bool = False
    applies_to: tuple[str, ...] = ()
    why: str = ""
    defers_to: str | None = None


class Judge:
    """The cue rules, ready to be asked about mentions."""

    def __init__(self, language: Language, section_force: Mapping[str, Force]) -> None:
        self._cues = [(f"cue:{name}", name, rule) for name, rule in language.cues.items()]
        self._section_force = dict(section_force)
        self.verbs = tuple(name for name in language.concepts if name.startswith("verb_"))
        self._money = tuple(name for name, concept in language.concepts.items() if concept.topic == "money")

    def assess(self, passage: Passage, place: Place, mention: Mention, pack: FeaturePack) -> Assertion:
        """Judge one mention in its passage."""
        hits = self._standing(place, self.hits(place), mention, pack)
        mention = _with_pronouns(passage, place, mention, hits)
        mention = self._taken_up(passage, place, mention, hits)
        polarity, deciding = self._polarity(passage, place, mention, pack, hits)
        others = left_out(place, mention, hits, self._money)
        if others and others.grants and polarity is Polarity.DENIES:
            polarity, deciding = Polarity.GRANTS, [_cue(others.hit, place.words)]
        case = self._case(place, mention) if polarity is Polarity.DENIES else None
        other_case = self._refused_alone(place, mention, pack) if polarity is Polarity.DENIES else None
        if polarity is Polarity.DENIES and (_refuses_a_list(passage, place) or _is_formality(place, case)):
            polarity, deciding, case = Polarity.NONE, [], None
        if pack.denial_states:  # "may not exceed 4%" states the limit; a bare "may" states none
            stated = polarity is Polarity.DENIES or (mention.does == "states" and polarity is Polarity.GRANTS)
            if mention.does != "denies":
                polarity = Polarity.GRANTS if stated else Polarity.NONE
        own = place.words.concept(*pack.own_words) if pack.own_words else ()
        chooses_no = bool(passage.ticked) and polarity is Polarity.DENIES
        telling = tuple(
            hit
            for hit in hits
            if not any(_inside(hit.span, span) for span in own)
            and not (chooses_no and hit.name == PAST_SOURCE)
        )
        force, why, force_cue, defers_to = self._force(passage, place, mention, telling)
        chosen = passage.ticked is not None and mention.span[0] >= place.lead_end  # the option names it
        named = chosen or passage.cell  # the title of its column says what a cell is about
        if force is Force.OPERATIVE and passage.section in pack.not_in and not named:
            force = Force.BOILERPLATE
            why = (
                f"it stands in a section on {passage.section.replace('_', ' ')}, which settles something else"
            )
        conditions = self._conditions(place, mention, hits)
        limits = [
            (name, span)
            for name in pack.conditional_with
            for span in place.words.concept(name)
            if (self._limits(place, mention, span) or name in pack.sentence_conditional_with)
            and not (polarity is Polarity.DENIES and self._refuses_by(place, mention, span, deciding))
            and not (
                mention.does == "denies" and passage.ticked and mention.span[0] <= span[0] < mention.span[1]
            )  # its words are the refusal itself
        ]
        limits += [("others", others.span)] if others else []
        alone = self._alone(place, mention, pack)
        cues = [*deciding, *force_cue]
        cues += [Cue(category=CASE, text=place.words.cut(span)) for span in (case or other_case,) if span]
        cues += [Cue(category=f"limits: {name}", text=place.words.cut(span)) for name, span in limits]
        cues += [Cue(category=category, text=place.words.cut(span)) for category, span in alone]
        groups = tuple(
            dict.fromkeys(place.words.cut(span) for name, span in limits if name.startswith("group_"))
        )
        return Assertion(
            force=force,
            polarity=polarity,
            cues=tuple(dict.fromkeys(cues)),
            conditions=conditions,
            limited=bool(limits or alone),
            applies_to=groups,
            why=why or _why(polarity, deciding),
            defers_to=defers_to,
        )

    def _case(self, place: Place, mention: Mention) -> Span | None:
        """Return the "if" under which alone a refusal holds; "even if" is no case."""
        words = place.words
        runs = dict(place.supposed)
        for start, end in words.of("cue:supposes"):
            case = (start, runs.get(start) or _phrase_end(place, end))
            if (
                start >= place.lead_end
                and words.tokens[start] == "if"
                and words.tokens[max(0, start - 1)] not in NO_CASES
                and _same_statement(place, case, mention.span)
                and not any(_inside(part, case) for part in mention.parts)
            ):
                return case
        return None

    def _refused_alone(self, place: Place, mention: Mention, pack: FeaturePack) -> Span | None:
        """Return the one kind of money that a refusal is about ("employer contributions may not be withdrawn")."""
        rule = pack.refused_alone
        if rule is None or any(place.words.concept(name) for name in rule.unless):
            return None
        named = place.words.concept(rule.money)
        return next((span for span in named if same_clause(place.clauses, span, mention.span)), None)

    def hits(self, place: Place) -> tuple[Hit, ...]:
        """Return the cues of a passage, those taken out that only look like one."""
        words = place.words
        found = [
            Hit(name, rule, span)
            for key, name, rule in self._cues
            if key in words.hits
            for span in words.hits[key]
        ]
        hidden = [hit.span for hit in found if hit.rule.does is Does.HIDES]
        return tuple(
            hit
            for hit in found
            if hit.rule.unhidden
            or (hit.rule.does is not Does.HIDES and not any(_hides(span, hit) for span in hidden))
        )

    def _taken_up(self, passage: Passage, place: Place, mention: Mention, hits: tuple[Hit, ...]) -> Mention:
        """Return a mention together with the "they" or "them" of a later clause of its sentence that stands for it.

        "After-tax contributions earn no match, but you may make them at any time"; no other money may stand between.
        """
        tokens = place.words.tokens
        if passage.kind is not PassageKind.SENTENCE or mention.lent:
            return mention
        others = [s for s in place.words.concept(*self._money) if s[0] >= mention.span[1]]
        wall = min((s[0] for s in others), default=len(tokens))
        found = [
            span
            for span in _pronouns(place, hits)
            if mention.span[1] <= span[0] < wall
            and tokens[span[0]] in PLURALS
            and not same_clause(place.clauses, span, mention.span)
        ]
        return replace(mention, parts=(*mention.parts, *found)) if found else mention

    def _standing(
        self, place: Place, hits: tuple[Hit, ...], mention: Mention, pack: FeaturePack
    ) -> tuple[Hit, ...]:
        """Return the cues without those that count first or last in a clause alone and stand elsewhere."""
        free = tuple(hit for hit in hits if hit.rule.stands is None)
        placed = [hit for hit in hits if hit.rule.stands and stands(place, hit)]
        if not placed:
            return free
        told = [h for h in free if not h.rule.verb or self.own_verb(place, h, mention, pack)]
        kept = [
            h
            for h in placed
            if h.rule.stands == "first" or h.rule.does in (Does.YES, Does.NO) or turns(place, h, told)
        ]
        return tuple(sorted((*free, *kept), key=lambda hit: hits.index(hit)))

    # -- force -------------------------------------------------------------------------------------------------

    def _force(
        self, passage: Passage, place: Place, mention: Mention, hits: tuple[Hit, ...]
    ) -> tuple[Force, str, list[Cue], str | None]:
        if passage.kind is PassageKind.QUESTION:
            return Force.ASKED, "it is a question", [], None
        if passage.kind is PassageKind.HEADING:
            return Force.BOILERPLATE, "it is a heading, which says nothing by itself", [], None
        if passage.ticked is False:
            return Force.UNELECTED, "its box is empty", [], None
        if passage.ticked is None and _BLANK.search(passage.text):
            return Force.UNELECTED, "its blank is not filled in", [], None
        if mention.barred:
            return Force.BOILERPLATE, mention.barred, [], None
        if read_by_cells(passage):
            return Force.BOILERPLATE, "its cells are read one by one", [], None
        section = self._section_force.get(passage.section)
        if section is not None and passage.ticked is None:
            return section, f"it stands in a section of kind {passage.section.replace('_', ' ')}", [], None
        strongest = min(
            (
                hit
                for hit in hits
                if hit.rule.does is Does.FORCE
                and self._reaches(place, hit, mention)
                and not (
                    passage.ticked and hit.span[0] < place.lead_end and hit.rule.force is Force.BOILERPLATE
                )
            ),
            key=lambda hit: (_FORCE_ORDER.index(hit.rule.force or Force.BOILERPLATE), hit.span),
            default=None,
        )
        if strongest is None:
            return Force.OPERATIVE, "", [], None
        force = strongest.rule.force or Force.BOILERPLATE
        text = place.words.cut(strongest.span)
        why = f"“{text}” makes it {_FORCE_WORDS[force]}"
        return force, why, [Cue(category=force.value, text=text)], strongest.rule.defers_to

    # -- polarity ----------------------------------------------------------------------------------------------

    def _polarity(
        self, passage: Passage, place: Place, mention: Mention, pack: FeaturePack, hits: tuple[Hit, ...]
    ) -> tuple[Polarity, list[Cue]]:
        words = place.words
        asked = passage.kind is PassageKind.ANSWER and mention.span[1] <= place.lead_end
        answers = [
            hit
            for hit in hits
            if hit.rule.does in (Does.YES, Does.NO) and self._answers(passage, place, hit, mention, pack)
        ]
        if answers:
            first = answers[0]
            denied = first.rule.does is Does.NO
            if denied and self._part_only(place, mention, pack, hits):
                return Polarity.NONE, []
            return (Polarity.DENIES if denied else Polarity.GRANTS), [_cue(first, words)]
        if asked and self._answers_of_other_money(place):
            return Polarity.NONE, []
        if asked and not (self._answer_silent(place, pack) and self._first_topic(place, mention, pack)):
            return Polarity.NONE, []
        denies = [
            h
            for h in hits
            if h.rule.does is Does.DENIES and self._counts(passage, place, mention, pack, h, asked)
        ]
        grants = [
            h
            for h in hits
            if h.rule.does is Does.GRANTS and self._counts(passage, place, mention, pack, h, asked)
        ]
        told_before = passage.kind in _ITEMS and mention.span[1] <= place.lead_end
        own = None if told_before else self._settled(place, mention)
        if own and self._left_out_by_label(place, mention, hits):
            return Polarity.NONE, []
        if own and self._in_a_case(place, mention):
            return Polarity.NONE, []
        if own and own[0] is Polarity.DENIES:
            if self._part_only(place, mention, pack, hits):
                return Polarity.NONE, []
            return self._own_refusal(place, mention, own, hits)
        if own and not denies:
            return own
        excepted = self._exception(place, mention, hits)
        if excepted:
            return self._turned(place, mention, pack, excepted, hits)
        if denies:
            lifted = self.lifted(place, denies[0].span, hits)
            if lifted:
                return Polarity.GRANTS, [_cue(denies[0], words), _cue(lifted, words)]
            if self._part_only(place, mention, pack, hits):
                return Polarity.NONE, []
            return Polarity.DENIES, [_cue(hit, words) for hit in denies]
        if grants:
            return Polarity.GRANTS, [_cue(hit, words) for hit in grants]
        opening = self._opening_yes(place, mention, pack, hits)
        if opening:
            return Polarity.GRANTS, [_cue(opening, words)]
        asking = self._asked_which(passage, place, mention, pack)
        if asking:
            return Polarity.GRANTS, [Cue(category=LISTED, text=words.cut(asking))]
        if mention.does == "states" and not told_before:
            return Polarity.GRANTS, [Cue(category=STATED, text=words.cut(mention.parts[-1]))]
        return Polarity.NONE, []

    def _in_a_case(self, place: Place, mention: Mention) -> bool:
        """Tell whether a mention stands under an "if", which asserts nothing."""
        return any(start <= mention.span[0] < end for start, end in place.supposed)

    def _part_only(self, place: Place, mention: Mention, pack: FeaturePack, hits: tuple[Hit, ...]) -> bool:
        """Tell whether what is refused is only some of the money ("Roth IRAs cannot be rolled in").

        Money that is excepted from the refusal ("no withdrawals other than for hardship") does not narrow it.
        """
        excepted = [
            (hit.span[1], _exception_end(place, hit.span[1]))
            for hit in hits
            if hit.rule.does is Does.CONDITION and hit.rule.kind == "except"
        ]
        asked = mention.span[1] <= place.lead_end
        return any(
            ((asked and span[0] >= place.lead_end) or same_clause(place.clauses, span, part))
            and not any(_inside(span, p) or listed_beside(place.words, span, p, "and") for p in mention.parts)
            and not any(start <= span[0] < end for start, end in excepted)
            for name in pack.part_only
            for span in place.words.concept(name)
            for part in mention.parts
        )

    def _own_refusal(
        self, place: Place, mention: Mention, own: tuple[Polarity, list[Cue]], hits: tuple[Hit, ...]
    ) -> tuple[Polarity, list[Cue]]:
        """Return what an idiom refuses: what it refuses with a "no" is given once an "until" ends it, while a closed list
        with an "unless" ("all contributions are pre-tax unless you choose otherwise") shuts nothing out.
        """
        until = self.lifted(place, mention.span, hits)
        if until is None:
            return own
        said_no = any(token in NO_WORDS for token in place.words.tokens[mention.span[0] : mention.span[1]])
        waits = place.words.tokens[until.span[0]] == "until"
        return (
            (Polarity.GRANTS, [*own[1], _cue(until, place.words)])
            if said_no and waits
            else (Polarity.NONE, [])
        )

    def _settled(self, place: Place, mention: Mention) -> tuple[Polarity, list[Cue]] | None:
        """Return the polarity of a mention that is an idiom or pair that settles the matter by itself."""
        if mention.does not in ("grants", "denies"):
            return None
        polarity = Polarity.GRANTS if mention.does == "grants" else Polarity.DENIES
        return polarity, [Cue(category=f"{polarity.value}: idiom", text=place.words.cut(mention.span))]

    def _left_out_by_label(self, place: Place, mention: Mention, hits: tuple[Hit, ...]) -> bool:
        """Tell whether a label shuts the mention out of what is said under it ("Accounts other than the … Account")."""
        excepted = self._exception(place, mention, hits)
        return excepted is not None and excepted.span[1] <= place.lead_end < mention.span[1]

    def _counts(
        self, passage: Passage, place: Place, mention: Mention, pack: FeaturePack, hit: Hit, asked: bool
    ) -> bool:
        if passage.kind is PassageKind.ANSWER and hit.span[0] < place.lead_end:
            return False
        if any(start <= hit.span[0] < end for start, end in place.supposed):
            return False
        if passage.kind in _ITEMS and mention.span[1] <= place.lead_end and hit.span[1] <= place.lead_end:
            return False  # said by the lead-in alone, which is heard as a passage of its own
        if passage.cell and _is_whole_cell(place, hit) and not _cell_fits(place, mention, pack):
            return False  # "Not accepted" by itself answers what its title and row ask, as "No" does
        if not asked and not self._reaches(place, hit, mention):
            return False
        if hit.rule.weak and not self._backed(passage, place, hit, pack):
            return False
        return not hit.rule.verb or self.own_verb(place, hit, mention, pack)

    def _backed(self, passage: Passage, place: Place, hit: Hit, pack: FeaturePack) -> bool:
        """Tell whether a weak cue counts: in a list or table, or beside an action of the feature in its clause."""
        if (
            passage.kind in (PassageKind.TABLE_ROW, PassageKind.LIST_ITEM)
            or ":" in place.words.tokens[: hit.span[0]]
        ):
            return True
        return any(
            same_clause(place.clauses, hit.span, act)
            for name in pack.acts
            for act in place.words.concept(name)
        )

    def _reaches(self, place: Place, hit: Hit, mention: Mention) -> bool:
        rule = hit.rule
        if rule.everywhere:
            return rule.force is Force.DEFERRED or _same_statement(place, hit.span, mention.span)
        if mention.lent and not (rule.verb or place.anchor in _pronouns(place, (hit,))):
            return False  # what only the heading names is given or refused by a verb, or a word about its pronoun
        within = FAR if rule.within is None else rule.within
        return any(
            same_clause(place.clauses, hit.span, part)
            and gap(hit.span, part) <= within
            and _in_direction(rule.reach, hit.span, part)
            for part in mention.parts
        )

    def own_verb(self, place: Place, hit: Hit, mention: Mention, pack: FeaturePack) -> bool:
        """Tell whether the first full verb after a modal is one the feature is done with.

        "Contributions can be pre-tax or Roth" has no full verb: there the mention itself is what follows.
        """
        start = hit.span[1]
        end = self._verb_limit(place, start, hit.rule.verb_within or VERB_WINDOW)
        aside = self._aside(place, start)
        best: dict[int, set[str]] = {}
        for name in self.verbs:
            for span in place.words.concept(name):
                if (
                    start <= span[0] < end
                    and span[0] not in aside
                    and same_clause(place.clauses, hit.span, span)
                ):
                    best.setdefault(span[0], set()).add(name)
        light = False
        for position in sorted(best):
            if best[position] != {"verb_light"}:
                return not best[position].isdisjoint(pack.verbs)
            light = True
        return light and any(start <= part[0] < end + VERB_WINDOW for part in mention.parts)

    def _verb_limit(self, place: Place, start: int, length: int) -> int:
        """Return where the search for a verb ends: so many words of the same clause on, an aside not counted."""
        number, left = (
            place.clauses[min(start, len(place.clauses) - 1)],
            length + len(self._aside(place, start)),
        )
        for token in range(start, len(place.words.tokens)):
            left -= place.clauses[token] == number
            if left < 0:
                return token
        return len(place.words.tokens)

    def _aside(self, place: Place, start: int) -> range:
        """Return the words between two commas right after a modal ("may, at any time while employed, elect")."""
        tokens = place.words.tokens
        first = next((t for t in range(start, min(start + 3, len(tokens))) if tokens[t] == ","), None)
        if first is None:
            return range(0)
        second = next((t for t in range(first + 1, min(first + 25, len(tokens))) if tokens[t] == ","), None)
        return range(first, second) if second is not None else range(0)

    def _answers(self, passage: Passage, place: Place, hit: Hit, mention: Mention, pack: FeaturePack) -> bool:
        """Tell whether a bare yes or no speaks of the mention: the first word of an answer or option, or a cell."""
        if passage.kind is PassageKind.TABLE_ROW and not _cell_fits(place, mention, pack):
            return False
        following = place.words.tokens[hit.span[1] : hit.span[1] + 1]
        if hit.rule.verb:  # cell answers, written with the cell's bar or the label's colon
            if place.words.tokens[hit.span[1] - 1] == "no" and following and following[0] not in BARE_ENDS:
                return False  # "No specific reason needed" refuses nothing
            if passage.cell and hit.span[0] + 1 == place.lead_end:
                return mention.span[1] <= place.lead_end
            labels = [part for part in mention.parts if part[1] <= hit.span[0] + 1]
            elsewhere = hit.rule.does is Does.NO or place.words.concept("asks_elsewhere")
            if len(labels) < len(mention.parts) and elsewhere:
                return False
            return any(gap(part, hit.span) <= hit_reach(hit) for part in labels)
        in_lead = any(part[1] <= place.lead_end for part in mention.parts)
        lent = mention.lent
        if passage.kind is PassageKind.ANSWER and in_lead and not self._first_topic(place, mention, pack):
            return False
        if hit.span[0] != place.lead_end or not (in_lead or lent):
            return False
        if hit.span[0] and place.words.tokens[hit.span[0] - 1] in ("not", "no", "never"):
            return False
        return passage.kind is PassageKind.OPTION or not following or following[0] in BARE_ENDS

    def _opening_yes(
        self, place: Place, mention: Mention, pack: FeaturePack, hits: tuple[Hit, ...]
    ) -> Hit | None:
        """Return the "Yes" or "Available" an answer opens with, where the question or label asks for the feature's act
        and the answer names the money ("Can I roll money in? Yes, from an IRA")."""
        if not place.lead_end or mention.span[0] < place.lead_end:
            return None
        if not any(s[1] <= place.lead_end for name in pack.acts for s in place.words.concept(name)):
            return None
        return next((h for h in hits if h.rule.does is Does.YES and h.span[0] == place.lead_end), None)

    def _asked_which(
        self, passage: Passage, place: Place, mention: Mention, pack: FeaturePack
    ) -> Span | None:
        """Return the words that ask which kinds there are, where the answer lists the mention and no more
        ("What contributions can I make? Pre-tax and after-tax contributions")."""
        if passage.kind is not PassageKind.ANSWER or mention.span[0] < place.lead_end:
            return None
        if not self._first_topic(place, mention, pack) or any(
            span[0] >= place.lead_end for span in place.words.concept("verb_any")
        ):
            return None
        return next((s for s in place.words.concept("asks_which") if s[1] <= place.lead_end), None)

    def _first_topic(self, place: Place, mention: Mention, pack: FeaturePack) -> bool:
        """Tell whether a question is about the mention: it asks for it and not for what becomes of it, nothing bars it,
        and no rival is asked for first.
        """
        asks = [
            s for n in ("asks_whether", *pack.verbs) for s in place.words.concept(n) if s[1] <= place.lead_end
        ]
        outcome = any(s[1] <= place.lead_end for s in place.words.concept("asks_outcome"))
        return bool(asks) and not outcome and not mention.barred and asks_about(place, pack)

    def _answer_silent(self, place: Place, pack: FeaturePack) -> bool:
        """Tell whether the answer itself never names what the question asked, so that its words speak of the question."""
        return not any(span[0] >= place.lead_end for span in place.words.of(f"name:{pack.id}"))

    def _answers_of_other_money(self, place: Place) -> bool:
        """Tell whether the answer names only money the question did not ask for ("… after-tax? You may save Roth.")."""
        asked: set[str] = set()
        told: set[str] = set()
        for name in self._money:
            for span in place.words.concept(name):
                (asked if span[0] < place.lead_end else told).add(name)
        return bool(told) and bool(asked) and told.isdisjoint(asked)

    def _exception(self, place: Place, mention: Mention, hits: tuple[Hit, ...]) -> Hit | None:
        """Return the "except", "other than" … whose exception the mention stands in."""
        for hit in hits:
            if hit.rule.does is Does.CONDITION and hit.rule.kind == "except":
                start, end = hit.span[1], _exception_end(place, hit.span[1])
                if any(start <= part[0] < end for part in mention.parts):
                    return hit
        return None

    def _turned(
        self, place: Place, mention: Mention, pack: FeaturePack, excepted: Hit, hits: tuple[Hit, ...]
    ) -> tuple[Polarity, list[Cue]]:
        """Return what an exception says: the opposite of the words before it ("no … except", "all … but not")."""
        before = [
            hit
            for hit in hits
            if hit.rule.does in (Does.GRANTS, Does.DENIES)
            and not hit.rule.weak
            and hit.span[0] < excepted.span[0]
            and same_clause(place.clauses, hit.span, excepted.span)
            and (not hit.rule.verb or self.own_verb(place, hit, mention, pack))
        ]
        denial = next((hit for hit in before if hit.rule.does is Does.DENIES), None)
        turned = denial or next(iter(before), None)
        if turned is None:
            return Polarity.NONE, []
        polarity = Polarity.GRANTS if denial else Polarity.DENIES
        return polarity, [_cue(turned, place.words), _cue(excepted, place.words)]

    def lifted(self, place: Place, denial: Span, hits: tuple[Hit, ...]) -> Hit | None:
        """Return the "until", "unless" or "before" that turns a denial into a conditioned grant."""
        for hit in hits:
            if (
                hit.rule.does is not Does.CONDITION
                or hit.rule.kind != "unless"
                or hit.span[0] < denial[0]
                or _turns_between(place, denial, hit.span)
                or _inside(hit.span, denial)  # "have to leave before": its own word lifts nothing
            ):
                continue
            rest = (hit.span[0], min(hit.span[1] + 14, len(place.words.tokens)))
            if not any(rest[0] <= span[0] < rest[1] for span in place.words.concept("no_lift")):
                return hit
        return None

    # -- conditions --------------------------------------------------------------------------------------------

    def _conditions(self, place: Place, mention: Mention, hits: tuple[Hit, ...]) -> tuple[Condition, ...]:
        found = []
        for hit in hits:
            if hit.rule.does is Does.CONDITION and hit.rule.kind and hit.span[0] >= place.lead_end:
                text = place.words.cut((hit.span[0], _phrase_end(place, hit.span[1])))
                found.append(Condition(kind=ConditionKind(hit.rule.kind), text=text))
        return tuple(dict.fromkeys(found))

    def _alone(self, place: Place, mention: Mention, pack: FeaturePack) -> list[tuple[str, Span]]:
        """Return the one kind of money a grant names, where naming it alone limits the grant to it, with its cue."""
        rule = pack.alone_limits
        if rule is None or any(place.words.concept(name) for name in rule.unless):
            return []
        named = [s for s in place.words.concept(rule.money) if same_clause(place.clauses, s, mention.span)]
        return [(ALONE if rule.counts else f"limits: {rule.money}", named[0])] if named else []

    def _refuses_by(self, place: Place, mention: Mention, span: Span, deciding: list[Cue]) -> bool:
        """Tell whether the words of a limit are the refusal itself ("only when you leave", "have to leave before")."""
        own = mention.does == "denies" and _inside(span, mention.span)
        return own or any(place.words.cut(span) in cue.text for cue in deciding)

    def _limits(self, place: Place, mention: Mention, span: Span) -> bool:
        """Tell whether a limit stands to the mention, in its clause or in the opening of the answer to its question."""
        if any(_inside(span, part) for part in mention.parts):
            return True
        if span[0] < place.lead_end or same_clause(place.clauses, span, mention.span):
            return True
        if mention.span[1] <= place.lead_end and place.clauses[span[0]] == place.clauses[place.lead_end]:
            return True  # "Yes, if you are 65": the answer limits what was asked
        if _in_bracket_behind(place, mention, span):
            return True
        return (
            _but_only(place, span)
            and mention.span[1] <= span[0]
            and _same_statement(place, mention.span, span)
        )


_FORCE_WORDS = {
    Force.ASKED: "a question",
    Force.UNELECTED: "an option nobody ticked",
    Force.DEFINITION: "a definition",
    Force.EXAMPLE: "an example",
    Force.GENERAL_LAW: "a statement about plans or the law in general",
    Force.HISTORICAL: "a statement about the past or about what may come",
    Force.DEFERRED: "a matter decided elsewhere",
    Force.BOILERPLATE: "a remark that decides nothing",
    Force.OPERATIVE: "a rule of this plan",
}


def _turns_between(place: Place, one: Span, other: Span) -> bool:
    """Tell whether a "but" between two spans begins a thought of its own: "not taken, but you may leave before noon"."""
    tokens = place.words.tokens
    return any(
        tokens[at] in TURNS and tokens[at + 1] != "only"
        for at in range(one[1], min(other[0], len(tokens) - 1))
    )


def _but_only(place: Place, span: Span) -> bool:
    """Tell whether a limit is joined to what it limits by "but only", which opens no clause of its own."""
    only = next((t for t in (span[0], span[0] - 1) if place.words.tokens[t] == "only"), 0)
    return only > 0 and place.words.tokens[only - 1] == "but"


def _in_bracket_behind(place: Place, mention: Mention, span: Span) -> bool:
    """Tell whether a span stands in the bracket right behind a mention: "After-tax (non-union employees only)"."""
    opening = end_of_name(place.words, mention.span)
    return (
        place.words.tokens[opening : opening + 1] == ("(",)
        and opening < span[0]
        and place.clauses[opening] != place.clauses[mention.span[0]]
        and same_clause(place.clauses, (opening, opening + 1), span)
    )


def hit_reach(hit: Hit) -> int:
    """Return how many words a cell answer may stand from its label."""
    return 12 if hit.rule.within is None else hit.rule.within


def _why(polarity: Polarity, cues: list[Cue]) -> str:
    if polarity is Polarity.NONE:
        return "no words near it give or refuse it"
    words = ", ".join(f"“{cue.text}”" for cue in cues)
    return f"{words} {'gives' if polarity is Polarity.GRANTS else 'refuses'} it"


def _cue(hit: Hit, words: Words) -> Cue:
    return Cue(category=f"{hit.rule.does.value}: {hit.name}", text=words.cut(hit.span))


def _in_direction(reach: Reach, cue: Span, part: Span) -> bool:
    if reach is Reach.FORWARD:
        return part[1] > cue[0]
    if reach is Reach.BACKWARD:
        return part[0] < cue[1]
    return True


def read_by_cells(passage: Passage) -> bool:
    """Tell whether a table row stands under column titles, so that each of its cells is a passage of its own."""
    return (
        passage.kind is PassageKind.TABLE_ROW
        and passage.text.count(CELL_BAR) > 1
        and CELL_BAR in passage.lead_in
    )


def _is_whole_cell(place: Place, hit: Hit) -> bool:
    """Tell whether a cue is all that stands in a cell behind its title and label."""
    rest = place.words.tokens[hit.span[1] :]
    return hit.span[0] == place.lead_end and all(token in BARE_ENDS for token in rest)


def _cell_fits(place: Place, mention: Mention, pack: FeaturePack) -> bool:
    """Tell whether a cell under a column title ("After-tax: Matched?") answers for the mention.

    Of the title and the row's label, the one that does not name the mention has to ask for the feature's own action
    or to stand for a whole plan.
    """
    marks = [-1, *(t for t in range(place.lead_end) if place.words.tokens[t] in _LABEL_ENDS)]
    labels = [(start + 1, end) for start, end in pairwise(marks) if end > start + 1][-2:]
    if len(labels) < 2:
        return True
    asking = place.words.concept(*pack.acts, *pack.verbs, "column_of_plan", "column_of_answers")
    elsewhere = place.words.concept("asks_elsewhere")
    return all(
        any(start <= span[0] < end for span in mention.parts)
        or (
            any(start <= span[0] < end for span in asking)
            and not any(start <= span[0] < end for span in elsewhere)
        )
        for start, end in labels
    )


def _pronouns(place: Place, hits: Iterable[Hit]) -> list[Span]:
    """Return the words that stand for a thing by themselves: "these." or "this is not", but not "this limit"."""
    tokens = place.words.tokens
    starts = {hit.span[0] for hit in hits if hit.rule.does in (Does.GRANTS, Does.DENIES)}
    starts |= {span[0] for span in place.words.concept("after_pronoun")}
    found = []
    for start, end in place.words.of("cue:anaphor"):
        relative = tokens[start] == "that" and start > place.lead_end
        closes = end >= len(tokens) or not tokens[end][0].isalnum()
        if closes or (end in starts and not relative):
            found.append((start, end))
    return found


def _with_pronouns(passage: Passage, place: Place, mention: Mention, hits: tuple[Hit, ...]) -> Mention:
    """Return what the label of a row names together with the words beside it that stand for it."""
    tokens = place.words.tokens
    end = place.lead_end or (tokens.index(BAR) if BAR in tokens else 0)
    if passage.kind is not PassageKind.TABLE_ROW or mention.span[1] > end or read_by_cells(passage):
        return mention
    found = [span for span in _pronouns(place, hits) if span[0] >= end]
    return replace(mention, parts=(*mention.parts, *found)) if found else mention


def _hides(hidden: Span, hit: Hit) -> bool:
    """Tell whether hidden words take a cue that begins among them away.

    A grant that holds them all knows better ("you do not have to leave to withdraw").
    """
    holds = hit.rule.does is Does.GRANTS and hit.span != hidden and _inside(hidden, hit.span)
    return hidden[0] <= hit.span[0] < hidden[1] and not holds


def _refuses_a_list(passage: Passage, place: Place) -> bool:
    """Tell whether what is refused is the list that follows ("We will not accept the following:")."""
    return passage.text.endswith(":") and any(
        s[0] >= place.lead_end for s in place.words.concept("list_ahead")
    )


def _is_formality(place: Place, case: Span | None) -> bool:
    """Tell whether a refusal holds only where a paper is missing, which refuses nobody who sees to it."""
    return case is not None and any(_inside(span, case) for span in place.words.concept("formality"))


def _same_statement(place: Place, one: Span, other: Span) -> bool:
    """Tell whether no semicolon stands between two spans: "it was recommended against; no Roth is accepted"."""
    return ";" not in place.words.tokens[min(one[1], other[1]) : max(one[0], other[0])]


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _exception_end(place: Place, start: int) -> int:
    """Return where an exception that starts here ends: at its bracket, its clause, a colon, an "if" or the sentence end.

    One that opens the sentence ends at its comma or where the plan's own verb comes ("Except as provided in this
    Section, no …", "Apart from Roth the Plan takes no …").
    """
    number = place.clauses[start] if start < len(place.clauses) else -1
    opens = start - place.lead_end <= OPENING
    marks = {".", ";", ":", "if", ","} if opens else {".", ";", ":", "if"}
    verbs = {span[0] for key in _MAIN_VERBS for span in place.words.of(key)} if opens else set()
    for token in range(start, min(start + EXCEPTION_LENGTH, len(place.words.tokens))):
        if place.clauses[token] != number or place.words.tokens[token] in marks or token in verbs:
            return token
    return start + EXCEPTION_LENGTH


def _phrase_end(place: Place, start: int) -> int:
    for token in range(start, min(start + EXCEPTION_LENGTH, len(place.words.tokens))):
        if place.words.tokens[token] in (".", ";"):
            return token
    return min(start + EXCEPTION_LENGTH, len(place.words.tokens))
