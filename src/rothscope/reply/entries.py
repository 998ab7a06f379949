"""A reply written as YAML -> the answers by question.

In: a file such as `A1: {answer: yes, cite: section 4.3}`; keys are ids or the letter's numbers. Out: Answers.
"""

from collections.abc import Mapping, Set
from pathlib import Path

from rothscope.errors import BadPack, UnreadableFile
from rothscope.packs.read import read_yaml
from rothscope.reply.split import Answer

EXAMPLE = "write one entry a question, such as `A1: {answer: yes, cite: section 4.3}`."


def read_entries(path: Path, asked: Mapping[int, str], known: Set[str]) -> dict[str, Answer]:
    """Return the answers of a YAML file. Raises UnreadableFile naming the entry that cannot be read."""
    try:
        written = read_yaml(path)
    except (BadPack, UnicodeDecodeError) as fault:
        raise UnreadableFile(f"{path.name} is not readable as YAML; {EXAMPLE}") from fault
    if not isinstance(written, dict) or not written:
        raise UnreadableFile(f"{path.name} holds no answers; {EXAMPLE}")
    answers = {}
    for key, value in written.items():
        name = asked.get(key, "") if isinstance(key, int) else str(key)
        if name not in known and name not in asked.values():
            raise UnreadableFile(
                f"{path.name}: {key} is no question of this plan; its ids: {_ids(known, asked)}."
            )
        answers[name] = _answer(path, name, value)
    return answers


def _answer(path: Path, name: str, value: object) -> Answer:
    entry = value if isinstance(value, dict) else {"answer": value}
    if not isinstance(entry.get("answer"), str | bool | int | float) or set(entry) - {"answer", "cite"}:
        raise UnreadableFile(f"{path.name}: {name} needs an answer, and perhaps a cite; {EXAMPLE}")
    cite = entry.get("cite")
    return Answer(text=_words(entry["answer"]), cite=None if cite is None else str(cite))


def _words(value: object) -> str:
    """Return the words of a value; YAML makes a bare yes and no a truth value."""
    return {True: "Yes", False: "No"}[value] if isinstance(value, bool) else str(value)


def _ids(known: Set[str], asked: Mapping[int, str]) -> str:
    return ", ".join(sorted(known | set(asked.values())))
