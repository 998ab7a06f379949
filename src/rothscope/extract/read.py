"""The door of the room: any file -> Document, or one sentence that says why not.

Content decides, not the file's name: a PDF is what carries its mark in the first kilobyte, and text is what
decodes.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from rothscope.errors import UnreadableFile
from rothscope.extract.pageless.plain import read_text
from rothscope.model.document import Document

__all__ = ["MAX_BYTES", "read_document", "read_text"]

MAX_BYTES = 300 * 1024 * 1024
"""The largest file read: 300 MB. Plan documents are under 20 MB; beyond this it is something else."""

PDF_MARK_WITHIN = 1024
"""Bytes from the start in which readers look for the PDF mark (ISO 32000-1, annex H, note 13)."""

ZIP_MARK = b"PK\x03\x04"
OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"

MARK_WITHIN = 2048
"""Bytes from the start in which a web page says that it is one."""

_WEB_PAGE = re.compile(
    rb"<!doctype html|<html[\s>]|<body[\s>]|^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE
)

MOST_ODD = 0.05
"""Share of control characters above which decoded bytes are no text."""


def read_document(
    path: Path,
    *,
    table_words: re.Pattern[str] | None = None,
    thorough: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Return the file as a document.

    `table_words` says on which pages a ruled table is worth its cost, `thorough` reads all of them;
    `progress` is told (pages done, pages in all). Raises UnreadableFile, LockedPdf or NoTextLayer.
    """
    content = _content(path)
    if b"%PDF-" in content[:PDF_MARK_WITHIN]:
        # pdfium takes a tenth of a second to load, and plain text never needs it.
        from rothscope.extract.pdf import read_pdf

        return read_pdf(content, path.name, table_words=table_words, thorough=thorough, progress=progress)
    if path.suffix.lower() == ".pdf":
        raise UnreadableFile(
            f"{path.name} is not a PDF: it holds {_what_it_is(content)}. Download it again (a portal may want you to sign "
            "in first), or rename it to end in what it is."
        )
    document = _without_pages(content, path.name)
    if not any(page.lines for page in document.pages):
        raise UnreadableFile(
            f"{path.name} holds nothing but blank space; name the file with the plan's text."
        )
    source = document.source.model_copy(update={"sha256": hashlib.sha256(content).hexdigest()})
    return document.model_copy(update={"source": source})


def _what_it_is(content: bytes) -> str:
    """Return in words what a file that is no PDF holds, by its first bytes."""
    if _WEB_PAGE.search(content[:MARK_WITHIN]):
        return "a web page"
    if content.startswith((ZIP_MARK, OLD_OFFICE_MARK)):
        return "an office or packed file"
    text = _unicode(content)
    return "neither pages nor text" if text is None or _looks_binary(text) else "plain text"


def _without_pages(content: bytes, name: str) -> Document:
    """Return a Word file, web page or text as a document; each library is loaded only for its own files."""
    sha256 = hashlib.sha256(content).hexdigest()
    if content.startswith(OLD_OFFICE_MARK):
        raise UnreadableFile(
            f"{name} is an old Word file (.doc), or one locked with a password; save it as .docx without one."
        )
    if content.startswith(ZIP_MARK):
        if b"word/" not in content:
            raise UnreadableFile(
                f"{name} is a packed file and no Word document; unpack it, or save or print it as a PDF."
            )
        from rothscope.extract.pageless.word import read_word

        return read_word(content, name, sha256)
    if _WEB_PAGE.search(content[:MARK_WITHIN]):
        from rothscope.extract.pageless.web import read_web_page

        return read_web_page(content, name, sha256)
    return read_text(_decoded(content, name), name)


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableFile(f"{path} is a folder; name one document in it.")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(
                f"{path.name} is {size // 2**20} MB, more than the {MAX_BYTES // 2**20} MB Rothscope reads; "
                "cut it down to the plan document itself."
            )
        content = path.read_bytes()
    except FileNotFoundError as fault:
        raise UnreadableFile(f"There is no file {path}; check the name and the folder.") from fault
    except (OSError, ValueError) as fault:
        raise UnreadableFile(f"{path} cannot be opened ({fault}); check that you may read it.") from fault
    if not content:
        raise UnreadableFile(f"{path.name} is empty (0 bytes); download or export it again.")
    return content


def _decoded(content: bytes, name: str) -> str:
    refusal = f"{name} is neither a PDF nor plain text; save or print it as a PDF and name that file."
    text = _unicode(content)
    if text is None or _looks_binary(text):
        raise UnreadableFile(refusal)
    return text


def _unicode(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _looks_binary(text: str) -> bool:
    odd = sum(
        not (c.isprintable() or c in "\n\r\t\f\v\u2028\u2029\ufeff\u00ad\u00a0") and c < "\xa0"
        for c in text[:20000]
    )
    strange = text[:20000].count("\ufffd")
    return odd + strange > MOST_ODD * min(len(text), 20000)
