"""How far words reach: a passage's tokens cut into clauses at stop words and brackets.

A clause is the wall no cue leaps over: "pre-tax money may not be withdrawn, but after-tax money may". Brackets make a
clause of their own, and the words around them stay one clause.
"""

from collections.abc import Sequence

from rothscope.clauses.tokens.words import Span, Words

SUPPOSED_LENGTH = 30  # words an "if" clause may run before its comma

SHORTEST_RUN = 3
"""Names with their "available" that stand one after the other, from which no sentence is meant."""

_SENTENCE_MARKS = frozenset({".", ",", ":", "is", "are", "be", "\u00a6"})

SHORTEST_CASE = 3
"""Words an "if" and its case have at least."""

_SENTENCE_ENDS = (".", ":", ";", "?", "!", "\u2022")
_ASKS = ("whether", "if", "that", "what", "which", "how", "when", "where", "amount", "as")

_WAITS = ("before", "until", "so", "does")  # these suppose to the end of the sentence, comma or not

MAIN_VERBS = ("cue:permits", "cue:not_permits", "cue:modal", "cue:may_not")
"""What shows that a clause has a verb of its own."""

PHRASE_LENGTH = 25
"""Words a condition or exception runs where nothing closes it."""

_LISTING = frozenset({",", "and", "or", "/", "&", "plus", "both"})
"""What stands between the items of a list."""

_CARRIERS = frozenset({"may", "can", "shall", "will", "elect", "choose", "ask", "decide", "request"})
"""Words behind which an "instead" or "however" belongs to the verb ("you may instead move it", "elect instead to")."""

_NOT_YET = frozenset({("is", "not"), ("are", "not")})
"""Words behind which a "yet" belongs to the verb ("what is not yet Roth")."""

_REASONED = {(word,) for word in ("the", "this", "our", "your", "it", "we", "you", "they")}
"""What a "since" is followed by that opens a reason, and no time."""

_OPEN = {"(": ")", "[": "]"}


def clause_numbers(words: Words, lead_end: int, fresh_answer: bool) -> tuple[int, ...]:
    """Return for every token the number of the clause it stands in.

    `lead_end` is the first token after the lead-in; with `fresh_answer` the lead-in (a question) is walled off,
    and so is a question within.
    """
    joined = (*words.of("cue:except"), *words.of("cue:concession"))
    stops = {
        s[0]
        for s in words.of("cue:stop")
        if not any(e[0] <= s[0] < e[1] for e in joined)
        and words.tokens[s[0] - 1] not in _CARRIERS
        and words.tokens[max(0, s[0] - 2) : s[0]] not in _NOT_YET
    }
    stops |= {span[0] for span in words.of("cue:soft_stop") if _new_subject(words, span)}
    if fresh_answer and lead_end:
        stops.add(lead_end)
    stops |= status_ends(words)
    stops |= {at + 1 for at, token in enumerate(words.tokens) if token == "?" and at >= lead_end}
    numbers: list[int] = []
    current, highest = 0, 0
    held: list[tuple[str, int]] = []
    for token, text in enumerate(words.tokens):
        if text in _OPEN and _closes(words, token):
            held.append((_OPEN[text], current))
            highest += 1
            current = highest
        elif token in stops:
            highest += 1
            current = highest
        numbers.append(current)
        if held and text == held[-1][0]:
            current = held.pop()[1]
    return tuple(numbers)


def status_ends(words: Words) -> frozenset[int]:
    """Return where each pair of a run ends that gives names and what they are and no more: "Loans Not Available Match
    Available Roth Available"; none in a sentence.
    """
    ends = {end for key in ("cue:bare_yes", "cue:bare_no") for _, end in words.of(key)}
    states = frozenset(words.tokens[end - 1] for end in ends)
    plain = _SENTENCE_MARKS.isdisjoint(words.tokens) and len(states) == 1
    return frozenset(ends) if plain and len(ends) >= SHORTEST_RUN else frozenset()


def around_bracket(words: Words, numbers: tuple[int, ...], span: Span) -> Span | None:
    """Return the word before the bracket a span stands in, if what it holds has no verb of its own ("(… excluded)")."""
    number = numbers[span[0]]
    start = next((t for t in range(span[0], -1, -1) if numbers[t] != number), None)
    if start is None or words.tokens[start + 1] not in _OPEN:
        return None
    verbs = (cue[0] for key in MAIN_VERBS for cue in words.of(key))
    return None if any(numbers[verb] == number for verb in verbs) else (start, start + 1)


def _closes(words: Words, start: int) -> bool:
    """Tell whether a bracket is closed again and holds more than one word (a list mark such as "(a)" does not)."""
    close = _OPEN[words.tokens[start]]
    for token in range(start + 1, len(words.tokens)):
        if words.tokens[token] == close:
            return token - start > 2 and not _lists_kinds(words, (start + 1, token))
    return False


def _lists_kinds(words: Words, bracket: Span) -> bool:
    """Tell whether a bracket holds kinds of money and nothing else: "contributions (pre-tax, Roth and after-tax)".

    One kind alone is part of the name that goes on behind it: "voluntary (after-tax) contributions".
    """
    kinds = [s for s in words.concept("kind_of_money") if inside(s, bracket)]
    named = {token for start, end in kinds for token in range(start, end)}
    amid = any(start == bracket[1] + 1 for start, _ in words.concept("money_name"))
    return (len(kinds) > 1 or (bool(kinds) and amid)) and all(
        token in named or words.tokens[token] in _LISTING for token in range(*bracket)
    )


def _new_subject(words: Words, span: Span) -> bool:
    """Tell whether a soft stop ("and", ",") opens a clause of its own: a verb follows that has its own subject.

    It has none behind a comma: "the match, and the earnings on it, may not be withdrawn".
    """
    verbs = (cue[0] for key in MAIN_VERBS for cue in words.of(key))
    return any(span[1] < verb < span[1] + 7 and words.tokens[verb - 1] != "," for verb in verbs)


def same_clause(numbers: tuple[int, ...], one: Span, other: Span) -> bool:
    """Tell whether two spans touch a common clause."""
    return not set(numbers[one[0] : one[1]]).isdisjoint(numbers[other[0] : other[1]])


def same_statement(words: Words, one: Span, other: Span) -> bool:
    """Tell whether no semicolon stands between two spans: "it was recommended against; no Roth is accepted"."""
    return ";" not in words.tokens[min(one[1], other[1]) : max(one[0], other[0])]


def inside(inner: Span, outer: Span) -> bool:
    """Tell whether a span stands within another, or is the same."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def gap(one: Span, other: Span) -> int:
    """Return how many words stand between two spans; 0 where they touch or overlap."""
    return max(0, other[0] - one[1], one[0] - other[1])


def phrase_end(words: Words, start: int) -> int:
    """Return where a phrase that starts here ends: at its sentence's end or semicolon."""
    end = min(start + PHRASE_LENGTH, len(words.tokens))
    return next((token for token in range(start, end) if words.tokens[token] in (".", ";")), end)


def supposed_runs(words: Words, lead_end: int) -> tuple[Span, ...]:
    """Return the runs under an "if", "should" or "where": up to the comma that ends them, or none without one.

    "If the Plan accepts Roth money, …" accepts nothing; "you may withdraw if you are 59½" is granted before its "if".
    Without a comma a sentence that opens with its "if" goes on where somebody may do something.
    """
    runs = []
    sequels = words.of("cue:then")
    either_way = words.of("cue:no_denial")  # "whether or not"
    for start, end in words.of("cue:supposes"):
        if words.tokens[start] == "whether" and any(span[0] == start for span in either_way):
            continue
        first = _behind_aside(words, start, end)
        for token in range(first, min(first + SUPPOSED_LENGTH, len(words.tokens))):
            if words.tokens[token] in (",", ";", ".", "?", ":") or token == lead_end:
                stop = token if words.tokens[token] == "," else _sequel(words, start, token, sequels)
                runs.append((start, stop))
                break
        else:
            if words.tokens[start] in _WAITS:
                runs.append((start, len(words.tokens)))
    return tuple(runs)


def reason_run(words: Words, lead_end: int) -> Span:
    """Return the reason a sentence opens with, up to its comma ("Since the Plan is a safe harbor plan, refunds are not …").

    Empty where it opens with none; a "since" before a day tells none.
    """
    tokens = words.tokens
    opens = tokens[lead_end : lead_end + 1] == ("because",) or (
        tokens[lead_end : lead_end + 1] == ("since",) and tokens[lead_end + 1 : lead_end + 2] in _REASONED
    )
    end = next((t for t in range(lead_end, len(tokens)) if tokens[t] in (",", ".", ";")), lead_end)
    return (lead_end, end) if opens and tokens[end] == "," else (lead_end, lead_end)


def _behind_aside(words: Words, start: int, end: int) -> int:
    """Return where a run goes on behind an aside that follows its "whether" at once ("Whether, and when, …")."""
    if words.tokens[start] == "whether" and words.tokens[end : end + 1] == (",",):
        return next((t + 1 for t in range(end + 1, len(words.tokens)) if words.tokens[t] == ","), end)
    return end


def _sequel(words: Words, start: int, end: int, sequels: Sequence[Span]) -> int:
    """Return where a run without a comma ends: before what its "if" leads up to, or at `end`."""
    if start and words.tokens[start - 1] not in _SENTENCE_ENDS:
        return end
    led_up_to = (
        at for at, _ in sequels if start + SHORTEST_CASE < at < end and words.tokens[at - 1] not in _ASKS
    )
    return min(led_up_to, default=end)
