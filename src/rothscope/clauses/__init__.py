"""Passages -> clauses: where a feature is spoken of, how it is spoken of, and the numbers beside it."""
