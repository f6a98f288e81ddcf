"""A reading → what it states besides numbers, and how articles differ in that."""
