"""The second reading: what a small network makes of a window of passages, and how far it is trusted beside the rules."""
