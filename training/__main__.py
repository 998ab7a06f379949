"""`python -m training`: learn the second reading from the labelled passages and write patterns/context/model.npz."""

import argparse
import json
import multiprocessing
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch

from rothscope.packs.find import patterns_folder
from training.network import Network, loss_of
from training.passages import (
    HERE,
    Meanings,
    Numbers,
    Sample,
    Vocabulary,
    batches,
    numbers_of,
    pack_rows,
    read_opinions,
    read_rows,
    samples_side_by_side,
)
from training.variants import variants_of

MEMBERS = 2
EPOCHS = 16
BATCH = 24
RATE = 2.5e-3
STEADY = 0.995
"""The weights kept are a running mean of those of each step, this much of it the mean so far."""

SURE = {
    "alone": {"side": 0.65, "unheard": 0.75, "nothing": 0.5, "against": 1.0, "limit": 0.5},
    "talk": {"side": 0.9, "unheard": 0.9, "nothing": 0.2, "against": 1.0, "limit": 0.5},
    "document": {"side": 0.75, "unheard": 0.655, "nothing": 0.65, "against": 0.3, "limit": 0.8},
}
"""How probable an answer must be to be heard (`packs.context.Sure`); chosen on passages held back from training."""


VARIANTS = 6
"""An epoch sees every labelled passage and one of so many parts of the variants."""


def train(
    seed: int,
    samples: list[Numbers],
    variants: list[Numbers],
    meanings: Meanings,
    known: Vocabulary,
    epochs: int,
) -> Network:
    """Return one member trained from a seed on labelled samples and on their variants."""
    torch.manual_seed(seed)
    dice = random.Random(seed)
    network = Network(len(known.words), len(known.tags), len(known.kinds), seed)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02, fused=True)
    table = meanings.table()
    parts = [samples + variants[part::VARIANTS] for part in range(VARIANTS)]
    steps = sum(-(-len(parts[epoch % VARIANTS]) // BATCH) for epoch in range(epochs))
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
    steady = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(STEADY)
    )
    for epoch in range(epochs):
        network.train()
        total = 0.0
        for batch in batches(parts[epoch % VARIANTS], table, BATCH, dice):
            loss = loss_of(*network(batch), batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            pace.step()
            steady.update_parameters(network)
            total += float(loss.detach())
        print(f"member {seed}, epoch {epoch + 1} of {epochs}: loss {total / steps * epochs:.3f}", flush=True)
    network.load_state_dict(steady.module.state_dict())
    return network.eval()


def train_together(seeds: Sequence[int], *lesson: Any) -> list[Network]:
    """Return a member for each seed, each trained in a process of its own; `lesson` is the rest of what `train` takes."""
    known, apart = lesson[3], multiprocessing.get_context("fork")
    with TemporaryDirectory() as folder:
        paths = {seed: Path(folder, f"{seed}.pt") for seed in seeds}

        def learn(seed: int) -> None:
            torch.save(train(seed, *lesson).state_dict(), paths[seed])

        members = [apart.Process(target=learn, args=(seed,)) for seed in seeds]
        for member in members:
            member.start()
        for member in members:
            member.join()
        if any(member.exitcode for member in members):
            raise SystemExit("A member was not trained to its end; was there memory enough for both?")
        networks = [Network(len(known.words), len(known.tags), len(known.kinds)) for _ in seeds]
        for network, path in zip(networks, paths.values(), strict=True):
            network.load_state_dict(torch.load(path))
    return [network.eval() for network in networks]


def save(networks: list[Network], known: Vocabulary, path: Path) -> None:
    """Write the members in half precision with their vocabulary."""
    head = {
        "members": len(networks),
        "words": known.words,
        "tags": known.tags,
        "kinds": known.kinds,
        "sure": SURE,
    }
    arrays = {
        f"{number}.{name}": tensor.detach().numpy().astype(np.float16)
        for number, network in enumerate(networks)
        for name, tensor in network.state_dict().items()
        if not name.startswith("ment.")
    }
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(head, ensure_ascii=False).encode()
    np.savez(path, head=np.frombuffer(text, dtype=np.uint8), **arrays)  # type: ignore[arg-type]


def main() -> None:
    """Train all members on all passages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--first", type=int, default=0, help="seed of the first member")
    parser.add_argument("--without", nargs="*", default=[], help="writers whose passages are held back")
    parser.add_argument("-o", "--output", type=Path, default=patterns_folder() / "context" / "model.npz")
    options = parser.parse_args()
    torch.set_num_threads(1)
    written = read_rows(sorted((HERE / "passages").glob("*.jsonl")))
    opinions = read_opinions(HERE / "opinions.npz")

    def read(rows: Iterable[dict[str, Any]]) -> list[Sample]:
        return samples_side_by_side([row for row in rows if row["writer"] not in options.without], opinions)

    samples = read([*written, *pack_rows(patterns_folder())])
    known = Vocabulary(samples)
    meanings = Meanings()
    numbers = numbers_of(samples, known, meanings)
    variants = numbers_of(read(variants_of(written)), known, meanings)
    print(
        f"{len(numbers)} passages, {len(variants)} variants, {len(known.words)} words, {len(known.tags)} wordings"
    )
    seeds = range(options.first, options.first + options.members)
    save(
        train_together(seeds, numbers, variants, meanings, known, options.epochs),
        known,
        options.output,
    )


if __name__ == "__main__":
    main()
