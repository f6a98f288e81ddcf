"""Article → match → event: features, candidates, the decision and its reason."""

from tapestory.matching.items import MatchItem, MatchSettings, Moved, Placement, event_id_for
from tapestory.matching.matcher import Matcher, Memory
from tapestory.matching.semantic import Semantics
from tapestory.matching.titles import TitleCandidate, event_title

__all__ = [
    "MatchItem",
    "MatchSettings",
    "Matcher",
    "Memory",
    "Moved",
    "Placement",
    "Semantics",
    "TitleCandidate",
    "event_id_for",
    "event_title",
]
