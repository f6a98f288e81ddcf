"""What is known of events → a static site: its pages and its feed, as bytes by path."""

from tapestory.report.build import build
from tapestory.report.site import KeptEdition, NarrativeFare, Site, SiteEvent

__all__ = ["KeptEdition", "NarrativeFare", "Site", "SiteEvent", "build"]
