"""Article → match → event: features, candidates, the decision and its reason."""

from tapestory.matching.items import MatchItem, MatchSettings, Placement, event_id_for
from tapestory.matching.matcher import Matcher

__all__ = ["MatchItem", "MatchSettings", "Matcher", "Placement", "event_id_for"]
