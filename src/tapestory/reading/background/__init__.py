"""Sentences of an article → what it recalls of the months before its news."""
