"""Article → what it says: language, sentences, reported moves, figures, origins, hedges."""

from typing import TYPE_CHECKING

from tapestory.late_names import late_names

if TYPE_CHECKING:
    from tapestory.reading.background.recalled import recalled
    from tapestory.reading.certainty.course import assess
    from tapestory.reading.quantities.compare import compare, side_by_side
    from tapestory.reading.quantities.kinds import FIGURE_KINDS
    from tapestory.reading.reader import READER_VERSION, read
    from tapestory.reading.sources.origins import trace
    from tapestory.reading.statements.compare import statements_side_by_side
    from tapestory.reading.text.document import READ_LIMIT, document, document_from_text
    from tapestory.reading.text.language import detect_language
    from tapestory.reading.text.repeated_lines import (
        NOTHING_KNOWN,
        RepeatedLines,
        lines_of,
        teaches,
        title_key,
    )
    from tapestory.reading.text.sentences import split_sentences

__all__ = [
    "FIGURE_KINDS",
    "NOTHING_KNOWN",
    "READER_VERSION",
    "READ_LIMIT",
    "RepeatedLines",
    "assess",
    "compare",
    "detect_language",
    "document",
    "document_from_text",
    "lines_of",
    "read",
    "recalled",
    "side_by_side",
    "split_sentences",
    "statements_side_by_side",
    "teaches",
    "title_key",
    "trace",
]

_MODULES = (
    "text.document",
    "text.language",
    "text.sentences",
    "text.repeated_lines",
    "quantities.kinds",
    "quantities.compare",
    "sources.origins",
    "statements.compare",
    "certainty.course",
    "background.recalled",
    "reader",
)

if not TYPE_CHECKING:
    # Most commands ask what was read, and read nothing.
    __getattr__ = late_names(__name__, __all__, _MODULES)
