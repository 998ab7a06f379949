"""How long a thousand labelled passages take to tag, each a document of its own (`python -m benchmarks.speed.passages`).

Printed are seconds of processor time after start-up: the packs are read and compiled by a first passage that is not counted.
Threads and the search for garbage are set as `rothscope tag --jsonl` sets them.
"""

import json
import time
from itertools import cycle, islice
from pathlib import Path

from rothscope.cli.main import travel_light

LABELLED = Path(__file__).parents[1] / "clauses"
PASSAGES = 1000


def texts() -> list[str]:
    """Return a thousand passages: all labelled ones, then the first of them again."""
    lines = [
        line
        for path in sorted(LABELLED.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [json.loads(line)["text"] for line in islice(cycle(lines), PASSAGES)]


def seconds() -> float:
    """Tag the passages one by one and return the processor time it took."""
    travel_light()
    from rothscope.analyze import Tagger

    tagger, passages = Tagger(), texts()
    tagger.tag("The Plan does not accept after-tax contributions.")
    start = time.process_time()
    for text in passages:
        tagger.tag(text)
    return time.process_time() - start


if __name__ == "__main__":
    print(seconds())
