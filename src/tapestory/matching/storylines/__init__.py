"""Events → storylines, the chains that people follow, and how neighbours are related."""

from tapestory.matching.storylines.chains import (
    Chained,
    Storylines,
    StorylineSettings,
    founder_of,
    storyline_id_for,
)
from tapestory.matching.storylines.relatives import (
    Related,
    RelationSettings,
    Relatives,
    relation_of,
)
from tapestory.matching.storylines.told import Gist, Teller, Told

__all__ = [
    "Chained",
    "Gist",
    "Related",
    "RelationSettings",
    "Relatives",
    "StorylineSettings",
    "Storylines",
    "Teller",
    "Told",
    "founder_of",
    "relation_of",
    "storyline_id_for",
]
