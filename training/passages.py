"""Labelled rows -> windows with their answers, and the batches a step of training sees."""

import hashlib
import json
import multiprocessing
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from rothscope.clauses.windows import HEARD, TAGS, Window, affixes, make_window

from rothscope.clauses.find import Reader
from rothscope.extract.read import read_text
from rothscope.model.finding import FEATURES
from rothscope.packs.context import Vectors, plain_word
from rothscope.packs.documents import load_sections
from rothscope.packs.find import patterns_folder
from rothscope.packs.read import read_yaml
from rothscope.packs.reading import load_language
from rothscope.reading import section_force
from rothscope.structure.passages import split_passages
from rothscope.structure.sections import find_sections
from training.network import Batch

T = TypeVar("T")

ANSWERS = {"allowed": 1, "conditional": 2, "not_allowed": 3}
HERE = Path(__file__).parent

WORD_DROP, TAG_DROP, HEARD_DROP = 0.15, 0.1, 0.15
MIXED = 0.5
BLUR = 0.02
"""Of what is to be learned of a label, the share spread evenly over all answers."""

TOGETHER = 1000
"""Passages handed to a reading process in one go."""

CERTAIN = 63
"""How an opinion that is certain is written; coarser steps make the file small."""

ADVICE = 0.5
"""Of what is to be learned, the share that is the opinion of the larger models (`training/opinions.py`)."""


@dataclass
class Sample:
    """A window and what it says: per feature the answer (0 none), how probable each answer is to be called, whether it is
    named, the passage that decides, and whether the row says anything of it."""

    window: Window
    answer: np.ndarray
    told: np.ndarray
    named: np.ndarray
    decider: np.ndarray
    counts: np.ndarray
    talk: float


def read_rows(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the labelled passages of JSON-lines files, in order; a row without a writer is its file's."""
    return [
        {"writer": path.stem, **json.loads(line)}
        for path in paths
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def samples_of(
    rows: Iterable[dict[str, Any]], opinions: Mapping[str, np.ndarray] | None = None
) -> list[Sample]:
    """Return passages as samples, each read by the rules first; `opinions` by text (`read_opinions`).

    A text of which no passage is left, such as a lone page number, makes no sample.
    """
    folder = patterns_folder()
    rules = Reader(load_language(folder), section_force(folder))
    made = (_sample(row, rules, folder, (opinions or {}).get(key_of(row["text"]))) for row in rows)
    return [sample for sample in made if sample]


def samples_side_by_side(rows: Sequence[dict[str, Any]], opinions: Mapping[str, np.ndarray]) -> list[Sample]:
    """Return passages as samples, in order, read by as many processes as there are processors."""
    parts = [rows[at : at + TOGETHER] for at in range(0, len(rows), TOGETHER)]
    told = [
        {key: opinions[key] for row in part if (key := key_of(row["text"])) in opinions} for part in parts
    ]
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
        return [sample for some in pool.map(samples_of, parts, told) for sample in some]


def key_of(text: str) -> str:
    """Return the key of a passage's text in the file of opinions."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def read_opinions(path: Path) -> dict[str, np.ndarray]:
    """Return by passage how probable the larger models hold each answer (features, 4); empty without their file."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        sides = stored["sides"].astype(np.float32).transpose(2, 0, 1) / CERTAIN
        shares = np.concatenate([np.maximum(1 - sides.sum(-1, keepdims=True), 0), sides], -1)
        shares /= shares.sum(-1, keepdims=True)
        return dict(zip(stored["keys"].tolist(), shares, strict=True))


def write_opinions(keys: Sequence[str], shares: np.ndarray, path: Path) -> None:
    """Write opinions (passages, features, 4) by key; that of nothing is left out, the others make the whole with it."""
    sides = np.round(shares[..., 1:] * CERTAIN).astype(np.uint8)
    np.savez_compressed(path, keys=np.array(keys), sides=np.ascontiguousarray(sides.transpose(1, 2, 0)))


def is_talk(row: Mapping[str, Any]) -> bool:
    """Tell whether a row is talk about plans and no plan's own text."""
    return row.get("register") == "talk"


def labels_of(row: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return by feature the status a row gives it and the first of the words that decide, empty where it tells none."""
    return {
        feature: (label[0], label[1]) if isinstance(label, list) else (label, "")
        for feature, label in row["labels"].items()
    }


def pack_rows(folder: Path) -> list[dict[str, Any]]:
    """Return the examples of the packs as rows; each labels only the feature it belongs to."""
    rows = []
    for path in sorted((folder / "features").glob("*.yaml")):
        pack = read_yaml(path)
        for number, example in enumerate(pack["examples"]):
            rows.append(
                {"id": f"{pack['id']}-{number}", "writer": "packs", "text": example["text"],
                 "labels": {pack["id"]: example["is"]}, "only": pack["id"]}
            )  # fmt: skip
    return rows


def _sample(row: dict[str, Any], rules: Reader, folder: Path, opinion: np.ndarray | None) -> Sample | None:
    document = read_text(row["text"])
    kinds = load_sections(folder)
    passages = split_passages(document, find_sections(document, kinds), kinds)
    if not passages:
        return None
    clauses, whole = rules.read_by_rules(passages)
    window = make_window(range(len(passages)), passages, whole.words, clauses)
    talk = float(is_talk(row))
    if "labels" not in row:
        return _unlabelled(window, opinion, talk)
    answer = np.zeros(len(FEATURES), dtype=np.int64)
    named = np.zeros(len(FEATURES), dtype=np.float32)
    decider = np.full(len(FEATURES), -1, dtype=np.int64)
    for feature, (status, words) in labels_of(row).items():
        at = FEATURES.index(feature)
        answer[at] = ANSWERS.get(status, 0)
        named[at] = status != "silent"
        if answer[at] and words:
            decider[at] = _decider(words, [passage.text for passage in passages[: len(window.kinds)]])
    counts = np.array([row.get("only") in (None, feature) for feature in FEATURES], dtype=np.float32)
    return Sample(window, answer, _told(answer, counts, opinion), named, decider, counts, talk)


def _unlabelled(window: Window, opinion: np.ndarray | None, talk: float) -> Sample:
    """Return a passage without labels, of which the opinion alone is learned; what the rules heard is named."""
    if opinion is None:
        raise ValueError("A variant has no opinion; run `make opinions`.")
    named = (opinion[:, 0] < 0.5).astype(np.float32)
    named[[feature for _, feature in window.heard]] = 1
    nowhere = np.full(len(FEATURES), -1, dtype=np.int64)
    answer = np.zeros(len(FEATURES), dtype=np.int64)
    return Sample(window, answer, opinion, named, nowhere, np.ones(len(FEATURES), dtype=np.float32), talk)


def _told(answer: np.ndarray, counts: np.ndarray, opinion: np.ndarray | None) -> np.ndarray:
    """Return (features, 4) what is to be learned: the label, blurred, and the opinion; of no label the opinion alone."""
    label = (np.eye(4, dtype=np.float32)[answer] * (1 - BLUR) + BLUR / 4) * counts[:, None]
    if opinion is None:
        return label
    return (1 - ADVICE) * label + ADVICE * opinion


def _decider(words: str, texts: Sequence[str]) -> int:
    """Return the place of the passage that holds the deciding words, or most of them; -1 where none does."""
    wanted = re.findall(r"[a-z0-9½]+", words.lower())
    pairs = [" ".join(wanted[at : at + 2]) for at in range(len(wanted) - 1)]
    best, found = 0.5, -1
    for place, text in enumerate(texts):
        flat = " ".join(re.findall(r"[a-z0-9½]+", text.lower()))
        share = sum(pair in flat for pair in pairs) / max(1, len(pairs))
        if " ".join(wanted) in flat:
            share = 2 - len(flat) / 1e6
        if share > best:
            best, found = share, place
    return found


class Vocabulary:
    """Words, wordings and kinds of passage that training has met often enough to know."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        words: Counter[str] = Counter()
        tags: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for sample in samples:
            words.update({plain_word(token) for token in sample.window.tokens if token})
            tags.update(tag for marks in sample.window.tags for tag in marks)
            kinds.update(sample.window.kinds)
        self.words = sorted(word for word, count in words.items() if count >= 2)
        self.tags = sorted(tag for tag, count in tags.items() if count >= 3)
        self.kinds = sorted(kinds)


@dataclass
class Numbers:
    """A sample as arrays, made once, in small numbers: each process of a training holds them all."""

    words: torch.Tensor
    vectors: torch.Tensor
    tags: torch.Tensor
    affixes: torch.Tensor
    passage: torch.Tensor
    kinds: torch.Tensor
    heard: torch.Tensor
    answer: torch.Tensor
    told: torch.Tensor
    named: torch.Tensor
    decider: torch.Tensor
    counts: torch.Tensor
    talk: float

    def __len__(self) -> int:
        return len(self.words)


class Meanings:
    """The word vectors of all words met, one row each, so that a sample holds numbers of rows."""

    def __init__(self) -> None:
        self._vectors = Vectors()
        self._places: dict[str, int] = {}

    def place_of(self, token: str) -> int:
        """Return the row of a token's vector."""
        return self._places.setdefault(token.lower() or "\n", len(self._places))

    def table(self) -> torch.Tensor:
        """Return the vectors (words, 256) of all tokens asked for so far."""
        return torch.tensor(self._vectors.of_all(list(self._places)))


def numbers_of(samples: Iterable[Sample], known: Vocabulary, meanings: Meanings) -> list[Numbers]:
    """Return the samples as arrays, in order."""
    words = {word: number for number, word in enumerate(known.words, start=1)}
    tags = {tag: number for number, tag in enumerate(known.tags, start=1)}
    kinds = {kind: number for number, kind in enumerate(known.kinds, start=1)}
    made = []
    for sample in samples:
        window = sample.window
        count = len(window.tokens)
        marks = torch.zeros(count, TAGS, dtype=torch.int16)
        parts = torch.zeros(count, 3, dtype=torch.int32)
        for at, (token, own) in enumerate(zip(window.tokens, window.tags, strict=True)):
            numbers = [tags[tag] for tag in own if tag in tags][:TAGS]
            marks[at, : len(numbers)] = torch.tensor(numbers, dtype=torch.int16)
            hashed = affixes(token, window.kinds[window.passage[at]])
            parts[at, : len(hashed)] = torch.tensor(hashed)
        heard = torch.zeros(len(window.kinds), len(FEATURES), len(HEARD), dtype=torch.uint8)
        for (passage, feature), found in window.heard.items():
            if passage < len(window.kinds):
                heard[passage, feature, list(found)] = 1
        made.append(
            Numbers(
                torch.tensor(
                    [words.get(plain_word(t), 0) if t else 0 for t in window.tokens], dtype=torch.int32
                ),
                torch.tensor([meanings.place_of(t) for t in window.tokens], dtype=torch.int32),
                marks,
                parts,
                torch.tensor(window.passage, dtype=torch.int16),
                torch.tensor([kinds.get(kind, 0) for kind in window.kinds], dtype=torch.int16),
                heard,
                torch.tensor(sample.answer),
                torch.tensor(sample.told),
                torch.tensor(sample.named),
                torch.tensor(sample.decider),
                torch.tensor(sample.counts),
                sample.talk,
            )
        )
    return made


def joined(one: Numbers, other: Numbers) -> Numbers:
    """Return two windows read as one: a feature both settle otherwise counts nothing."""
    counts = (
        one.counts * other.counts * ~((one.answer > 0) & (other.answer > 0) & (one.answer != other.answer))
    )
    held = len(one.kinds)
    both = (one.answer > 0) & (other.answer > 0)
    decider = torch.where(
        one.answer > 0, one.decider, torch.where(other.decider >= 0, other.decider + held, -1)
    )
    return Numbers(
        torch.cat([one.words, other.words]),
        torch.cat([one.vectors, other.vectors]),
        torch.cat([one.tags, other.tags]),
        torch.cat([one.affixes, other.affixes]),
        torch.cat([one.passage, other.passage + held]),
        torch.cat([one.kinds, other.kinds]),
        torch.cat([one.heard, other.heard]),
        torch.where(one.answer > 0, one.answer, other.answer),
        _both_told(one.told, other.told) * counts[:, None],
        torch.maximum(one.named, other.named),
        torch.where(both, -1, decider),
        counts,
        (one.talk + other.talk) / 2,
    )


def _both_told(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Return how probable each answer is of two windows together: nothing where both say nothing."""
    one, other = (told / told.sum(-1, keepdim=True).clamp_min(1e-6) for told in (one, other))
    nothing = one[:, :1] * other[:, :1]
    sides = one[:, 1:] + other[:, 1:] + 1e-6
    return torch.cat([nothing, sides / sides.sum(-1, keepdim=True) * (1 - nothing)], -1)


def batches(
    samples: Sequence[Numbers], table: torch.Tensor, size: int, dice: random.Random
) -> Iterable[Batch]:
    """Yield one epoch: windows mixed, words and wordings dropped, batches of like length in a random order."""
    whole = [sample for sample in samples if bool(sample.counts.all())]
    mixed = [
        joined(sample, dice.choice(whole)) if dice.random() < MIXED and len(sample) < 150 else sample
        for sample in samples
    ]
    dice.shuffle(mixed)
    for chunk in alike(mixed, size, dice, len):
        yield blurred(batch_of(chunk, table))


def alike(items: Sequence[T], size: int, dice: random.Random, length: Callable[[T], int]) -> list[list[T]]:
    """Return the items in batches of like length, so that little is padded, the batches in a random order."""
    ordered: list[T] = []
    for start in range(0, len(items), size * 16):
        ordered += sorted(items[start : start + size * 16], key=length)
    chunks = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    dice.shuffle(chunks)
    return chunks


def batch_of(samples: Sequence[Numbers], table: torch.Tensor) -> Batch:
    """Return samples padded to one length; `table` holds what their words mean (`Meanings.table`)."""
    count, length = len(samples), max(len(sample) for sample in samples)
    passages = max(len(sample.kinds) for sample in samples)
    batch = Batch(
        torch.zeros(count, length, dtype=torch.long),
        torch.zeros(count, length, Vectors.size),
        torch.zeros(count, length, TAGS, dtype=torch.long),
        torch.zeros(count, length, 3, dtype=torch.long),
        torch.zeros(count, length),
        torch.full((count, length), passages, dtype=torch.long),
        torch.zeros(count, passages, dtype=torch.long),
        torch.zeros(count, passages),
        torch.zeros(count, passages, len(FEATURES), len(HEARD)),
        torch.stack([sample.answer for sample in samples]),
        torch.stack([sample.told for sample in samples]),
        torch.stack([sample.named for sample in samples]),
        torch.stack([sample.decider for sample in samples]),
        torch.stack([sample.counts for sample in samples]),
        torch.tensor([sample.talk for sample in samples]),
    )
    for row, sample in enumerate(samples):
        own, held = len(sample), len(sample.kinds)
        batch.words[row, :own] = sample.words
        batch.vectors[row, :own] = table[sample.vectors.long()]
        batch.tags[row, :own] = sample.tags
        batch.affixes[row, :own] = sample.affixes
        batch.mask[row, :own] = 1
        batch.passage[row, :own] = sample.passage
        batch.kinds[row, :held] = sample.kinds
        batch.there[row, :held] = 1
        batch.heard[row, :held] = sample.heard
    return batch


def blurred(batch: Batch) -> Batch:
    """Drop words, wordings and what the rules heard at random, the more so words whose wording is known anyway."""
    shape = batch.words.shape
    lost = torch.rand(shape) < WORD_DROP * (0.7 + 1.3 * (batch.tags[..., 0] > 0).float())
    batch.words[lost] = 0
    batch.affixes[lost] = 0
    batch.vectors[lost] = 0
    batch.tags[torch.rand(shape) < TAG_DROP] = 0
    batch.heard *= (torch.rand(shape[0], 1, len(FEATURES), 1) > HEARD_DROP).float()
    return batch
