"""Sentences with their mentions → what the article says that prices did."""
