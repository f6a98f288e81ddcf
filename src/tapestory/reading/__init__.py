"""Article → what it says: language, sentences, reported moves, figures, origins, hedges."""

from tapestory.reading.document import READ_LIMIT, document, document_from_text
from tapestory.reading.figures import compare
from tapestory.reading.language import detect_language
from tapestory.reading.origins import trace
from tapestory.reading.reader import READER_VERSION, read
from tapestory.reading.sentences import split_sentences
from tapestory.reading.verification import assess

__all__ = [
    "READER_VERSION",
    "READ_LIMIT",
    "assess",
    "compare",
    "detect_language",
    "document",
    "document_from_text",
    "read",
    "split_sentences",
    "trace",
]
