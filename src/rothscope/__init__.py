"""Rothscope reads a retirement plan and says whether a mega backdoor Roth is possible in it."""
