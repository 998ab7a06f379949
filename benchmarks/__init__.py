"""Measurements: `benchmarks.speed` and `benchmarks.clauses`; neither is a test, both write what they found."""
