"""A `Document` becomes its kind, its sections and its passages, each with a way back to the page."""
