"""Article → match → event: features, candidates, the decision and its reason."""

from typing import TYPE_CHECKING

from tapestory.late_names import late_names

if TYPE_CHECKING:
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

_MODULES = ("items", "semantic", "titles", "matcher")

if not TYPE_CHECKING:
    # A title, a template or a setting is wanted by commands that place no article.
    __getattr__ = late_names(__name__, __all__, _MODULES)
