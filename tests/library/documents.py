"""Documents for batches: good ones that differ by a few bytes, and real files that are damaged, hang or eat memory."""

import zlib
from pathlib import Path

from tests.conftest import PLAN

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(ROOT.glob("sample_spds/*/plan.pdf"))
SECONDS, MEGABYTES = 20, 400
"""Limits that every good document here stays far below, and the hanging and the hungry one soon meet."""

NO_PLAN = "# Bean soup\n\nSoak the beans overnight. Cook them with onion and thyme until they are soft.\n"


def good(folder: Path, count: int, pdfs: int) -> None:
    """Write so many plans, no two of the same bytes: some sample plans as PDF, the rest one page of text."""
    for number in range(pdfs):
        sample = SAMPLES[number % len(SAMPLES)]
        path = folder / f"{number:03}_{sample.parent.name}.pdf"
        path.write_bytes(sample.read_bytes() + b"%% copy %d\n" % number)
    for number in range(pdfs, count):
        text = PLAN.replace("Alder Bay", f"Alder Bay {number}")
        if number % 3 == 0:
            text = text.replace("You may make voluntary", "You may not make voluntary")
        (folder / f"{number:03}_text.md").write_text(text, encoding="utf-8")


def bad(folder: Path) -> dict[str, str]:
    """Write one of each bad document; return by name the state that each must end in."""
    whole = SAMPLES[0].read_bytes()
    (folder / "005_cut_short.pdf").write_bytes(whole[:700])
    (folder / "006_empty.pdf").write_bytes(b"")
    (folder / "007_noise.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    (folder / "008_locked.pdf").write_bytes((ROOT / "tests/pdfs/password_needed.pdf").read_bytes())
    (folder / "009_blank.pdf").write_bytes(_pdf(_squeezed(b"", 0), pages=2, shows=1))
    (folder / "010_soup.md").write_text(NO_PLAN, encoding="utf-8")
    slow(folder / "001_hangs.pdf")
    hungry(folder / "002_eats_memory.pdf")
    unreadable = ("005_cut_short.pdf", "006_empty.pdf", "007_noise.pdf", "009_blank.pdf")
    return {
        **dict.fromkeys(unreadable, "unreadable"),
        "008_locked.pdf": "locked",
        "010_soup.md": "no_plan",
        "001_hangs.pdf": "too_slow",
        "002_eats_memory.pdf": "too_big",
    }


def slow(path: Path) -> None:
    """Write a small PDF of a thousand pages, each of which keeps pdfium busy for a while."""
    path.write_bytes(_pdf(_squeezed(b"q Q ", 5_000_000), pages=1000, shows=1))


def hungry(path: Path) -> None:
    """Write a small PDF of one page whose drawing unfolds to gigabytes."""
    path.write_bytes(_pdf(_squeezed(b"q ", 100_000_000), pages=1, shows=20))


def _squeezed(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    block = piece * 100_000
    return b"".join([*(packer.compress(block) for _ in range(times // 100_000)), packer.flush()])


def _pdf(content: bytes, pages: int, shows: int) -> bytes:
    """Return a PDF whose pages all show the same squeezed content, so many times each."""
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + pages))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [%s] >>" % b" ".join(
        [b"3 0 R"] * shows
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        *[page] * pages,
    ]
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return bytes(written + table + tail)
