"""The open benchmark of reading: labelled passages in our own wording, and how well the reader does on them."""
