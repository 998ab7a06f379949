"""How fast Rothscope is, as ratios to other programs on the same files in the same minutes (`make bench`)."""
