"""spaCy's tokenizer and phrase matcher without the rest of it: training, pipelines and command line stay unread.

`import spacy` reads all of that, which costs more than reading a plan. Here the package is entered without running its
`__init__`, and what only training and validating need is fetched when it is first used. Nothing is taken away: whoever
uses more of spaCy in the same process gets all of it. Where a version is built otherwise, the plain import stands.
"""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType

from rothscope.postponed import postponed, refused

_POSTPONED = (
    "packaging.requirements",
    "spacy.lang.tokenizer_exceptions",
    "spacy.schemas",
    "spacy.scorer",
    "spacy.training",
    "srsly",
    "thinc.api",
    "thinc.backends",
    "thinc.types",
    "thinc.util",
)
"""What tokenizer and matcher take in to be trained, to check patterns, to be saved and to know a web address; each draws in
half of spaCy, all of thinc, readers of four formats, or a pattern of two pages.
"""

_OLD_MODELS = "pydantic.v1"
"""What the reader of settings takes in where it is there, to know models of ten years ago; it does without."""


class _Package(ModuleType):
    """The package `spacy`: its `__init__` runs as soon as anything of it is asked for, another module included."""

    def __getattr__(self, name: str) -> object:
        spec = self.__spec__
        assert spec is not None and spec.loader is not None
        setattr(self, "__class__", ModuleType)  # noqa: B010
        setattr(self, "__path__", spec.submodule_search_locations)  # noqa: B010
        spec.loader.exec_module(self)
        return getattr(self, name)


class _TokenPattern:
    """Stands for the schema of a token, which the phrase matcher only asks whether it knows an attribute."""

    def model_dump(self) -> dict[str, None]:
        return {name.lower(): None for name in import_module("spacy.attrs").IDS}


def _dumped(value: object) -> object:
    """Stand for srsly's msgpack_dumps, of which spaCy asks the bytes of an empty list when it is read."""
    return b"\x90" if value == [] else import_module("srsly").msgpack_dumps(value)


class _Ops:
    """Stands for what thinc counts with, of which a vocabulary asks for the arrays of its vectors, which has none here."""

    @property
    def xp(self) -> ModuleType:
        return import_module("numpy")


def _enter() -> None:
    """Import the modules named below. Raises whatever another build of spaCy makes of it."""
    spec = find_spec("spacy")
    if spec is None:
        return
    package = sys.modules["spacy"] = module_from_spec(spec)
    with postponed(*_POSTPONED), refused(_OLD_MODELS):
        sys.modules["spacy.schemas"].TokenPattern = _TokenPattern  # type: ignore[attr-defined]
        sys.modules["srsly"].msgpack_dumps = _dumped  # type: ignore[attr-defined]
        sys.modules["thinc.api"].get_current_ops = _Ops  # type: ignore[attr-defined]
        for name in ("tokens", "vocab", "matcher", "tokenizer"):
            import_module(f"spacy.{name}")
    package.__class__ = _Package
    del package.__path__  # which the import of any other module of spaCy asks for


if "spacy" not in sys.modules:
    try:
        _enter()
    except Exception:  # the plain imports below then work, or say what is missing
        sys.modules.pop("spacy", None)

from spacy.matcher import PhraseMatcher  # noqa: E402
from spacy.tokenizer import Tokenizer  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

__all__ = ["Doc", "PhraseMatcher", "Tokenizer", "Vocab"]
