"""The packs against their own examples: what `rothscope check` and the tests run.

Every example is a tiny document that goes through passages, clauses and resolve, and is judged by its final status; the
examples of kinds of documents are judged by the kind they come out as.
"""

from collections.abc import Iterator
from pathlib import Path

from rothscope.clauses.find import Reader
from rothscope.clauses.tokens.words import Finder
from rothscope.evidence import prove
from rothscope.extract.read import read_text
from rothscope.model.clause import Fact
from rothscope.model.finding import Finding
from rothscope.packs.documents import load_document_examples, load_documents, load_sections
from rothscope.packs.misread import load_misread
from rothscope.packs.reading import FeaturePack, Language, load_language
from rothscope.reading import mender, section_force
from rothscope.resolve import resolve
from rothscope.structure.kind import find_kind
from rothscope.structure.passages import split_passages
from rothscope.structure.sections import find_sections

STAND_IN = FeaturePack(
    id="feature_x",
    title="Feature X",
    asks="Whether Feature X is there",
    verbs=("verb_permit", "verb_contribute"),
    names=("feature x",),
)
"""The feature the examples of the cues speak of."""


def check_packs(folder: Path) -> tuple[tuple[str, ...], int]:
    """Return the faults found, each naming file, example and what came out, and the number of examples run."""
    faults = []
    count = 0
    for fault in [
        *_features(folder),
        *_cues(folder),
        *_facts(folder),
        *_documents(folder),
        *_misread(folder),
    ]:
        count += 1
        if fault:
            faults.append(fault)
    return tuple(faults), count


def _features(folder: Path) -> Iterator[str]:
    language = load_language(folder)
    reader = Reader(language, section_force(folder))
    for pack in language.packs.values():
        for example in pack.examples:
            finding = read_findings(example.text, reader, folder)[pack.id]
            wrong = finding.status is not example.is_ or not _facts_hold(finding, example.facts)
            where = f"{'money' if pack.id in language.money else 'features'}/{pack.id}.yaml: {example.text.strip()!r}"
            if example.known_miss:
                yield "" if wrong else f"{where} is marked as a known miss but comes out right; drop the mark"
            else:
                yield f"{where} should be {example.is_.value}, is {_told(finding)}" if wrong else ""


def _cues(folder: Path) -> Iterator[str]:
    language = load_language(folder)
    stand_in = language.model_copy(update={"features": {STAND_IN.id: STAND_IN}, "money": {}, "facts": {}})
    reader = Reader(stand_in, section_force(folder))
    for name, cue in language.cues.items():
        for example in cue.examples:
            finding = read_findings(example.text, reader, folder)[STAND_IN.id]
            where = f"cues.yaml: {name}: {example.text.strip()!r}"
            wrong = finding.status is not example.is_
            yield f"{where} should be {example.is_.value}, is {_told(finding)}" if wrong else ""


def _facts(folder: Path) -> Iterator[str]:
    language = load_language(folder)
    reader = Reader(language, section_force(folder))
    for name, rule in language.facts.items():
        for example in rule.examples:
            findings = read_findings(example.text, reader, folder)
            values = {
                f.value for feature in rule.features for f in _all_facts(findings[feature]) if f.name == name
            }
            wanted = {example.value} if example.value is not None else set()
            told = ", ".join(sorted(values)) or "nothing"
            fault = f"facts.yaml: {name}: {example.text!r} should give {example.value}, gives {told}"
            yield "" if values == wanted else fault


def _documents(folder: Path) -> Iterator[str]:
    kinds = load_documents(folder)
    for example in load_document_examples(folder):
        document = read_text(example.text)
        kind = find_kind(document, find_sections(document, load_sections(folder)), kinds)
        where = f"document_examples.yaml: {example.because!r}"
        yield (
            ""
            if kind.id == example.is_
            else f"{where} should be {example.is_}, is {kind.id} ({kind.because})"
        )


def read_findings(text: str, with_reader: Reader, folder: Path) -> dict[str, Finding]:
    """Return the findings of a bare text by the features its reader knows."""
    document = read_text(text)
    kinds = load_sections(folder)
    passages = split_passages(document, find_sections(document, kinds), kinds)
    clauses = prove(with_reader.find_clauses(passages), passages, document)
    rules = with_reader.gives_way
    return {pack.id: resolve(pack.id, pack.title, clauses, rules) for pack in with_reader.packs}


def _misread(folder: Path) -> Iterator[str]:
    mend = mender(folder)
    if mend is None:
        return
    for example in load_misread(folder).examples:
        text, _, doubtful = mend.mend(example.read)
        wrong = bool(doubtful) is not example.doubtful or (example.heard or text) != text
        told = f"{text!r}, in doubt" if doubtful else repr(text)
        yield (
            f"misread.yaml: {example.read!r} should be heard as {example.heard!r}, is {told}" if wrong else ""
        )


def _facts_hold(finding: Finding, wanted: dict[str, str]) -> bool:
    values = {(fact.name, fact.value) for fact in _all_facts(finding)}
    return all((name, value) in values for name, value in wanted.items())


def _all_facts(finding: Finding) -> Iterator[Fact]:
    yield from finding.facts
    for clause in (*finding.decided_by, *finding.against, *finding.mentions):
        yield from clause.facts


def _told(finding: Finding) -> str:
    return f"{finding.status.value} ({finding.reason})"


def unused_phrases(folder: Path, language: Language | None = None) -> tuple[str, ...]:
    """Return the phrases of the feature packs that no example of their own pack exercises."""
    known = language or load_language(folder)
    unused = []
    for pack in known.packs.values():
        texts = [example.text for example in pack.examples]
        for phrase in (*pack.names, *pack.grants, *pack.denies, *(like.phrase for like in pack.lookalikes)):
            finder = Finder.of_phrases({"phrase": (phrase,)})
            if not any(finder.read(text).of("phrase") for text in texts):
                unused.append(f"{pack.id}: {phrase}")
    return tuple(unused)
