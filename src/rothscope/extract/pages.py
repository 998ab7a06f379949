"""The parts of one page put together: runs, furniture and tables -> Lines and Tables in reading order."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rothscope.extract.layout.lines import Layout, Strip, lay_out
from rothscope.extract.layout.tables import Grid, aligned_table, around, cell_of, dotted_tables, ruled_table
from rothscope.extract.sheet.boxes import Shapes
from rothscope.extract.sheet.words import Run
from rothscope.extract.tidy import BROKEN_WORD, mend
from rothscope.model.document import Furniture, Line, Table

_ENDS_BROKEN = re.compile(r"([^\W\d_]+)(?:\ufffe|(?<=[a-z])-|\u00ad|\u2010)$")
_RUNS_ON = re.compile(r"([a-z]+)(\S*) ?")
_BROKEN_INSIDE = re.compile(r"([^\W\d_]+)\ufffe ?([^\W\d_]+)")


def build_page(
    runs: Sequence[Run],
    furniture: dict[int, Furniture],
    grids: Sequence[Grid],
    shapes: Shapes,
    known: frozenset[str],
) -> tuple[list[Line], list[Table]]:
    """Return the lines and tables of a page; `known` are the document's words, which settle broken ones."""
    body = [run for run in runs if run.order not in furniture]
    edges = sorted((run for run in runs if run.order in furniture), key=lambda r: (round(r.top), r.x0))
    layout = lay_out(body, shapes.rules, [_grid_rows(grid, body) for grid in grids], shapes.frames)
    lines = whole_words([_line(strip) for strip in layout.strips], known)
    first = min((line.box[1] for line in lines if line.box), default=0.0)
    heads = [_edge(run, furniture[run.order]) for run in edges if run.top < first]
    feet = [_edge(run, furniture[run.order]) for run in edges if run.top >= first]
    return heads + lines + feet, _tables(layout, grids, body, lines, known)


def _grid_rows(grid: Grid, runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of a ruled table, cell by cell for each row."""
    placed = [(place, run) for run in runs if (place := cell_of(grid, run))]
    placed.sort(key=lambda pair: (pair[0], round(pair[1].top), pair[1].x0))
    return [[run for (row, _), run in placed if row == at] for at in range(len(grid.rows))]


def _line(strip: Strip) -> Line:
    cells = strip.cells
    main = cells[0] if len(cells) == 1 else max(cells, key=lambda cell: len(cell.text))
    return Line(
        text=main.text if len(cells) == 1 else " ".join(cell.text for cell in cells),
        box=_rounded(main.box if len(cells) == 1 else around([cell.box for cell in cells])),
        size=main.size,
        bold=all(cell.bold for cell in cells),
        break_before=strip.break_before,
        column=strip.column,
        aside=strip.aside,
    )


def _edge(run: Run, kind: Furniture) -> Line:
    text = run.text.replace(BROKEN_WORD, "-")
    return Line(
        text=text, box=_rounded(run.box), size=run.size, bold=run.bold, furniture=kind, break_before=True
    )


def _rounded(box: tuple[float, float, float, float] | None) -> tuple[float, float, float, float] | None:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)) if box else None


def whole_words(lines: list[Line], known: frozenset[str]) -> list[Line]:
    """Return the lines with the second half of each broken word brought up to its first half."""
    texts = [line.text for line in lines]
    if not any(BROKEN_WORD in text or text[-1:] in "-\u2010\u00ad" for text in texts):
        return lines
    for at in range(len(texts) - 1):
        broken, rest = _ENDS_BROKEN.search(texts[at]), _RUNS_ON.match(texts[at + 1])
        if broken and rest:
            texts[at] = (
                texts[at][: broken.start()] + mend(broken.group(1), rest.group(1), known) + rest.group(2)
            )
            texts[at + 1] = texts[at + 1][rest.end() :]
    texts = [mend_inside(text, known) for text in texts]
    return [
        line if line.text == text else replace(line, text=text)
        for line, text in zip(lines, texts, strict=True)
        if text
    ]


def mend_inside(text: str, known: frozenset[str]) -> str:
    """Return the text with every word that is broken inside it made whole."""
    if BROKEN_WORD not in text:
        return text
    text = _BROKEN_INSIDE.sub(lambda m: mend(m.group(1), m.group(2), known), text)
    return text.replace(BROKEN_WORD, "-")


def _tables(
    layout: Layout, grids: Sequence[Grid], runs: Sequence[Run], lines: list[Line], known: frozenset[str]
) -> list[Table]:
    found = [ruled_table(grid, runs) for grid in grids] + [aligned_table(rows) for rows in layout.tables]
    tables = [table for table in found if table] + list(dotted_tables(lines))
    return [
        table.model_copy(
            update={
                "header": tuple(mend_inside(cell, known) for cell in table.header),
                "rows": tuple(tuple(mend_inside(cell, known) for cell in row) for row in table.rows),
            }
        )
        for table in sorted(tables, key=lambda t: t.box[1] if t.box else 0.0)
    ]
