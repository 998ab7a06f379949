"""spaCy entered by its side door: little of it is read, all of it is there for who asks, and the front door stays open."""

import subprocess
import sys

import pytest


def told(program: str) -> str:
    """Run a program in a fresh interpreter; return what it prints."""
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    ).stdout.strip()


def test_training_pipelines_and_command_line_stay_unread() -> None:
    loaded = told("import sys, rothscope.clauses.tokens.lean_spacy; print(*sys.modules)").split()
    assert {"spacy.tokenizer", "spacy.matcher", "spacy.tokens", "spacy.vocab"} <= set(loaded)
    unread = {
        "spacy.cli",
        "spacy.pipeline",
        "spacy.training",
        "spacy.language",
        "spacy.scorer",
        "srsly",
        "thinc.api",
    }
    assert not unread & set(loaded)


USES = [
    ("print(spacy.blank('en')('Hello, world')[1])", ",", "a pipeline"),
    ("print(Doc is spacy.tokens.Doc and Vocab is spacy.vocab.Vocab)", "True", "the same classes"),
    ("from spacy.language import Language; print(Language.__name__)", "Language", "a module of it"),
    ("from spacy import displacy; print(displacy.__name__)", "spacy.displacy", "a module by name"),
    ("v = Vocab(); print(Doc(v).from_bytes(Doc(v, words=['a', 'b']).to_bytes()))", "a b", "a saved form"),
    ("print(spacy.blank('en')('see example.org now')[1].like_url)", "True", "a web address"),
    (
        "v = Vocab(); d = Doc(v, words=['a', 'b']); print(Doc(v).from_json(d.to_json()))",
        "a b",
        "a checked form",
    ),
    (
        "import numpy; v = Vocab(); v.set_vector('a', numpy.ones(2, dtype='f')); print(v['a'].vector)",
        "[1. 1.]",
        "vectors",
    ),
    (
        "n = spacy.blank('en'); print(n('a').similarity(n('b')) >= 0)",
        "True",
        "arrays and what they count with",
    ),
    (
        "from spacy.matcher import Matcher\n"
        "m = Matcher(Vocab(), validate=True); m.add('k', [[{'LOWER': 'a'}]]); print(len(m))",
        "1",
        "a matcher that checks its patterns",
    ),
    (
        "from spacy.training import Example\n"
        "n = spacy.blank('en'); e = Example.from_dict(n('a b'), {'words': ['a', 'b']})\n"
        "print(sorted(n.tokenizer.score([e])))",
        "['token_acc', 'token_f', 'token_p', 'token_r']",
        "a tokenizer that scores itself",
    ),
]


@pytest.mark.parametrize(("use", "says", "what"), USES, ids=[row[2] for row in USES])
def test_the_rest_of_spacy_is_there_for_who_asks(use: str, says: str, what: str) -> None:
    assert told(f"from rothscope.clauses.tokens.lean_spacy import Doc, Vocab\nimport spacy\n{use}") == says


def test_spacy_that_is_there_already_is_used_as_it_is() -> None:
    program = "import spacy, sys; from rothscope.clauses.tokens.lean_spacy import Doc; print(Doc is spacy.tokens.Doc)"
    assert told(program) == "True"


BROKEN = """
import importlib, sys
whole = importlib.import_module
def fails(name, package=None):
    if name == "spacy.tokenizer" and "spacy.language" not in sys.modules:
        raise ImportError("another build")
    return whole(name, package)
importlib.import_module = fails
from rothscope.clauses.tokens.lean_spacy import Doc, PhraseMatcher, Tokenizer, Vocab
import spacy
print(len(Tokenizer(Vocab())("two words")), spacy.blank("en")("a, b")[1], "spacy.language" in sys.modules)
"""


def test_a_spacy_built_otherwise_is_imported_whole() -> None:
    assert told(BROKEN) == "2 , True"
