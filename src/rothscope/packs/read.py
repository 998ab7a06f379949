"""One way to read a YAML file into a strict model, with every fault named by file and key."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from rothscope.errors import BadPack

Model = TypeVar("Model", bound=BaseModel)

# The C loader reads the packs some ten times faster; PyYAML ships it in its wheels but not everywhere.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Return the YAML value in a file. Raises BadPack naming the file where it is missing or malformed."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as fault:
        raise BadPack(
            f"{path} cannot be read ({fault.strerror}); restore it or name another --patterns."
        ) from fault
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        byte = fault.object[fault.start]
        raise BadPack(
            f"{path} is not UTF-8: line {line} holds the byte 0x{byte:02x}; save it as UTF-8."
        ) from fault
    except yaml.YAMLError as fault:
        raise BadPack(f"{path} is not valid YAML: {_told(fault)}.") from fault


def read_model(path: Path, model: type[Model]) -> Model:
    """Return the file as a checked model. Raises BadPack naming file and key of the first fault."""
    try:
        return model.model_validate(read_yaml(path))
    except ValidationError as fault:
        first = fault.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "top level"
        raise BadPack(f"{path}: {key}: {first['msg']}") from fault


def _told(fault: yaml.YAMLError) -> str:
    """Return line, column and what was expected, on one line."""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    said = [getattr(fault, name, None) for name in ("context", "problem", "reason")]
    what = ", ".join(" ".join(str(words).split()) for words in said if words) or "it cannot be read"
    return f"line {mark.line + 1}, column {mark.column + 1}: {what}" if mark else what
