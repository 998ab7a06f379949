"""Files without pages (text, Word, web page): one page for each section, cited by its heading."""
