"""What HR or the recordkeeper answered, read against what was asked and kept apart from the document.

A reply and an Analysis go in; the same Analysis with `hr_said` comes out: each answer, what it settles, what to ask
next, and the verdict with it.
"""

from rothscope.reply.entries import read_entries
from rothscope.reply.split import Answer, split_reply
from rothscope.reply.take import Reply, take_replies

__all__ = ["Answer", "Reply", "read_entries", "split_reply", "take_replies"]
