"""Events → storylines, the chains that people follow, and how neighbours are related."""

from tapestory.matching.storylines.chains import (
    Chained,
    Storylines,
    StorylineSettings,
    founder_of,
    storyline_id_for,
)
from tapestory.matching.storylines.told import Gist, Teller, Told

__all__ = [
    "Chained",
    "Gist",
    "StorylineSettings",
    "Storylines",
    "Teller",
    "Told",
    "founder_of",
    "storyline_id_for",
]
