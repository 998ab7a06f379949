"""The trained second reading: windows -> how probable it is that each passage settles each feature, and which way.

A small network of our own (`training/`, `network.py`) reads a window's words, their static vectors, the wordings of the
packs they are part of, and what the rules heard; dilated convolutions carry what stands around a word, and each feature then
looks at each passage with a gaze of its own. No network access, the same numbers every time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from rothscope.clauses.second.windows import TAGS, Window, affixes
from rothscope.model.finding import FEATURES
from rothscope.packs.context import ContextPack, plain_word

if TYPE_CHECKING:
    import numpy as np

    from rothscope.clauses.second.network import Row

    Array = np.ndarray[Any, np.dtype[Any]]

TOGETHER = 700
"""Words from which no further window joins those read in one go: what is worked out then still fits near the processor."""

REMEMBERED = 20_000
"""Words and sets of wordings whose numbers are kept; beyond that a long batch starts anew."""

SIDES = ("allowed", "conditional", "not_allowed")


@dataclass(frozen=True, slots=True)
class Heard:
    """What the second reading hears of one feature in one window.

    `sides` are the probabilities of SIDES, which with `nothing` add up to 1; `passage` is the place of the passage that
    speaks for each side, counted in the document.
    """

    nothing: float
    sides: tuple[float, float, float]
    passage: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What the second reading hears in one window, by feature, and how probable it is that the window is talk about plans
    and no plan's own text."""

    features: dict[str, Heard]
    talk: float


class SecondReader:
    """A context pack ready to read windows."""

    def __init__(self, pack: ContextPack) -> None:
        from threadpoolctl import ThreadpoolController

        from rothscope.clauses.second.network import Network

        self._pack, self._network = pack, Network(pack.members)
        self._words, self._tags = _Table(self._of_words), _Table(self._of_tags)
        self._threads = ThreadpoolController()

    def read(self, windows: Iterable[Window]) -> Iterator[tuple[Window, Told]]:
        """Yield each window with what it says; only those read in one go are held at a time."""
        for some in _parted(windows):
            yield from zip(some, self._read(some), strict=True)

    def _read(self, windows: Sequence[Window]) -> list[Told]:
        import numpy as np

        row = self._row(windows)
        with self._threads.limit(
            limits=1
        ):  # more threads would only wait for each other, and may round otherwise
            logits, talk = self._network.logits(row, self._words.numbers, self._tags.numbers)
        bounds = accumulate(row.windows, initial=0)
        told = (1 / (1 + np.exp(-talk))).mean(axis=0).tolist()
        return [
            Told(_heard(logits[:, start:end], window.first), share)
            for window, (start, end), share in zip(windows, pairwise(bounds), told, strict=True)
        ]

    def _row(self, windows: Sequence[Window]) -> "Row":
        import numpy as np

        from rothscope.clauses.second.network import Row

        words: list[tuple[str, str]] = []
        tags: list[tuple[str, ...]] = []
        starts: list[int] = []
        kinds: list[int] = []
        heard: list[tuple[int, int, int]] = []
        for window in windows:
            first = len(starts)
            for token, marks, number in zip(window.tokens, window.tags, window.passage, strict=True):
                if number == len(starts) - first:
                    starts.append(len(words))
                words.append((token, "" if token else window.kinds[number]))
                tags.append(marks)
            kinds += [self._pack.kinds.get(kind, 0) for kind in window.kinds]
            heard += [
                (first + passage, feature, what)
                for (passage, feature), found in window.heard.items()
                if passage < len(window.kinds)
                for what in sorted(found)
            ]
        return Row(
            words=self._words.rows(words),
            tags=self._tags.rows(tags),
            lengths=[len(window.tokens) for window in windows],
            starts=np.array(starts),
            windows=[len(window.kinds) for window in windows],
            kinds=kinds,
            heard=heard,
        )

    def _of_words(self, words: "list[tuple[str, str]]") -> "Array":
        """Return words in numbers; of the mark that opens a passage, the passage's kind takes the word's place."""
        pack = self._pack
        return self._network.words(
            [pack.words.get(plain_word(token), 0) if token else 0 for token, _ in words],
            [affixes(token, kind) for token, kind in words],
            pack.vectors.of_all([token.lower() or "\n" for token, _ in words]),
        )

    def _of_tags(self, sets: "list[tuple[str, ...]]") -> "Array":
        """Return sets of wordings in numbers, as far as training met them."""
        known = self._pack.tags
        return self._network.tags([[known[name] for name in names if name in known][:TAGS] for names in sets])


class _Table:
    """What is met again and again, in numbers worked out once: `numbers` is (member, row, width)."""

    def __init__(self, make: "Callable[[list[Any]], Array]") -> None:
        self._make = make
        self._rows: dict[Any, int] = {}
        self.numbers: Array = make([])

    def rows(self, keys: Sequence[Any]) -> "Array":
        """Return the row of each key, those not met before worked out together."""
        import numpy as np

        new = list(dict.fromkeys([key for key in keys if key not in self._rows]))
        if new and len(self._rows) + len(new) > REMEMBERED:
            self._rows, new = {}, list(dict.fromkeys(keys))
        if new:
            start, end = len(self._rows), len(self._rows) + len(new)
            if end > self.numbers.shape[1]:
                members, _, width = self.numbers.shape
                wider = np.empty((members, 2 * end, width), dtype=np.float32)
                wider[:, :start] = self.numbers[:, :start]
                self.numbers = wider
            self.numbers[:, start:end] = self._make(new)
            self._rows.update(zip(new, range(start, end), strict=True))
        return np.fromiter(map(self._rows.__getitem__, keys), dtype=np.intp, count=len(keys))


def _parted(windows: Iterable[Window]) -> Iterator[list[Window]]:
    """Yield the windows in order, as many in one go as are read together."""
    some: list[Window] = []
    words = 0
    for window in windows:
        some.append(window)
        words += len(window.tokens)
        if words >= TOGETHER:
            yield some
            some, words = [], 0
    if some:
        yield some


def _heard(logits: "Array", first: int) -> dict[str, Heard]:
    """Return what the members together hear in a window; `logits` are (member, passage, feature, side)."""
    import numpy as np

    own = logits.transpose(0, 2, 3, 1)
    top = own.max(axis=3)
    sides = top + np.log(np.exp(own - top[..., None]).sum(axis=3))
    every = np.concatenate([np.zeros_like(sides[..., :1]), sides], axis=2)
    shares = np.exp(every - every.max(axis=2, keepdims=True))
    mean = (shares / shares.sum(axis=2, keepdims=True)).mean(axis=0)
    best = own.mean(axis=0).argmax(axis=2) + first
    return {
        feature: Heard(nothing, (allowed, conditional, refused), (one, two, three))
        for feature, (nothing, allowed, conditional, refused), (one, two, three) in zip(
            FEATURES, mean.tolist(), best.tolist(), strict=True
        )
    }
