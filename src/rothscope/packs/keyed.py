"""Packs of which other rooms compile something once, and find it again by the pack."""

from functools import cached_property

from rothscope.model.frozen import Frozen


class Keyed(Frozen):
    """A pack that is a key: the hash of all it holds is worked out once, and not at every look."""

    @cached_property
    def _hashed(self) -> int:
        return hash(tuple(getattr(self, name) for name in type(self).model_fields))

    def __hash__(self) -> int:
        """Return the hash of all values."""
        return self._hashed
