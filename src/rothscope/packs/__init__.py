"""`patterns/` as checked Python values: what the program knows, read once and refused when malformed."""
