"""`python -m benchmarks.clauses [FILE.jsonl …]`: print the table of docs/accuracy.md for each labelled set."""

import sys
from pathlib import Path

from benchmarks.clauses.score import Tally, read_rows, score
from rothscope.analyze import Tagger

HEAD = f"{'register':9} {'feature':26} {'firm':>5} {'strict':>7} {'lenient':>8} {'flips':>6} {'false/100':>10} {'F1':>5}"


def main(paths: list[Path]) -> None:
    """Print one table a set."""
    tagger = Tagger()
    for path in paths:
        print(f"{path.name}\n{HEAD}")
        for (register, feature), tally in sorted(score(read_rows(path), tagger).items()):
            print(_line(register, feature, tally))
        print()


def _line(register: str, feature: str, tally: Tally) -> str:
    share = max(1, tally.firm)
    return (
        f"{register:9} {feature:26} {tally.firm:5} {tally.strict / share:7.0%} {tally.lenient / share:8.0%} "
        f"{tally.flips:6} {tally.false_per_100:10.1f} {tally.macro_f1:5.2f}"
    )


if __name__ == "__main__":
    here = Path(__file__).parent
    main([Path(name) for name in sys.argv[1:]] or sorted(here.glob("*.jsonl")))
