"""The trained second reading as data: its vocabulary, its weights and how sure it must be.

`patterns/context/model.npz` is made by `make model` from the labelled passages in `training/`. Word vectors that say
which words mean alike come with the package wordllama; they are looked up there and are no part of the file.
"""

import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rothscope.errors import BadPack

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

_VECTORS = "weights/l2_supercat_256.safetensors"
_PIECES = "tokenizers/l2_supercat_tokenizer_config.json"
_WORD_START = "\u2581"


@dataclass(frozen=True)
class Sure:
    """How probable an answer must be to be heard, in a text of one window.

    `side` is for what it gives or refuses, `unheard` for the same where the rules heard nothing of the feature, and
    `nothing` for its taking a vote away. `against` is the share of the doubt it may have that is left where it contradicts
    the rules; `limit` is how probable one of "gives it" and "gives it within limits" must be against the other to change
    what the rules say.
    """

    side: float
    unheard: float
    nothing: float
    against: float
    limit: float


@dataclass(frozen=True)
class ContextPack:
    """Vocabulary, the weights of each member, and how sure it must be of a text alone, of talk and of a document."""

    words: Mapping[str, int]
    tags: Mapping[str, int]
    kinds: Mapping[str, int]
    sure: Mapping[str, Sure]
    members: "tuple[Mapping[str, Array], ...]"
    vectors: "Vectors"


@cache
def load_context(folder: Path) -> ContextPack | None:
    """Return the second reading of a patterns folder, or null where the folder has none.

    Raises BadPack where the file cannot be read or the word vectors it was trained with are not installed.
    """
    path = folder / "context" / "model.npz"
    if not path.is_file():
        return None
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        head = json.loads(bytes(arrays.pop("head")).decode())
    except (OSError, ValueError, KeyError) as fault:
        raise BadPack(f"{path} is damaged; restore it or make it again with `make model`.") from fault
    members: list[dict[str, Array]] = [{} for _ in range(head["members"])]
    for name, held in arrays.items():
        number, _, key = name.partition(".")
        members[int(number)][key] = held
    return ContextPack(
        words=_numbered(head["words"]),
        tags=_numbered(head["tags"]),
        kinds=_numbered(head["kinds"]),
        sure={name: Sure(**numbers) for name, numbers in head["sure"].items()},
        members=tuple(members),
        vectors=Vectors(),
    )


def _numbered(names: list[str]) -> dict[str, int]:
    """Return each name's number, counted from 1; 0 stands for what is not known."""
    return {name: number for number, name in enumerate(names, start=1)}


class Vectors:
    """Static word vectors: words of like meaning lie close together. 256 numbers a word, of length 1.

    The file is never read whole: a row is fetched when a word needs it. Of the pieces only the hashes are kept, a tenth of
    what they take in memory; that two of them, of 64 bits each, are alike is as good as impossible.
    """

    size = 256

    def __init__(self) -> None:
        import numpy as np

        spec = find_spec("wordllama")
        if spec is None or spec.origin is None:
            raise BadPack("The word vectors are not installed; install the package wordllama.")
        home = Path(spec.origin).parent
        self._file = (home / _VECTORS).open("rb", buffering=0)
        length = int.from_bytes(self._file.read(8), "little")
        (table,) = (
            value for key, value in json.loads(self._file.read(length)).items() if key != "__metadata__"
        )
        if table["dtype"] != "F16" or table["shape"][1] != self.size:
            raise BadPack(
                "The word vectors are not those the second reading was trained with; install wordllama 0.4."
            )
        self._start = 8 + length + int(table["data_offsets"][0])
        self._listed = home / _PIECES
        pieces = self._pieces()
        hashes = np.fromiter(map(_hash, pieces), dtype=np.int64, count=len(pieces))
        order = hashes.argsort()
        self._hashes = array("q", hashes[order].tobytes())
        self._numbers = np.fromiter(pieces.values(), dtype=np.int32, count=len(pieces))[order]

    def __del__(self) -> None:
        """Close the file."""
        if hasattr(self, "_file"):
            self._file.close()

    def of(self, word: str) -> "Array":
        """Return the vector of a word: the mean of its pieces, longest first; zeros for one without any."""
        vector: Array = self.of_all([word])[0]
        return vector

    def of_all(self, words: Sequence[str]) -> "Array":
        """Return the vectors of words, a row for each."""
        import numpy as np

        found = np.zeros((len(words), self.size), dtype=np.float32)
        cut = [(at, pieces) for at, word in enumerate(words) if (pieces := self._cut(word))]
        if cut:
            counts = [len(pieces) for _, pieces in cut]
            held = b"".join([self._row(piece) for _, pieces in cut for piece in pieces])
            rows = np.frombuffer(held, dtype="<f2").reshape(-1, self.size).astype(np.float32)
            mean = np.add.reduceat(rows, list(accumulate(counts[:-1], initial=0)))
            mean /= np.array(counts, dtype=np.float32)[:, None]
            mean /= np.sqrt((mean * mean).sum(axis=1, keepdims=True)) + np.float32(1e-6)
            found[[at for at, _ in cut]] = mean
        return found

    def common_words(self) -> Iterator[str]:
        """Yield what is written so often anywhere that it has a vector of its own: words, and beginnings of words."""
        return (piece[1:] for piece in self._pieces() if piece[:1] == _WORD_START)

    def _pieces(self) -> dict[str, int]:
        """Return every piece with its number."""
        held = self._listed.read_bytes()  # of which only the list of pieces is wanted, a third
        begin = held.index(b"{", held.index(b'"vocab"'))
        listed = held[begin : held.index(b'"merges"', begin)].decode()
        pieces: dict[str, int] = json.JSONDecoder().raw_decode(listed)[0]
        return pieces

    def _number(self, piece: str) -> int | None:
        """Return the number of a piece; null for a text that is none."""
        wanted = _hash(piece)
        at = bisect_left(self._hashes, wanted)
        known = at < len(self._hashes) and self._hashes[at] == wanted
        return int(self._numbers[at]) if known else None

    def _cut(self, word: str) -> list[int]:
        text, at, found = _WORD_START + word, 0, []
        while at < len(text):
            ends = range(len(text), at, -1)
            number, end = next(
                ((number, end) for end in ends if (number := self._number(text[at:end])) is not None),
                (None, at + 1),
            )
            found += [] if number is None else [number]
            at = end
        return found

    def _row(self, piece: int) -> bytes:
        self._file.seek(self._start + piece * self.size * 2)
        return self._file.read(self.size * 2)


def _hash(piece: str) -> int:
    """Return the hash of a piece's bytes: Python's hash of a text is that of another one now and then ("ag", "\u6761")."""
    return hash(piece.encode())


NUMBERS = frozenset("1 2 3 4 50 55 59 60 62 65 70 72 100 401 402 403 408 414 415 457".split())  # noqa: SIM905
"""Numbers that mean something by themselves: ages, sections of the Code, tiers of a match."""

_YEAR = re.compile(r"(19|20)\d\d")


def plain_word(token: str) -> str:
    """Return the form under which a token is known: years and amounts are alike, telling numbers stay."""
    word = token.lower()
    if not word.isdigit() or word in NUMBERS:
        return word
    return "<year>" if _YEAR.fullmatch(word) else "<number>"
