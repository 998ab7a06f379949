"""Several plans side by side, and two documents of one plan told apart.

Analyses go in; a `Comparison` or a `Difference` comes out. What a change would open and how far a difference reaches is
never guessed: the findings are judged again with that one thing in them.
"""

from rothscope.compare.documents import diff_documents
from rothscope.compare.plans import compare_plans

__all__ = ["compare_plans", "diff_documents"]
