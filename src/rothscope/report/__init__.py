"""Everything a reader sees: the report in four forms and the letters, all from one `Analysis`."""
