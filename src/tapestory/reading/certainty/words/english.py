"""English: the words that show how something is told."""

from __future__ import annotations

from tapestory.reading.certainty.words.classes import Words
from tapestory.reading.certainty.words.english_deeds import ENGLISH_DEEDS
from tapestory.reading.certainty.words.english_doubts import ENGLISH_DOUBTS

ENGLISH: Words = {**ENGLISH_DEEDS, **ENGLISH_DOUBTS}
