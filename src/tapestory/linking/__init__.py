"""What is said → instruments and sectors, with roles."""

from tapestory.linking.gazetteer import MOST_NAMES, SCAN_LIMIT, Gazetteer
from tapestory.linking.roles import link_event

__all__ = ["MOST_NAMES", "SCAN_LIMIT", "Gazetteer", "link_event"]
