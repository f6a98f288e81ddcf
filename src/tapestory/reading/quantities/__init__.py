"""Sentences with their mentions → every other quantity that is claimed, and how claims differ."""
