"""One sentence judged: what it speaks of, and by which cues it gives, limits, refuses or leaves it open."""
