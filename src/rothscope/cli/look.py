"""`rothscope explain` and `rothscope show`: why, and from what."""

from pathlib import Path

import click

from rothscope.cli.output import (
    output_option,
    password_option,
    patterns_option,
    refuse_overwriting,
    write,
    write_file,
)
from rothscope.model.clause import CONTEXT, Clause
from rothscope.model.document import SECTION, Page
from rothscope.model.finding import FEATURES, Finding


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("feature", type=click.Choice(FEATURES), metavar="FEATURE")
@output_option
@password_option
@patterns_option
def explain(file: Path, feature: str, output: Path | None, patterns: Path | None) -> None:
    """Tell why FEATURE came out as it did: every passage heard, the words that decided, and which had no vote.

    FEATURE is one of: after_tax_contributions, roth_deferrals, in_plan_roth_conversion, in_service_after_tax,
    in_service_59_half, ira_roll_ins, rollovers_from_plans, match, safe_harbor, after_tax_cap, hce_limit.

    \b
    Example:
      rothscope explain sample_spds/granite_mills/plan.pdf after_tax_contributions
    """
    from rothscope.analyze import analyze

    write(_explained(analyze(file, patterns=patterns).findings[feature]), output)


def _explained(finding: Finding) -> str:
    lines = [f"{finding.title}: {finding.status.value.replace('_', ' ')}", f"because {finding.reason}", ""]
    groups = (
        ("Decided by", finding.decided_by),
        ("Against", finding.against),
        ("Heard without a vote", finding.mentions),
    )
    for title, clauses in groups:
        if clauses:
            lines += [title, "-" * len(title), *(line for clause in clauses for line in _clause(clause))]
    return "\n".join(lines).rstrip() + "\n"


def _clause(clause: Clause) -> list[str]:
    printed = f" (printed {clause.printed_page})" if clause.printed_page else ""
    where = f"p. {clause.page}{printed}" + (f", {clause.section}" if clause.section else "")
    told = [
        f"  {where}",
        f"    “{clause.quote}”",
        f"    {clause.force.value}, {clause.polarity.value}: {clause.why}",
    ]
    told += [
        f"    {cue.category}: {cue.text if cue.category == CONTEXT else f'“{cue.text}”'}"
        for cue in clause.cues
    ]
    told += [f"    condition ({condition.kind.value}): {condition.text}" for condition in clause.conditions]
    told += [f"    {fact.name}: {fact.value}" for fact in clause.facts]
    return [*told, ""]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(min=1), help="Only this page (PDF page, counted from 1).")
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also draw the page with a box round each line (PNG; needs --page).",
)
@output_option
@password_option
@patterns_option
def show(
    file: Path, page: int | None, picture: Path | None, output: Path | None, patterns: Path | None
) -> None:
    """Show what was read from FILE: lines, tables, boxes and sections, page by page.

    In the picture lines are blue, headings red, lines with check boxes orange, heads and feet grey, tables green.

    \b
    Example:
      rothscope show sample_spds/lattice_robotics/plan.pdf --page 3
      rothscope show sample_spds/lattice_robotics/plan.pdf --page 3 --picture page3.png
    """
    from rothscope.errors import UnreadableFile
    from rothscope.reading import read_one

    if picture is not None:
        if page is None:
            raise click.UsageError("--picture draws one page; name it with --page.")
        refuse_overwriting("--picture", picture, [file])
    reading = read_one(file, patterns=patterns)
    pages = reading.document.pages
    if page is not None and page > len(pages):
        raise UnreadableFile(f"{file.name} has {len(pages)} pages; choose one of them with --page.")
    head = [f"{file.name}: {reading.kind.title} ({reading.kind.because})", ""]
    headings = {(section.page, section.line): section.heading for section in reading.sections}
    chosen = pages if page is None else pages[page - 1 : page]
    if picture is not None:
        write_file(picture, _picture(file, chosen[0], headings))
        click.echo(f"Written to {picture}", err=True)
    write("\n".join(head + [line for sheet in chosen for line in _page(sheet, headings)]) + "\n", output)


def _picture(file: Path, page: Page, headings: dict[tuple[int, int], str]) -> bytes:
    from rothscope.errors import UnreadableFile
    from rothscope.extract.pictures import is_pdf, outlined

    if not is_pdf(file):
        raise UnreadableFile(f"{file.name} is no PDF, so no page of it can be drawn; leave --picture out.")
    return outlined(file, page, {line for number, line in headings if number == page.number})


def _page(page: Page, headings: dict[tuple[int, int], str]) -> list[str]:
    printed = "" if page.label and page.label.startswith(SECTION) else "printed "
    label = f" ({printed}{page.label})" if page.label else ""
    lines = [f"--- page {page.number}{label}" + _state(page)]
    for number, line in enumerate(page.lines):
        place = (
            ""
            if line.box is None
            else f"{line.box[0]:6.0f} {line.box[1]:5.0f}  {line.size:4.1f}{'b' if line.bold else ' '}"
        )
        kind = f" [{line.furniture.value}]" if line.furniture else ""
        heading = " [section]" if (page.number, number) in headings else ""
        lines.append(f"{place} {line.text}{kind}{heading}")
    for table in page.tables:
        lines += ["  table:", *(f"    {' | '.join(row)}" for row in (table.header, *table.rows) if row)]
    return [*lines, ""]


def _state(page: Page) -> str:
    """Return what is to be said of a page as a whole: read from a picture, blank, or without text."""
    turned = f", turned by {page.tilt:+.1f}\u00b0" if page.tilt else ""
    if page.by_ocr:
        sure = f", words {round(100 * page.sure)}% sure" if page.sure is not None else ""
        return f": read from a picture{sure}{turned}"
    return ": blank" if page.is_blank else turned if page.has_text else ": no text"
