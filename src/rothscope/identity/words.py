"""Phrases of the packs -> regular expressions over text."""

from __future__ import annotations

import re
from collections.abc import Iterable

TICK = r"\[\s?[xX\u2713\u2714]\s?\]|\([xX]\)|[\u2611\u2612\u2713\u2714]"
"""A box that is ticked, as a regular expression."""

SIGNS = rf"(?:{TICK}|[\s:|#.,;()/=\"'\u201c\u201d\u2018\u2019\u2013\u2014*\u2022-])"
"""What may stand between words without meaning anything, as a regular expression; an empty box means something."""


class _Node(dict[str, "_Node"]):
    """One letter's followers; the empty string marks the end of a word."""


def trie_pattern(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, longest first, that never tries a letter twice.

    >>> trie_pattern(["plan", "plans", "play"])
    'pla(?:n(?:s)?|y)'
    """
    root = _Node()
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, _Node())
        node[""] = _Node()
    return _branch(root)


def _branch(node: _Node) -> str:
    arms = [re.escape(letter) + _branch(below) for letter, below in node.items() if letter]
    if not arms:
        return ""
    body = arms[0] if len(arms) == 1 else f"(?:{'|'.join(arms)})"
    return f"(?:{body})?" if "" in node else body


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, longest first, with any white space between their parts."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in ordered)


def only(words: Iterable[str]) -> str:
    """Return a regular expression for a run of nothing but these words and signs that mean nothing."""
    return rf"(?:{SIGNS}|(?<!\w)(?:{any_of(words)})(?!\w)){{0,60}}?"
