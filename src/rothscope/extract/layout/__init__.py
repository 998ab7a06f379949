"""The order in which a person reads a page: lines, columns, tables, what stands in their way and what is no text."""
