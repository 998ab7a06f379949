"""One page of a PDF as pdfium gives it: words with their places, drawn boxes, fields, and what is odd about its letters."""
