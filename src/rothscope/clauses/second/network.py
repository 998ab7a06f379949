"""The arithmetic of the second reading: words as numbers -> logits of each passage, feature and side.

All members of the ensemble are worked out together, and the windows of one go stand one behind the other in one long
row, with room between them that holds nothing. Plain numpy; `training/network.py` is the same in torch.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[Any]]
    Linear = tuple[Array, Array]

_GAZE = 4.0
_VECTOR_WEIGHT = 3.0


@dataclass(frozen=True)
class Row:
    """Windows in one row: what each token is, the places where windows and passages begin, and what the rules heard.

    `words` and `tags` are rows of the tables given beside it, `kinds` runs over passages, `windows` tells how many
    passages each window has; `heard` holds (passage, feature, what) counted over all windows.
    """

    words: "Array"
    tags: "Array"
    lengths: Sequence[int]
    starts: "Array"
    windows: Sequence[int]
    kinds: Sequence[int]
    heard: Sequence[tuple[int, int, int]]


class Network:
    """The weights of all members, laid out as they are multiplied: (member, in, out)."""

    def __init__(self, members: Sequence[Mapping[str, "Array"]]) -> None:
        def of(name: str) -> "Array":
            return np.stack([member[name] for member in members], dtype=np.float32)

        def turned(name: str) -> "Array":
            return np.ascontiguousarray(of(name).swapaxes(1, 2))

        def flat(name: str) -> "Array":
            return of(name)[:, None]

        def linear(name: str) -> "tuple[Array, Array]":
            return turned(f"{name}.weight"), flat(f"{name}.bias")

        def norm(name: str) -> "tuple[Array, Array]":
            return flat(f"{name}.weight"), flat(f"{name}.bias")

        # As stored, in half the room: few of their rows are ever asked for.
        self._we, self._ae, self._te = (
            [member[f"{name}.weight"] for member in members] for name in ("we", "ae", "te")
        )
        self._ke = of("ke.weight")
        self._vectors, self._first = linear("wl"), norm("ln0")
        self._layers: list[tuple[Linear, Linear, Linear]] = []
        while f"convs.{len(self._layers)}.weight" in members[0]:
            name = str(len(self._layers))
            kernel = of(f"convs.{name}.weight").transpose(0, 3, 2, 1)  # member, place, in, out
            kernel, bias = kernel.reshape(len(members), -1, kernel.shape[3]), flat(f"convs.{name}.bias")
            value, gate = np.split(kernel, 2, axis=2), np.split(bias, 2, axis=2)
            self._layers.append(
                (
                    (np.ascontiguousarray(value[0]), gate[0]),
                    (np.ascontiguousarray(-value[1]), -gate[1]),
                    norm(f"lns.{name}"),
                )
            )
        self.width = self._ke.shape[2]
        scale = np.float32(_GAZE / self.width**0.5)
        self._gaze, self._whole = turned("q") * scale, turned("gq") * scale
        weight, self._v_bias = linear("v")
        self._v_seen, self._v_peak = weight[:, : self.width], weight[:, self.width :]
        self._g, self._kk, self._h1, self._sh, self._talk = (
            linear(name) for name in ("g", "kk", "h1", "sh", "talk")
        )
        self._r, self._r_bias = turned("r.weight"), of("r.bias")
        self._features, self._out, self._b = of("fe"), of("out").transpose(0, 1, 3, 2), of("b")

    def words(self, rows: Sequence[int], affixes: Sequence[Sequence[int]], vectors: "Array") -> "Array":
        """Return words as numbers (member, word, width): their rows, their affixes and what they mean."""
        weight, bias = self._vectors
        found = _rows(self._we, rows) + _VECTOR_WEIGHT * (vectors @ weight + bias)
        found += _summed(self._ae, affixes)
        return found

    def tags(self, sets: Sequence[Sequence[int]]) -> "Array":
        """Return sets of wordings as numbers (member, set, width)."""
        found = np.zeros((len(self._te), len(sets), self.width), dtype=np.float32)
        known = [at for at, names in enumerate(sets) if names]
        found[:, known] = _summed(self._te, [sets[at] for at in known])
        return found

    def logits(self, row: Row, words: "Array", tags: "Array") -> "tuple[Array, Array]":
        """Return (member, passage, feature, side) of all passages of a row of windows, and (member, window) of talk."""
        x = self._read(row, words, tags)
        begins = np.cumsum([0, *row.lengths[:-1]])
        seen = self._seen(row, x, begins)
        peaks = np.maximum.reduceat(x, row.starts, axis=1) @ self._v_peak + self._v_bias
        hidden = seen @ self._v_seen[:, None]
        hidden += peaks[:, :, None]
        half = self._features.shape[2]
        whole = self._whole_windows(row, x, begins)
        talk = _gelu(whole) @ self._talk[0] + self._talk[1]
        hidden[..., :half] += self._sides(row, whole)
        hidden[..., half:] += self._heard(row, hidden.shape)
        hidden = _gelu(hidden.reshape(len(hidden), -1, hidden.shape[-1]))
        hidden += _gelu(hidden @ self._h1[0] + self._h1[1])
        shared = (hidden @ self._sh[0] + self._sh[1]).reshape(*seen.shape[:3], -1)
        own = hidden.reshape(*seen.shape[:3], -1).swapaxes(1, 2) @ self._out
        return own.swapaxes(1, 2) + shared + self._b[:, None], talk[..., 0]

    def _read(self, row: Row, words: "Array", tags: "Array") -> "Array":
        """Return the tokens (member, token, width) with what stands around them."""
        room = 2 ** max(0, len(self._layers) - 1)
        ends = np.repeat(np.arange(1, len(row.lengths) + 1) * room, row.lengths)
        places = np.arange(len(row.words)) + ends
        x = np.zeros((len(words), places[-1] + 1 + room, self.width), dtype=np.float32)
        x[:, places] = _normed(words.take(row.words, axis=1) + tags.take(row.tags, axis=1), *self._first)
        there = np.zeros((x.shape[1], 1), dtype=np.float32)
        there[places] = 1
        inner = x[:, room:-room]
        near = np.empty((len(words), inner.shape[1], 3 * self.width), dtype=np.float32)
        for layer, (value_of, shut_of, norm) in enumerate(self._layers):
            step = 2**layer
            np.concatenate(
                (x[:, room - step : -room - step], inner, x[:, room + step : x.shape[1] - room + step]),
                axis=2,
                out=near,
            )
            shut = near @ shut_of[0]
            shut += shut_of[1]
            np.exp(shut, out=shut)
            shut += 1
            value = near @ value_of[0]
            value += value_of[1]
            value /= shut
            value += inner
            np.multiply(_normed(value, *norm), there[room:-room], out=inner)
        read: Array = x.take(places, axis=1)
        return read

    def _seen(self, row: Row, x: "Array", begins: "Array") -> "Array":
        """Return (member, passage, feature, width): the passage's words, each weighed by the feature's gaze."""
        gaze = _upto_one(x @ self._gaze, row, begins)
        turned = gaze.swapaxes(1, 2)
        seen = np.empty((len(x), len(row.starts), gaze.shape[2], self.width), dtype=np.float32)
        ends = [*row.starts[1:].tolist(), x.shape[1]]
        for passage, (start, end) in enumerate(zip(row.starts.tolist(), ends, strict=True)):
            np.matmul(turned[:, :, start:end], x[:, start:end], out=seen[:, passage])
        seen /= (np.add.reduceat(gaze, row.starts, axis=1) + np.float32(1e-6))[..., None]
        return seen

    def _whole_windows(self, row: Row, x: "Array", begins: "Array") -> "Array":
        """Return (member, window, width): all of a window's words, each weighed by four gazes."""
        gaze = _upto_one(x @ self._whole, row, begins)
        gaze /= np.repeat(np.add.reduceat(gaze, begins, axis=1), row.lengths, axis=1)
        turned = gaze.swapaxes(1, 2)
        looks = np.empty((len(x), len(begins), gaze.shape[2], self.width), dtype=np.float32)
        for window, (start, length) in enumerate(zip(begins.tolist(), row.lengths, strict=True)):
            np.matmul(
                turned[:, :, start : start + length], x[:, start : start + length], out=looks[:, window]
            )
        return np.asarray(looks.reshape(*looks.shape[:2], -1) @ self._g[0] + self._g[1])

    def _sides(self, row: Row, whole: "Array") -> "Array":
        """Return what does not depend on a passage's words: its window, the feature and its kind."""
        kind = self._ke[:, row.kinds] @ self._kk[0] + self._kk[1]
        around = np.repeat(whole, row.windows, axis=1) + kind
        return np.asarray(around[:, :, None] + self._features[:, None])

    def _heard(self, row: Row, shape: tuple[int, ...]) -> "Array":
        """Return what the rules heard of each feature in each passage."""
        heard = np.zeros((*shape[:3], self._r.shape[2]), dtype=np.float32)
        heard += self._r_bias[:, None, None]
        for passage, feature, what in row.heard:
            heard[:, passage, feature] += self._r[:, what]
        return heard


def _rows(tables: "Sequence[Array]", rows: Sequence[int]) -> "Array":
    """Return rows of each member's table (member, row, width)."""
    return np.stack([table.take(rows, axis=0) for table in tables], dtype=np.float32)


def _summed(tables: "Sequence[Array]", sets: Sequence[Sequence[int]]) -> "Array":
    """Return for each set, none of them empty, the sum of its rows of each member's table (member, set, width)."""
    rows = _rows(tables, list(chain.from_iterable(sets)))
    return np.add.reduceat(rows, list(accumulate(map(len, sets[:-1]), initial=0)), axis=1) if sets else rows


def _upto_one(gaze: "Array", row: Row, begins: "Array") -> "Array":
    """Return the exponential of a gaze, 1 at the token of a window that draws it most."""
    gaze -= np.repeat(np.maximum.reduceat(gaze, begins, axis=1), row.lengths, axis=1)
    return np.exp(gaze, out=gaze)


def _normed(x: "Array", scale: "Array", shift: "Array") -> "Array":
    """Return each token's numbers set to mean 0 and spread 1, then scaled and shifted; `x` is used up."""
    x -= x @ np.full((x.shape[-1], 1), 1 / x.shape[-1], dtype=np.float32)
    spread = np.einsum("...i,...i->...", x, x)[..., None]
    spread /= x.shape[-1]
    spread += 1e-5
    x /= np.sqrt(spread, out=spread)
    x *= scale
    x += shift
    return x


def _gelu(x: "Array") -> "Array":
    """Return x times the normal distribution function of x, by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x)
    z *= np.float32(0.7071067811865476)
    t = z * np.float32(0.3275911)
    t += 1
    np.divide(1, t, out=t)
    series = t * 1.061405429
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += factor
        series *= t
    z *= -z
    np.exp(z, out=z)
    series *= z
    series *= -0.5
    series += 0.5
    np.copysign(series, x, out=series)
    series += 0.5
    series *= x
    return series
