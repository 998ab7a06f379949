"""HR's answers in a library: kept as they were given, and read anew against whatever the program reads now."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rothscope.library.store import Library
    from rothscope.model.analysis import Analysis
    from rothscope.model.library import Entry
    from rothscope.reply import Reply


def keep_answers(path: Path, analysis: "Analysis", replies: Sequence["Reply"]) -> None:
    """Keep the answers in the library of this name. Raises BadLibrary where there is none, or not these files."""
    from rothscope.library.store import Library

    with Library(path) as library:
        _keep(library, analysis, replies)


def _keep(library: "Library", analysis: "Analysis", replies: Sequence["Reply"]) -> None:
    """Add the answers to the history of each file of the analysis. Raises BadLibrary where one is not on file."""
    from rothscope.errors import BadLibrary
    from rothscope.library.remarks import add
    from rothscope.model.library import Remark, What

    for source in analysis.source:
        if library.known(source.sha256) is None:
            raise BadLibrary(
                f"{source.name} is not in the library {library.path}; put it there with `rothscope batch` first."
            )
    for source in analysis.source:
        for reply in replies:
            for question, answer in reply.answers.items():
                add(
                    library,
                    source.sha256,
                    Remark(
                        what=What.TOLD, question=question, text=answer.text, cite=answer.cite, who=reply.who,
                        day=reply.date,
                    ),
                )  # fmt: skip


def taken(entry: "Entry", patterns: Path | None) -> "Entry":
    """Return the entry with HR's last answer to each question read against its analysis."""
    from rothscope.model.library import What
    from rothscope.packs.find import patterns_folder
    from rothscope.reply import Answer, Reply, take_replies

    last = {(one.who, one.question): one for one in entry.history if one.what is What.TOLD}
    if not last or entry.analysis is None:
        return entry
    by: dict[tuple[str, str | None], dict[str, Answer]] = {}
    for one in last.values():
        by.setdefault((one.who, one.day), {})[one.question or ""] = Answer(text=one.text, cite=one.cite)
    replies = [Reply(answers=answers, who=who, date=day) for (who, day), answers in by.items()]
    said = take_replies(entry.analysis, replies, patterns_folder(patterns)).hr_said
    return entry.model_copy(update={"told": said})
