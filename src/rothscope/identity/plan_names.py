"""A plan's own name as it stands in a text: after a label, before a bracket, on a cover.

In: a flow and a place to look. Out: the span of the name, null where the words only speak of a plan ("Joining the Plan"),
belong to two plans or would fit any ("401(k) Profit Sharing Plan").
"""

import re
from itertools import dropwhile

from rothscope.identity.flow import Flow
from rothscope.identity.names import Span, Word, ends_sentence, is_name_word, run_before, trimmed, words_in
from rothscope.packs.identity import IdentityCues, NameWords


def plan_name(flow: Flow, span: Span, cues: IdentityCues) -> Span | None:
    """Return where the plan's name at the start of a span stands; it must hold a word such as Plan."""
    names = cues.names
    kept: list[Word] = []
    has_noun = False
    for word in words_in(flow, span):
        if kept and word.line != kept[-1].line and _name_is_whole(kept, has_noun, names):
            break
        bracket = word.text[0] in "([" and not re.match(r"\([A-Z0-9]", word.text)
        if bracket or not is_name_word(word, names) or word.text.isdigit():
            break
        kept.append(word)
        has_noun = has_noun or word.bare in names.plan_nouns
        if word.text[-1] in ";:" or ends_sentence(word, names) or len(kept) > 30:
            break
    found = trimmed(kept, names)
    return found if found and is_plan_name(kept, cues) else None


def _name_is_whole(kept: list[Word], has_noun: bool, names: NameWords) -> bool:
    last = kept[-1]
    return has_noun and last.bare not in names.joining and not last.text.endswith(",")


def is_plan_name(words: list[Word], cues: IdentityCues) -> bool:
    """Tell whether words can be a plan's own name: a plan noun, and something no other plan would be called."""
    names = cues.names
    bare = [word.bare for word in words if word.bare]
    if any(" ".join(bare) in meaning.phrases for meaning in cues.type_by_name):
        return True
    after = zip(bare, [*bare[1:], ""], strict=True)  # "Foxglove Trust Company" is no trust
    nouns = [
        at for at, pair in enumerate(after) if pair[0] in names.plan_nouns and pair[1] not in names.suffixes
    ]
    # "Joining the Plan", "Employer and Plan" and "Your Plan" speak of a plan; they do not name it.
    spoken_of = all(at and bare[at - 1] in names.joining for at in nouns)
    two = any(bare[at + 1 : at + 3] == ["and", "the"] for at in nouns)
    if not nouns or spoken_of or two or set(bare) & {*names.unfinished, *names.writings}:
        return False
    ordinary = {*names.joining, *names.generic, *names.common, *names.plan_nouns}
    own = " ".join(bare).replace("-", " ").split()
    return any(word not in ordinary and len(word) > 1 for word in own)


def plan_name_before(flow: Flow, offset: int, cues: IdentityCues) -> Span | None:
    """Return the plan's name that ends at an offset, as before the bracket that calls it "the Plan"."""
    names = cues.names
    kept = without_title(run_before(flow, offset, names), names)
    found = trimmed(kept, names)
    return found if found and kept[-1].bare in names.plan_nouns and is_plan_name(kept, cues) else None


def without_title(words: list[Word], names: NameWords) -> list[Word]:
    """Return words without the document's own title ("Summary Plan Description of the ...") at either end."""
    titles = sorted((title.split() for title in names.not_titles), key=len, reverse=True)
    changed = True
    while changed and words:
        words = list(dropwhile(lambda w: not w.bare or w.text[0].islower(), words))
        while words and not words[-1].bare:
            words.pop()
        bare = [word.bare for word in words]
        front = next((len(t) for t in titles if bare[: len(t)] == t), 0)
        backs = [len(t) for t in titles if not front and bare[-len(t) :] == t]
        # "Foxglove Savings Plan Highlights" is about the Foxglove Savings Plan, though "Plan Highlights" is a title.
        back = next(
            (n for n in backs if bare[-n - 1 : -n][0:1] and bare[-n - 1] in names.plan_nouns),
            max(backs, default=0),
        )
        words = words[front : len(words) - back]
        changed = bool(front or back)
    return words
