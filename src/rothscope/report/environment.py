"""The Jinja environments of the report: one a form, each making every printed value safe for its form.

In goes the name of a form, out comes an environment that reads the package's own templates. A value that is
missing stops the printing: no reader ever meets a "None".
"""

from decimal import Decimal
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rothscope.model.document import SECTION
from rothscope.report.plaintext import (
    clean,
    ending,
    excerpt,
    few_words,
    markdown_escape,
    one_line,
    shorten,
    wrapped,
)

Form = Literal["html", "markdown", "text"]


def dollars(amount: Decimal | int) -> str:
    """Return an amount as whole dollars, or with cents where there are any, the minus sign in front."""
    value = abs(Decimal(amount))
    shown = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return f"-${shown}" if amount < 0 else f"${shown}"


def page_words(page: int, printed: str | None) -> str:
    """Return a page in words: the PDF's page, and the printed number where it is another; a section by its name."""
    if printed is not None and printed.startswith(SECTION):
        return printed
    if printed is None or printed == str(page):
        return f"page {page}"
    return f"page {shorten(printed, 16)} (PDF page {page})"


def capitalize_first(text: str) -> str:
    """Return the text with its first letter as a capital and the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return the text as a sentence: a capital in front and a full stop at the end, unless it ends in a
    mark already.
    """
    line = capitalize_first(one_line(text))
    return f"{line}." if line and line[-1] not in ".?!:\u2026" else line


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 page", "2 pages"."""
    return f"{number} {one if number == 1 else many}"


@cache
def environment(form: Form) -> Environment:
    """Return the environment of a form; html escapes by itself, markdown escapes whatever is not marked
    safe.
    """
    made = Environment(
        loader=PackageLoader("rothscope.report", "templates"),
        autoescape=form == "html",
        undefined=StrictUndefined,
        finalize=_markdown_value if form == "markdown" else _plain_value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "capitalize_first": capitalize_first,
        "dollars": dollars,
        "ending": ending,
        "excerpt": excerpt,
        "few_words": few_words,
        "line": one_line,
        "sentence": sentence,
        "shorten": shorten,
        "wrapped": wrapped,
    }
    made.globals |= {"page_words": page_words, "counted": counted}
    return made


def _plain_value(value: Any) -> Any:
    if value is None:
        raise TypeError("a template printed a value that is not there")
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _markdown_value(value: Any) -> Any:
    checked = _plain_value(value)
    return (
        markdown_escape(checked) if isinstance(checked, str) and not isinstance(checked, Markup) else checked
    )
