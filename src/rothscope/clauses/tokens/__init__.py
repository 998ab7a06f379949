"""Texts -> words: the tokeniser, where the packs' wordings stand in a text, and numbers as people write them."""
