"""A pasted reply -> the words that answer each question.

In: the text and the letter it answers. Out: for each question id its words, and the place cited where the letter's own
line was filled in. Words that stand in the letter are never taken for an answer.
"""

import re
from collections.abc import Mapping, Sequence

from rothscope.model.frozen import Frozen
from rothscope.packs.replies import ReplyRules, flat, found

_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_NUMBERED = re.compile(r"^\s*(?:[Qq](?:uestion)?\s*|#)?(\d{1,2})\s*[.):-]+(?!\d)\s*(.*)$")
_NAMED = re.compile(r"^\s*([A-Z]\d{1,2}[a-z]?)\s*[.):-]+\s*(.*)$")
_FILLED = re.compile(r"(?:Yes/No/Not sure|Answer):(.*?)(?:Section or page:(.*))?$")
_WROTE = re.compile(r"\bwrote:\s*$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_BLANKS = " \t_."
LEAST_OWN = 20
"""Letters from which a line that stands in the letter is the letter's and no answer; shorter ones are chance."""


class Answer(Frozen):
    """The words that answer a question, and the place they name where the letter's line for it was filled in."""

    text: str
    cite: str | None = None


def split_reply(text: str, asked: Mapping[int, str], letter: str, rules: ReplyRules) -> dict[str, Answer]:
    """Return the answer to each question, by its id; questions the reply passes over are left out.

    `asked` are the ids by their numbers in the letter, `letter` its words. Numbered answers, and "A1: ..." with an id,
    are taken as they are numbered; a reply without numbers is tied to the questions sentence by sentence.
    """
    blocks: dict[str, list[Answer]] = {}
    loose: list[str] = []
    current, closed = "", False
    for line in text.splitlines():
        if line.strip() in ("--", "__") or _WROTE.search(line):
            current = ""
            continue
        quoted, bare = _QUOTED.match(line) is not None, _QUOTED.sub("", line)
        name, rest = _start(bare, asked)
        if name is not None:
            current, closed = name, False
        answer = _own_words(rest, letter, quoted)
        if answer and current and not closed:
            blocks.setdefault(current, []).append(answer)
        elif answer and name is None:
            loose.append(answer.text)
        # A blank line after an answer ends it: what follows is a farewell and no answer.
        closed = closed or (not bare.strip() and bool(blocks.get(current)))
    return _joined(blocks) or _by_subject("\n".join(loose), tuple(asked.values()), rules)


def _start(line: str, asked: Mapping[int, str]) -> tuple[str | None, str]:
    """Return the question a line opens with, and the rest of the line.

    Null without a number or an id; empty for a number that was never asked, whose words answer nothing.
    """
    if numbered := _NUMBERED.match(line):
        return asked.get(int(numbered[1]), ""), numbered[2]
    if (named := _NAMED.match(line)) and named[1] in asked.values():
        return named[1], named[2]
    return None, line


def _own_words(line: str, letter: str, quoted: bool) -> Answer | None:
    """Return what the line adds to the letter: a filled-in line, or words that are not the letter's."""
    if filled := _FILLED.search(line):
        text, cite = (part.strip(_BLANKS) if part else "" for part in filled.groups())
        return Answer(text=text, cite=cite or None) if text else None
    if quoted:
        return None
    known = flat(letter)
    # On one line with its question: only what comes after the question's mark is the answer.
    head, mark, tail = line.partition("?")
    if mark and len(flat(head)) >= LEAST_OWN and flat(head) in known:
        line = tail
    if _stands_in(flat(line), known, letter):
        return None
    return Answer(text=line.strip()) if line.strip(_BLANKS) else None


def _stands_in(words: str, known: str, letter: str) -> bool:
    """Tell whether words are the letter's: one of its lines, or a long run of it that a mail program broke anew."""
    return (len(words) >= LEAST_OWN and words in known) or words in map(flat, letter.splitlines())


def _joined(blocks: Mapping[str, Sequence[Answer]]) -> dict[str, Answer]:
    return {
        name: Answer(
            text=" ".join(part.text for part in parts),
            cite=next((part.cite for part in parts if part.cite), None),
        )
        for name, parts in blocks.items()
    }


def _by_subject(text: str, asked: Sequence[str], rules: ReplyRules) -> dict[str, Answer]:
    if len(asked) == 1 and text.strip():
        return {asked[0]: Answer(text=" ".join(text.split()))}
    sentences: dict[str, list[str]] = {}
    for sentence in _SENTENCE.split(text):
        if name := _subject(flat(sentence), asked, rules):
            sentences.setdefault(name, []).append(sentence.strip())
    return {name: Answer(text=" ".join(parts)) for name, parts in sentences.items()}


def _subject(sentence: str, asked: Sequence[str], rules: ReplyRules) -> str:
    for subject in rules.subjects:
        if found(subject.words, sentence):
            return next((name for name in subject.questions if name in asked), "")
    return ""
