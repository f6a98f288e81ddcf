"""Bytes that were decoded → language, sentences, and the lines that are no part of an article."""
