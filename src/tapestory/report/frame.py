"""What every page is made with: the site, the reader, which pages there are, and the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tapestory.digest.inert import one_line
from tapestory.digest.lead import Reader
from tapestory.model import EventView
from tapestory.report.addresses import Pages
from tapestory.report.markup import content_policy, render, style_sheet
from tapestory.report.palette import legend
from tapestory.report.reactions import Shown
from tapestory.report.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of the site."""

    path: PurePosixPath
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page is made with."""

    site: Site
    views: Sequence[EventView]
    """Of the site's events, in their order."""
    reader: Reader
    symbols: Mapping[str, Sequence[Shown]]
    """Every symbol that has a page, with what each event says of it."""
    sectors: Mapping[str, int]
    """Every sector that has a page, with how many events speak of it."""
    pages: Pages

    def page(
        self, path: PurePosixPath, template: str, heading: str, context: Mapping[str, object]
    ) -> Page:
        """Return a page.

        Args:
            path: Below the site; its first part is the section that it belongs to.
            template: Without its endings.
            heading: Its title.
            context: What the template shows besides.
        """
        deep = len(path.parts) > 1
        site_title = one_line(self.site.title, 80) or "Tapestory"
        shared = {
            "site": _SiteWords(title=site_title, zone=self.site.zone),
            "root": "../" if deep else "",
            "section": path.parts[0] if deep else "index",
            "heading": heading,
            "policy": content_policy(),
            "style": style_sheet(),
            "heat_legend": tuple(legend()),
        }
        return Page(path=path, data=render(f"{template}.html.j2", {**shared, **context}))


@dataclass(frozen=True, slots=True, kw_only=True)
class _SiteWords:
    """What templates say of the site itself."""

    title: str
    zone: str
