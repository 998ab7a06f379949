"""A file becomes a `Document`: PDF through pdfium and pdfplumber, text as it is."""
