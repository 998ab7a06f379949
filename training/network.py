"""The network of `rothscope.clauses.second.network` in torch, to be trained; the names of its weights are the same.

Large products are made in bfloat16, which newer processors do many times faster; weights, sums and norms stay exact.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rothscope.clauses.second.windows import AFFIXES, HEARD
from rothscope.model.finding import FEATURES
from rothscope.packs.context import Vectors

SIDES = 3
WIDTH = 64
LAYERS = 4
HIDDEN = 48
DROPPED = 0.3


@dataclass
class Batch:
    """Windows of one step, padded: tokens (B, L), tags (B, L, T), affixes (B, L, 3), and what is to be learned.

    `talk` is 1 for an article or a forum, 0 for a plan's own text.
    """

    words: Tensor
    vectors: Tensor
    tags: Tensor
    affixes: Tensor
    mask: Tensor
    passage: Tensor
    kinds: Tensor
    there: Tensor
    heard: Tensor
    answer: Tensor
    told: Tensor
    named: Tensor
    decider: Tensor
    counts: Tensor
    talk: Tensor


class Dropped(nn.Module):
    """Dropout by one random byte a number, several times faster than torch's own."""

    def __init__(self, share: float, seed: int) -> None:
        super().__init__()
        self._below = round(share * 256)
        self._dice = np.random.Generator(np.random.SFC64(seed))

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        bytes_ = np.frombuffer(self._dice.bytes(x.numel()), dtype=np.uint8)
        kept = torch.from_numpy(bytes_ >= self._below).view(x.shape)
        return x * (kept.to(x.dtype) / (1 - self._below / 256))


def product(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """Return a linear layer's output, multiplied in bfloat16."""
    with torch.autocast("cpu", torch.bfloat16):
        return functional.linear(x, weight, bias).float()


def around(conv: nn.Conv1d, x: Tensor) -> Tensor:
    """Return a dilated convolution of tokens (B, L, width), each read with the two that stand a step away."""
    step, length = int(conv.dilation[0]), x.shape[1]
    wide = functional.pad(x, (0, 0, step, step))
    near = torch.cat([wide[:, :length], x, wide[:, 2 * step :]], -1)
    return product(near, conv.weight.permute(0, 2, 1).reshape(conv.out_channels, -1), conv.bias)


class Network(nn.Module):
    """Window -> logits (B, passages, features, sides), how plainly each passage names each feature, and whether it is talk.

    The last two are asked for in training only: who has to tell them reads the first better.
    """

    def __init__(self, words: int, tags: int, kinds: int, seed: int = 0) -> None:
        super().__init__()
        self.we = nn.Embedding(words + 1, WIDTH, padding_idx=0)
        self.te = nn.Embedding(tags + 1, WIDTH, padding_idx=0)
        self.ae = nn.Embedding(AFFIXES + 1, WIDTH, padding_idx=0)
        for table in (self.we, self.te, self.ae):
            nn.init.normal_(table.weight, std=0.1)
            table.weight.data[0] = 0
        self.wl = nn.Linear(Vectors.size, WIDTH)
        self.ln0 = nn.LayerNorm(WIDTH)
        self.convs = nn.ModuleList(
            nn.Conv1d(WIDTH, 2 * WIDTH, 3, padding=2**layer, dilation=2**layer) for layer in range(LAYERS)
        )
        self.lns = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(LAYERS))
        self.ke = nn.Embedding(kinds + 1, WIDTH)
        self.q = nn.Parameter(torch.randn(len(FEATURES), WIDTH) * 0.1)
        self.gq = nn.Parameter(torch.randn(4, WIDTH) * 0.1)
        self.v = nn.Linear(2 * WIDTH, 2 * HIDDEN)
        self.g = nn.Linear(4 * WIDTH, HIDDEN)
        self.fe = nn.Parameter(torch.randn(len(FEATURES), HIDDEN) * 0.3)
        self.kk = nn.Linear(WIDTH, HIDDEN)
        self.r = nn.Linear(len(HEARD), HIDDEN)
        self.h1 = nn.Linear(2 * HIDDEN, 2 * HIDDEN)
        self.out = nn.Parameter(torch.randn(len(FEATURES), SIDES, 2 * HIDDEN) * 0.05)
        self.sh = nn.Linear(2 * HIDDEN, SIDES)
        self.b = nn.Parameter(torch.zeros(len(FEATURES), SIDES) - 1.5)
        self.ment = nn.Linear(2 * HIDDEN, 1)
        self.talk = nn.Linear(HIDDEN, 1)
        self.drop = Dropped(DROPPED, seed)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        count, length = batch.words.shape
        passages = batch.there.shape[1]
        mask = batch.mask.unsqueeze(-1)
        x = self.we(batch.words) + self.te(batch.tags).sum(2) + self.ae(batch.affixes).sum(2)
        x = x + 3 * product(batch.vectors, self.wl.weight, self.wl.bias)
        x = self.drop(self.ln0(x)) * mask
        for conv, norm in zip(self.convs, self.lns, strict=True):
            value, gate = around(conv, x).chunk(2, -1)
            x = norm(x + self.drop(value * torch.sigmoid(gate))) * mask
        where = functional.one_hot(batch.passage, passages + 1)[..., :passages].float() * mask
        gaze = x @ self.q.t() / math.sqrt(WIDTH) * 4
        gaze = torch.exp(gaze - gaze.amax(1, keepdim=True)) * mask
        drawn = where.transpose(1, 2).unsqueeze(2) * gaze.transpose(1, 2).unsqueeze(1)
        with torch.autocast("cpu", torch.bfloat16):
            seen = (drawn.reshape(count, -1, length) @ x).float()
        seen = seen.view(*drawn.shape[:3], -1) / (drawn.sum(-1, keepdim=True) + 1e-6)
        index = batch.passage.unsqueeze(-1).expand(-1, -1, WIDTH)
        peaks = x.new_full((count, passages + 1, WIDTH), -1e4).scatter_reduce(1, index, x, "amax")
        peaks = torch.where(batch.there.unsqueeze(-1) > 0, peaks[:, :passages], torch.zeros(()))
        far = (mask - 1) * 1e4
        whole = torch.softmax(x @ self.gq.t() / math.sqrt(WIDTH) * 4 + far, 1)
        whole = self.g(torch.einsum("blk,bld->bkd", whole, x).reshape(count, -1))
        left = whole[:, None, None] + self.fe + self.kk(self.ke(batch.kinds))[:, :, None]
        of_seen, of_peaks = self.v.weight.split(WIDTH, 1)
        hidden = product(seen, of_seen) + product(peaks, of_peaks, self.v.bias)[:, :, None]
        hidden = hidden + torch.cat([left, product(batch.heard, self.r.weight, self.r.bias)], -1)
        hidden = self.drop(functional.gelu(hidden))
        hidden = functional.gelu(product(hidden, self.h1.weight, self.h1.bias)) + hidden
        logits = torch.einsum("bpfh,fch->bpfc", hidden, self.out) + self.sh(hidden) + self.b
        away = (batch.there[:, :, None] - 1) * 1e4
        named = self.ment(hidden).squeeze(-1) + away
        return logits + away.unsqueeze(-1), named, self.talk(functional.gelu(whole)).squeeze(-1)


def of_window(logits: Tensor) -> Tensor:
    """Return (B, features, 4): the logits of nothing and of each side over all passages of a window."""
    sides = torch.logsumexp(logits, 1)
    return torch.cat([torch.zeros_like(sides[..., :1]), sides], -1)


def loss_of(logits: Tensor, naming: Tensor, talk: Tensor, batch: Batch) -> Tensor:
    """Return what is to be made small: wrong answers, answers from the wrong passage, unheard names, talk unheard."""
    said = functional.log_softmax(of_window(logits), -1)
    count = said.shape[0]
    loss = -(batch.told * said).sum() / count
    row, feature = ((batch.decider >= 0) & (batch.answer > 0)).nonzero(as_tuple=True)
    if len(row):
        at = batch.decider[row, feature] * SIDES + batch.answer[row, feature] - 1
        own = logits[row, :, feature, :].reshape(len(row), -1)
        loss = loss + 0.5 * functional.cross_entropy(own, at, reduction="sum") / count
    heard = functional.binary_cross_entropy_with_logits(
        torch.logsumexp(naming, 1), batch.named, reduction="none"
    )
    loss = loss + 0.3 * (heard * batch.counts).sum() / count
    return loss + 0.3 * functional.binary_cross_entropy_with_logits(talk, batch.talk)
