"""The plan's own names for its money and for conversions, learned from its definitions and followed through the document.

Comes in: the passages of one document. Goes out: for each concept the names bound to it. Forms read:
    "Thrift Contributions" means nondeductible employee contributions …        a definition
    Thrift Savings. Savings taken from pay after tax.                           an entry of a glossary
    2.19 Thrift Contribution. an amount contributed after tax …                 a definition under its title
    Voluntary Contributions. (After-tax contributions.)                         a title that a bracket explains
    Supplemental Contributions are made from pay already taxed.                 a statement of what they are made of
    These after-tax contributions are called Regular Savings.                   a name that follows
    You may save from taxed pay. These are Regular Savings.                     a name in the sentence behind
    Contributions may go in after-tax (Regular Savings) or pre-tax (…)          a name in brackets
    In this guide "after-tax" always stands for designated Roth.                a name that misleads
    "Evening Transfer" means the transfer of the balance to a Roth account …       a name for a conversion
    "Adjunct" means an Employee appointed for a single term                     a name for some people
    After-tax (source 07)                                                       the number of a source
    Voluntary | Goes in after income tax and is not Roth | 1% to 10%            a label that a table's cell explains
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rothscope.clauses.tokens.words import Finder, Span, Words
from rothscope.model.document import CELL_BAR, MUTE, Passage, PassageKind

Terms = dict[str, tuple[tuple[str, ...], ...]]
"""Concept id -> names as token sequences."""

_ARTICLES = frozenset({"the", "a", "an", "(", ")", ".", "-", "our", "your"})
_ANYBODY = frozenset({"employee", "participant", "member", "individual"})
_COPULAS = frozenset({"is", "are"})
_DENYING = (("not",), ("than",), ("no",))
_ACCOUNTS = (
    ("account",),
    ("accounts",),
    ("sub", "account"),
    ("sub", "accounts"),
    ("subaccount",),
    ("source",),
)
LONGEST = 5  # words in a name; a longer run before "means" is a sentence, not a name
GLOSSARY = "glossary"
_NUMBERING = "0123456789. "
CONVERSION = "conversion_house"
PEOPLE = "people_of_a_kind"
_BAR = "\u00a6"  # how the bar between two cells stands among the words
_LABELS = ((":",), (_BAR,), ("contribution",), ("contributions",), ("money",), *_ACCOUNTS)
_OPENS = 6  # words of a definition within which it says that it is a move of money
_VERBS = frozenset(["is", "are", "be", "may", "can", "will", "shall", "must", "do", "does", "not"])
_NAMED = 4  # words of a definition within which it names the people it is of
_SAVED = ("contribution", "saving", "deposit")
HOUSE = {"after_tax": "after_tax_house", "roth": "roth_house"}


def learn_terms(passages: Sequence[Passage], read: Sequence[Words], finder: Finder) -> Terms:
    """Return the names the document binds to after-tax or Roth money or to conversions; a name for a name is followed once.

    `read` holds each passage as the finder reads it, lead-in first.
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    defining = [words for words in _by_themselves(passages, read, finder) if _may_define(words)]
    for _ in range(2):
        before = sum(map(len, found.values()))
        for words in defining:
            for name, concept in _bound(words):
                found.setdefault(concept, set()).add(name)
        if sum(map(len, found.values())) == before:
            break
        knowing = finder.with_terms({concept: tuple(sorted(names)) for concept, names in found.items()})
        defining = knowing.read_again(defining)
    return {concept: tuple(sorted(names)) for concept, names in sorted(found.items())}


def _by_themselves(passages: Sequence[Passage], read: Sequence[Words], finder: Finder) -> Iterator[Words]:
    """Yield the words of passages without their lead-in; where there is one, only of those that may define a name. A title
    is read with the bracket below it that may explain it.
    """
    yield from finder.read_all(
        f"{title.text.rstrip('.')}. {below.text}"
        for title, below in pairwise(passages)
        if title.kind is PassageKind.HEADING and below.text.startswith("(")
    )
    yield from (words for passage, words in zip(passages, read, strict=True) if not passage.lead_in)
    yield from finder.read_all(
        passage.text
        for passage in passages
        if passage.lead_in
        and (_explains_label(passage) or "(" in passage.text or finder.may_hold("cue:defines", passage.text))
        and finder.may_hold("concept:money_name", passage.text)
    )
    yield from finder.read_all([*_entries(passages), *_named_behind(passages, read)])


def _entries(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the entries of glossaries as definitions: a name that stands by itself or as a heading, and what follows it."""
    for title, meaning in pairwise(passages):
        name = title.text.rstrip(".:").lstrip(_NUMBERING)
        if meaning.section == GLOSSARY and meaning.kind not in MUTE and len(name.split()) <= LONGEST:
            yield f"\u201c{name}\u201d means {meaning.text}"


def _named_behind(passages: Sequence[Passage], read: Sequence[Words]) -> Iterator[str]:
    """Yield as a definition a sentence about one kind of money, and the name that the next one gives it ("These are …")."""
    for (meaning, said), (title, words) in pairwise(zip(passages, read, strict=True)):
        opens = next((end for start, end in words.of("cue:these_are") if start == 0), 0)
        if (
            not opens
            or title.block != meaning.block
            or title.lead_in
            or len(words.tokens) - opens > LONGEST + 1
        ):
            continue
        if sum(bool(said.concept(name)) for name in (*HOUSE, "pretax")) == 1:
            yield f"\u201c{title.text[words.starts[opens] :].rstrip('.')}\u201d means {meaning.text}"


def _explains_label(passage: Passage) -> bool:
    """Tell whether a passage is a row of a table, whose cells may explain what its label names."""
    return passage.kind is PassageKind.TABLE_ROW and not passage.cell and CELL_BAR in passage.text


def _may_define(words: Words) -> bool:
    return bool(words.concept("money_name", "move_noun", "people_alone")) and (
        bool(words.of("cue:defines")) or not {"(", _BAR}.isdisjoint(words.tokens) or bool(_titled(words))
    )


def _bound(words: Words) -> list[tuple[tuple[str, ...], str]]:
    pairs = [(_subject(words, verb), (verb[0], len(words.tokens))) for verb in words.of("cue:defines")]
    pairs += _titled(words)
    people = [words.tokens[slice(*name)] for name, meaning in pairs if _are_people(words, name, meaning)]
    bound = [(form, PEOPLE) for tokens in people for form in _in_both_numbers(tokens)]
    for name, meaning in pairs + _bracketed(words) + _called(words):
        concept, tokens = _meaning(words, meaning), words.tokens[name[0] : name[1]]
        if concept and _is_code(tokens):
            bound.append((tuple(tokens), HOUSE[concept]))
        if not _is_title(words, name):
            continue
        if concept and _names_money(words, name):
            bound += [(form, HOUSE[concept]) for form in _forms(tokens, concept)]
        elif _moves_to_roth(words, meaning) and not _ends_as_money(words, name):
            bound += [(form, CONVERSION) for form in _in_both_numbers(tokens)]
    return bound + _labelled(words)


def _is_code(tokens: Sequence[str]) -> bool:
    """Tell whether a name is the number of a source of money ("After-tax (source 07)"), which ends in no word for money."""
    return len(tokens) == 2 and tokens[0] == "source" and tokens[1].isalnum()


def _labelled(words: Words) -> list[tuple[tuple[str, ...], str]]:
    """Return the label of a row whose cells call it after-tax and not Roth, as it stands before a cell or money.

    A label that itself names a kind of money needs no name.
    """
    end = words.tokens.index(_BAR) if _BAR in words.tokens else 0
    label, told = words.tokens[:end], [s for s in words.concept("after_tax_marked") if s[0] > end]
    if not (0 < end < LONGEST and told) or _meaning(words, (end, len(words.tokens))) != "after_tax":
        return []
    if any(s[0] < end for s in words.concept(*HOUSE, "pretax", "employer_money")):
        return []
    return [((*label, *form), HOUSE["after_tax"]) for form in _LABELS]


def _subject(words: Words, verb: Span) -> Span:
    """Return the name before a defining verb: the words in quotation marks, the short run that opens the sentence
    ("An After-Tax Contribution, in other words, is …"), or the capitalised words just before it."""
    start, end = 0, verb[0]
    quotes = [t for t in range(end) if words.tokens[t] == '"']
    if len(quotes) >= 2:
        return quotes[-2] + 1, quotes[-1]
    while start < end and (words.tokens[start] in _ARTICLES or words.tokens[start].isdigit()):
        start += 1
    closing = {span[1] for span in words.concept("money_name")}
    acts = {s[0] for key in ("cue:modal", "cue:may_not", "cue:supposes") for s in words.of(key)}
    for stop in range(start + 1, min(start + LONGEST, end) + 1):
        if stop - 1 in acts:
            break
        if stop == end or words.tokens[stop] == "," or (stop in closing and words.tokens[stop] in _COPULAS):
            return start, stop
    start = end
    while start and words.text[words.starts[start - 1]].isupper():
        start -= 1
    return start, end


def _titled(words: Words) -> list[tuple[Span, Span]]:
    """Return the title a text opens with, behind its number, and as its meaning the text, which goes on in lower case."""
    start = next((at for at, token in enumerate(words.tokens) if token.isalpha()), 0)
    end = next((at for at in range(start, len(words.tokens) - 1) if words.tokens[at] == "."), 0)
    if not 0 < end - start <= LONGEST:
        return []
    if not (words.text[words.starts[end + 1]].islower() or _explains(words, end + 1)):
        return []
    titled = all(words.text[words.starts[at]].isupper() for at in range(start, end))
    return [((start, end), (end, len(words.tokens)))] if titled else []


def _explains(words: Words, at: int) -> bool:
    """Tell whether a bracket opens that says what money a title means, and nothing of it ("(After-tax contributions)")."""
    return words.tokens[at] == "(" and _VERBS.isdisjoint(words.tokens[at:])


def _bracketed(words: Words) -> list[tuple[Span, Span]]:
    """Return names in brackets with the words just before them as their meaning."""
    pairs = []
    for start, token in enumerate(words.tokens):
        if token == "(" and ")" in words.tokens[start + 1 : start + LONGEST + 4]:
            end = words.tokens.index(")", start)
            inner = (start + 1, end)
            while inner[0] < inner[1] and words.tokens[inner[0]] in ('"', "the", "a", "an"):
                inner = (inner[0] + 1, inner[1])
            while inner[0] < inner[1] and words.tokens[inner[1] - 1] == '"':
                inner = (inner[0], inner[1] - 1)
            pairs.append((inner, (max(0, start - 4), start)))
    return pairs


def _called(words: Words) -> list[tuple[Span, Span]]:
    """Return names behind what they are given to, with the words just before as their meaning ("… are called …")."""
    pairs = []
    for verb, start in words.of("cue:names_it"):
        start += words.tokens[start : start + 1] == ('"',)
        end = start
        while end < len(words.tokens) and words.text[words.starts[end]].isupper():
            end += 1
        pairs.append(((start, end), (max(0, verb - 4), verb)))
    return pairs


def _meaning(words: Words, span: Span) -> str | None:
    """Return what the words mean: Roth money, after-tax money that is not, or neither."""
    inside = {name: [s for s in words.concept(name) if span[0] <= s[0] < span[1]] for name in HOUSE}
    if any(words.tokens[max(0, s[0] - 1) : s[0]] not in _DENYING for s in inside["roth"]):
        return "roth"
    return "after_tax" if inside["after_tax"] else None


def _are_people(words: Words, name: Span, meaning: Span) -> bool:
    """Tell whether a name that is no plain word for people is said to mean some ("an Employee who ...")."""
    people = words.concept("people_alone")
    opens = [
        s
        for s in people
        if meaning[0] <= s[0] < meaning[0] + _NAMED and words.tokens[s[1] : s[1] + 1] != ("'",)
    ]
    plain = any(name[0] <= s[0] < name[1] for s in people)
    return (
        bool(opens)
        and not plain
        and 0 < name[1] - name[0] <= LONGEST
        and words.text[words.starts[name[0]]].isupper()
    )


def _moves_to_roth(words: Words, span: Span) -> bool:
    """Tell whether a definition opens as a move of money, and says that it goes to Roth inside the plan."""
    opens = [s for s in words.concept("move_noun") if span[0] <= s[0] < span[0] + _OPENS]
    inside = [s for s in words.concept("in_plan", "act_convert") if span[0] <= s[0] < span[1]]
    roth = [s for s in words.concept("roth", "to_roth", "act_convert") if span[0] <= s[0] < span[1]]
    return bool(opens and inside and roth)


def _is_title(words: Words, span: Span) -> bool:
    """Tell whether a run is a name the plan could give something: two words or some more, capitalised or quoted."""
    start, end = span
    if not 1 < end - start <= LONGEST:
        return False
    return words.text[words.starts[start]].isupper() or (start > 0 and words.tokens[start - 1] == '"')


def _names_money(words: Words, span: Span) -> bool:
    """Tell whether a name ends as one of money does, and says nothing of Roth itself."""
    return _ends_as_money(words, span) and "roth" not in words.tokens[span[0] : span[1]]


def _ends_as_money(words: Words, span: Span) -> bool:
    return any(s[1] == span[1] for s in words.concept("money_name"))


def _in_both_numbers(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """Return a name in singular and plural."""
    last = tokens[-1]
    other = last[:-1] if last.endswith("s") else f"{last}s"
    return [tuple(tokens), (*tokens[:-1], other)]


def _forms(tokens: Sequence[str], concept: str) -> list[tuple[str, ...]]:
    """Return the name in singular and plural, and of the account it is kept in; a misleading "after-tax …" also without
    its last word."""
    last = tokens[-1]
    forms = _in_both_numbers(tokens)
    if concept == "after_tax" and last.startswith(_SAVED) and set(tokens[:-1]).isdisjoint(_ANYBODY):
        forms += [(*tokens[:-1], *end) for end in _ACCOUNTS]
    if concept == "roth" and tuple(tokens[:2]) == ("after", "tax"):
        forms.append(("after", "tax"))
    return forms
