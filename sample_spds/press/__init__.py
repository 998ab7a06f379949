"""Turns the Markdown of an invented plan booklet into a PDF, always the same bytes."""
