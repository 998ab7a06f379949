"""Several plans side by side.

Analyses go in, a `Comparison` comes out. What a change would open is never guessed: the findings are judged again with
that one thing in them.
"""

from rothscope.compare.plans import compare_plans

__all__ = ["compare_plans"]
