"""A page that is a picture: which way up it is, the words an engine reads, its boxes and tables."""
