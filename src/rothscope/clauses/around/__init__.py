"""What else in a document does to a clause: boxes, footnotes, lists, openings, headings, later sentences."""
