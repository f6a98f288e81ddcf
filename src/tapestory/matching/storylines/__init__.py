"""Events → storylines, the chains that people follow, and how neighbours are related."""

from tapestory.matching.storylines.chains import (
    Chained,
    Storylines,
    StorylineSettings,
    founder_of,
    storyline_id_for,
)
from tapestory.matching.storylines.past import (
    Head,
    Holders,
    Nothing,
    Span,
    StorylineChanges,
    Totals,
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
    "Head",
    "Holders",
    "Nothing",
    "Related",
    "RelationSettings",
    "Relatives",
    "Span",
    "StorylineChanges",
    "StorylineSettings",
    "Storylines",
    "Teller",
    "Told",
    "Totals",
    "founder_of",
    "relation_of",
    "storyline_id_for",
]
