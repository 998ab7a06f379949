"""The trained second reading: windows -> how probable it is that each passage settles each feature, and which way.

A small network of our own (`training/`) reads a window's words, their static vectors, the wordings of the packs they are
part of, and what the rules heard; dilated convolutions carry what stands around a word, and each feature then looks
at each passage with a gaze of its own. Plain numpy, no network access, the same numbers every time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rothscope.clauses.windows import HEARD, TAGS, Window, affixes
from rothscope.model.finding import FEATURES
from rothscope.packs.context import ContextPack, plain_word

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

TOGETHER = 8
"""Windows read in one go."""

SIDES = ("allowed", "conditional", "not_allowed")
_GAZE = 4.0
_VECTOR_WEIGHT = 3.0
_FAR = -1e4


@dataclass(frozen=True)
class Heard:
    """What the second reading hears of one feature in one window.

    `sides` are the probabilities of SIDES, which with `nothing` add up to 1; `passage` is the place of the passage that
    speaks for each side, counted in the document.
    """

    nothing: float
    sides: tuple[float, float, float]
    passage: tuple[int, int, int]


class SecondReader:
    """A context pack ready to read windows."""

    def __init__(self, pack: ContextPack) -> None:
        from threadpoolctl import ThreadpoolController

        self._pack = pack
        self._threads = ThreadpoolController()
        self._words: dict[tuple[int, str, str], Array] = {}

    def read(self, windows: Sequence[Window]) -> list[dict[str, Heard]]:
        """Return for each window what it says of each feature."""
        with self._threads.limit(
            limits=1
        ):  # small products: more threads only wait for each other, and may round otherwise
            return self._read(windows)

    def _read(self, windows: Sequence[Window]) -> list[dict[str, Heard]]:
        order = sorted(range(len(windows)), key=lambda number: len(windows[number].tokens))
        found: list[dict[str, Heard]] = [{} for _ in windows]
        for start in range(0, len(order), TOGETHER):
            some = order[start : start + TOGETHER]
            for number, told in zip(some, self._batch([windows[n] for n in some]), strict=True):
                found[number] = told
        return found

    def _batch(self, windows: list[Window]) -> list[dict[str, Heard]]:
        import numpy as np

        tags = [self._known_tags(window) for window in windows]
        scores = [self._scores(windows, tags, member) for member in range(len(self._pack.members))]
        told = []
        for number, window in enumerate(windows):
            shares, speakers = [], []
            for member in scores:
                own = member[number, : len(window.kinds)].transpose(1, 2, 0)  # feature, side, passage
                shares.append(_shares(own))
                speakers.append(own)
            mean = np.mean(shares, axis=0)
            best = np.mean(speakers, axis=0).argmax(axis=2)
            told.append(
                {
                    feature: Heard(
                        float(mean[f, 0]),
                        (float(mean[f, 1]), float(mean[f, 2]), float(mean[f, 3])),
                        (
                            window.first + int(best[f, 0]),
                            window.first + int(best[f, 1]),
                            window.first + int(best[f, 2]),
                        ),
                    )
                    for f, feature in enumerate(FEATURES)
                }
            )
        return told

    def _known_tags(self, window: Window) -> list[list[int]]:
        """Return for each token the numbers of the wordings it is part of, as far as training met them."""
        tags = self._pack.tags
        return [[tags[name] for name in marks if name in tags][:TAGS] for marks in window.tags]

    def _scores(self, windows: list[Window], tags: list[list[list[int]]], member: int) -> "Array":
        """Return the logits (window, passage, feature, side) of one member of the ensemble."""
        import numpy as np

        w = self._pack.members[member]
        x, mask = self._tokens(windows, tags, member)
        count, length, width = x.shape
        x = _normed(x, w["ln0.weight"], w["ln0.bias"]) * mask[..., None]
        for layer in range(sum(name.endswith("weight") and name.startswith("convs") for name in w)):
            x = _layer(x, mask, w, layer)
        passages = max(len(window.kinds) for window in windows)
        where = np.zeros((count, length, passages), dtype=np.float32)
        for number, window in enumerate(windows):
            where[number, np.arange(len(window.passage)), list(window.passage)] = 1
        looked = self._looked_at(x, mask, where, w)
        peaks = np.zeros((count, passages, width), dtype=np.float32)
        for number, window in enumerate(windows):
            starts = np.searchsorted(window.passage, np.arange(len(window.kinds)))
            peaks[number, : len(starts)] = np.maximum.reduceat(x[number, : len(window.passage)], starts)
        wide = np.broadcast_to(peaks[:, :, None, :], (*peaks.shape[:2], len(FEATURES), width))
        hidden = np.concatenate([looked, wide], axis=-1) @ w["v.weight"].T + w["v.bias"]
        hidden = _gelu(hidden + self._side(windows, x, mask, passages, w))
        hidden = _gelu(hidden @ w["h1.weight"].T + w["h1.bias"]) + hidden
        own = np.einsum("bpfh,fch->bpfc", hidden, w["out"], optimize=True)
        return np.asarray(own + hidden @ w["sh.weight"].T + w["sh.bias"] + w["b"])

    def _tokens(
        self, windows: list[Window], tags: list[list[list[int]]], member: int
    ) -> "tuple[Array, Array]":
        """Return the tokens as numbers, padded to one length, and which of them are there."""
        import numpy as np

        table = self._pack.members[member]["te.weight"]
        length = max(len(window.tokens) for window in windows)
        x = np.zeros((len(windows), length, table.shape[1]), dtype=np.float32)
        mask = np.zeros((len(windows), length), dtype=np.float32)
        for number, window in enumerate(windows):
            mask[number, : len(window.tokens)] = 1
            for at, (token, known) in enumerate(zip(window.tokens, tags[number], strict=True)):
                kind = "" if token else window.kinds[window.passage[at]]
                x[number, at] = self._word(member, token, kind)
                if known:
                    x[number, at] += table[known].sum(axis=0)
        return x, mask

    def _word(self, member: int, token: str, kind: str) -> "Array":
        """Return a token's own numbers: its row, its affixes and its place among the words of like meaning."""
        key = (member, token, kind)
        if key not in self._words:
            w, pack = self._pack.members[member], self._pack
            row = w["we.weight"][pack.words.get(plain_word(token), 0) if token else 0]
            parts = w["ae.weight"][list(affixes(token, kind))].sum(axis=0)
            vector = pack.vectors.of(token.lower() or "\n")
            self._words[key] = row + parts + _VECTOR_WEIGHT * (w["wl.weight"] @ vector + w["wl.bias"])
        return self._words[key]

    def _looked_at(self, x: "Array", mask: "Array", where: "Array", w: "dict[str, Array] | Any") -> "Array":
        """Return what each feature sees of each passage: its words weighed by the feature's gaze."""
        import numpy as np

        count, length, width = x.shape
        gaze = x @ w["q"].T * (_GAZE / width**0.5)
        gaze = np.exp(gaze - gaze.max(axis=1, keepdims=True)) * mask[..., None]
        weighed = (gaze[..., None] * x[:, :, None, :]).reshape(count, length, -1)
        turned = where.transpose(0, 2, 1)
        seen = (turned @ weighed).reshape(count, where.shape[2], len(FEATURES), width)
        return np.asarray(seen / ((turned @ gaze)[..., None] + 1e-6))

    def _side(
        self, windows: list[Window], x: "Array", mask: "Array", passages: int, w: "dict[str, Array] | Any"
    ) -> "Array":
        """Return what does not depend on a passage's words: the window, the feature, the passage's kind, the rules."""
        import numpy as np

        width = x.shape[2]
        gaze = x @ w["gq"].T * (_GAZE / width**0.5) + (mask[..., None] - 1) * -_FAR
        gaze = np.exp(gaze - gaze.max(axis=1, keepdims=True))
        gaze /= gaze.sum(axis=1, keepdims=True)
        whole = (gaze.transpose(0, 2, 1) @ x).reshape(len(windows), -1) @ w["g.weight"].T + w["g.bias"]
        kinds = np.zeros((len(windows), passages), dtype=np.int64)
        heard = np.zeros((len(windows), passages, len(FEATURES), len(HEARD)), dtype=np.float32)
        for number, window in enumerate(windows):
            kinds[number, : len(window.kinds)] = [self._pack.kinds.get(kind, 0) for kind in window.kinds]
            for (passage, feature), found in window.heard.items():
                if passage < passages:
                    heard[number, passage, feature, list(found)] = 1
        kind = w["ke.weight"][kinds] @ w["kk.weight"].T + w["kk.bias"]
        left = whole[:, None, None, :] + w["fe"][None, None] + kind[:, :, None, :]
        right = heard @ w["r.weight"].T + w["r.bias"]
        return np.concatenate([left, right], axis=-1)


def _layer(x: "Array", mask: "Array", w: "dict[str, Array] | Any", layer: int) -> "Array":
    """Return the tokens after one gated convolution over the words that stand 2**layer to the left and right."""
    import numpy as np

    kernel = w[f"convs.{layer}.weight"]  # out, in, 3
    step = 2**layer
    padded = np.pad(x, ((0, 0), (step, step), (0, 0)))
    length = x.shape[1]
    around = np.concatenate([padded[:, :length], x, padded[:, 2 * step :]], axis=-1)
    both = around @ kernel.transpose(2, 1, 0).reshape(-1, kernel.shape[0]) + w[f"convs.{layer}.bias"]
    value, gate = np.split(both, 2, axis=-1)
    mixed = x + value / (1 + np.exp(-gate))
    return np.asarray(_normed(mixed, w[f"lns.{layer}.weight"], w[f"lns.{layer}.bias"]) * mask[..., None])


def _normed(x: "Array", scale: "Array", shift: "Array") -> "Array":
    import numpy as np

    middle = x.mean(axis=-1, keepdims=True)
    spread = x.var(axis=-1, keepdims=True)
    return np.asarray((x - middle) / np.sqrt(spread + 1e-5) * scale + shift)


def _gelu(x: "Array") -> "Array":
    """Return x times the normal distribution function of x, by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    import numpy as np

    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    half = 0.5 * series * np.exp(-z * z)
    return np.asarray(x * np.where(x >= 0, 1 - half, half), dtype=np.float32)


def _shares(own: "Array") -> "Array":
    """Return (feature, 4): the probability of nothing and of each side, over all passages."""
    import numpy as np

    top = own.max(axis=2)
    sides = top + np.log(np.exp(own - top[..., None]).sum(axis=2))
    logits = np.concatenate([np.zeros((own.shape[0], 1), dtype=sides.dtype), sides], axis=1)
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))
