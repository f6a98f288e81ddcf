"""Classes of words by language: how a text tells what it tells."""
