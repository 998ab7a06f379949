"""The engines that read words from a picture of a page, and which of them this machine has.

In: a grey picture of a straight page. Out: words with the rectangle of their ink in dots and how sure the engine is.
Nothing is downloaded: tesseract is a program on the PATH, rapidocr carries its models in its wheel.
"""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from rothscope.errors import UnreadableFile

if TYPE_CHECKING:
    from PIL import Image

LONGEST = 180
"""Seconds after which tesseract is given up on a page; a full page takes two or three."""

HOW_TO_GET_OCR = (
    "install what reads pictures with `pip install 'rothscope[ocr]'`, or tesseract, and try again"
)
"""What to do for scans to be read, as it stands in a sentence."""


class Seen(NamedTuple):
    """A word seen in a picture: its rectangle in dots from the top left, how sure the engine is (0 to 1), its line."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    sure: float
    line: int


class Engine(Protocol):
    """What reads words: its name, the dots an inch it reads best, and how many pages it may read at once."""

    name: str
    dpi: int
    at_once: int

    def read(self, picture: "Image.Image") -> list[Seen]:
        """Return the words of a grey picture."""


@cache
def find_engine() -> Engine | None:
    """Return tesseract where it is on the PATH, else rapidocr where it is installed, else None."""
    program = shutil.which("tesseract")
    if program:
        return Tesseract(program)
    return Rapid() if find_spec("rapidocr") and find_spec("onnxruntime") else None


class Tesseract:
    """The program of that name, one process a page and one thread a process, which costs least."""

    name = "tesseract"
    dpi = 300
    at_once = max(1, min(4, os.cpu_count() or 1))

    def __init__(self, program: str) -> None:
        self._command = [program, "stdin", "stdout", "--dpi", str(self.dpi), "--psm", "3", "-l", "eng", "tsv"]

    def read(self, picture: "Image.Image") -> list[Seen]:
        """Return the words of a grey picture. Raises UnreadableFile where the program fails."""
        content = io.BytesIO()
        picture.save(content, "PPM")
        try:
            done = subprocess.run(
                self._command,
                input=content.getvalue(),
                capture_output=True,
                timeout=LONGEST,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.SubprocessError) as fault:
            raise UnreadableFile(
                "tesseract, which is on the PATH, cannot read a scanned page; check that it works and has the "
                "language data eng, or take it off the PATH."
            ) from fault
        return list(_words(done.stdout.decode("utf-8", "replace")))


def _words(table: str) -> Iterator[Seen]:
    line = 0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        line += row["level"] == "4"
        text = (row["text"] or "").strip() if row["level"] == "5" else ""
        if text:
            left, top = float(row["left"]), float(row["top"])
            right, bottom = left + float(row["width"]), top + float(row["height"])
            yield Seen(text, left, top, right, bottom, max(0.0, float(row["conf"])) / 100, line)


class Rapid:
    """The rapidocr package on onnxruntime; its models are loaded at the first page."""

    name = "rapidocr"
    dpi = 200
    at_once = 1

    def __init__(self) -> None:
        self._reader: Any = None

    def read(self, picture: "Image.Image") -> list[Seen]:
        """Return the words of a grey picture."""
        import numpy

        if self._reader is None:
            from rapidocr import RapidOCR

            # Lines it is unsure of come too: what cannot be read must be seen to be there.
            self._reader = RapidOCR(params={"Global.log_level": "critical", "Global.text_score": 0.0})
        read = self._reader(numpy.asarray(picture.convert("RGB")), use_cls=False, return_word_box=True)
        return [
            Seen(text, *_around(corners), float(sure), at)
            for at, line in enumerate(read.word_results or ())
            for text, sure, corners in line
            if text.strip()
        ]


def _around(corners: Any) -> tuple[float, float, float, float]:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
