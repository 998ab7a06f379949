"""The one base model: values that never change and refuse keys they do not know."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Parent of every value in `model/`: immutable, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
