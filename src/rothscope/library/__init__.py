"""Many documents: read in any number of processes, kept in one SQLite file, found again, reviewed by people."""
