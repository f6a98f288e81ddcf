"""The whole chain on real input: `make real`.

Five real articles and some four hundred captured real feeds are served on loopback, polled over
HTTP, matched, read, linked and measured against real prices; the answer is checked against what
those prices say. All five articles tell one event or what it set off: how many have to be in one
event for the run to hold is the gate's floor, and what is short of all five is printed beside the
verdict. The store is kept under `build/real/`, so that a second run, or one after a crash, can be
seen to change nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tarfile
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from tapestory import bootstrap
from tapestory.cli.event_page import event_page
from tapestory.cli.look import Look
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.demo import FolderServer
from tapestory.digest import render_html, render_text
from tapestory.model import EventView, Feed, FeedStatus
from tapestory.moves.providers.csv_file import read_bars
from tapestory.pipeline import edition_step
from tapestory.pipeline.components import Components
from tapestory.pipeline.run import run
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BOUNDS = Path(__file__).with_name("floors.json")
HOME = ROOT / "build" / "real"
PORT = 48_217
"""Fixed, so that the feeds keep their addresses from run to run."""
NOW = datetime(2026, 7, 3, 10, 0, tzinfo=UTC)
"""The morning after: when a reader would have asked."""

SEEDS = (
    # What is known of each: outlet, and the day where it states or implies one. 003 carries none.
    ("000.txt", "AiCoin", "2026-07-02"),
    ("001.txt", "PANews", "2026-07-02"),
    ("002.txt", "ZeroHedge", "2026-07-01"),
    ("003.txt", "Beyond the Headlines", ""),
    ("004.txt", "Deep News", "2026-07-02"),
)
EXPECTED = (
    ("META", "XNYS", date(2026, 7, 1), 0.0881),
    ("CRWV", "XNYS", date(2026, 7, 1), -0.1392),
    ("NBIS", "XNYS", date(2026, 7, 1), -0.1701),
    ("000660.KS", "XKRX", date(2026, 7, 2), -0.1457),
    ("005930.KS", "XKRX", date(2026, 7, 2), -0.0906),
    ("^KS11", "XKRX", date(2026, 7, 2), -0.0789),
)
_SEED_FEED = "/seeds.atom"
_CONFIG = """\
[fetch]
allow_networks = ["127.0.0.0/24"]

[digest]
timezone = "America/New_York"
window_hours = 72
"""


def main() -> int:
    """Run the chain, print the event, the table and the verdict; 0 when all of it holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--home", type=Path, default=HOME, help="where the store is kept")
    home: Path = options.parse_args().home
    if not SHARED.is_dir():
        print("make real needs the shared data beside the checkout; there is none here")
        return 0
    site = _lay_out_site(home / "site")
    paths = resolve(_config_file(home), {})
    with (
        FolderServer(site, port=PORT) as server,
        bootstrap.build(paths, load(paths, {}), clock=FixedClock(NOW), create=True) as components,
        bootstrap.run_lock(paths),
    ):
        bars = read_bars(SHARED / "data" / "prices" / "daily_2024_2026.csv.gz")
        with components.store.writing() as session:
            for feed in _subscriptions(site, server):
                session.feeds.add(feed)
            prices = session.prices.save(bars.bars)
        report = run(components, every_feed=True)
        with components.store.reading() as session:
            stored = session.articles.count()
        view, holds, short = _judge(components)
        page = _page(components, view) if view is not None else ""
        edition = edition_step.edition(components)
    failed = [outcome for outcome in report.feeds if outcome.status is FeedStatus.FAILED]
    print(f"feeds     {len(report.feeds)} asked, {len(failed)} could not be read")
    print(f"articles  {report.articles_new} new, {stored} stored")
    print(f"events    {report.events_new} new, {report.events_updated} updated")
    print(f"prices    {prices.new} bars new, {prices.unchanged} unchanged")
    print(f"moves     {report.moves_measured} measured")
    for outcome in failed[:5]:
        print(f"  {outcome.url.rsplit('/', 1)[-1]}: {outcome.error}")
    print(f"\n{page}")
    html, text = home / "digest.html", home / "digest.txt"
    html.write_text(render_html(edition), encoding="utf-8")
    text.write_text(render_text(edition), encoding="utf-8")
    print(f"\ndigest    {_shown(html)}  {_shown(text)}")
    print("real run  holds" if holds else "real run  DOES NOT HOLD")
    if short:
        print(f"short of  what is wanted: {short}")
    return 0 if holds else 1


def _judge(components: Components) -> tuple[EventView | None, bool, str]:
    """Return the event with most seed articles, whether all holds, and what is short of wanted.

    Everything compared is printed.
    """
    query = EventQuery(active_since=datetime(2026, 6, 30, tzinfo=UTC))
    views = [view for view in find_views(components, query) if _seeds_in(view)]
    views.sort(key=lambda view: -len(_seeds_in(view)))
    view = views[0] if views else None
    inside = _seeds_in(view) if view else set()
    members = [member.article for member in view.articles] if view else []
    strangers = [a.title for a in members if not a.feed_url.endswith(_SEED_FEED)]
    together, floor = f"{len(inside)} of {len(SEEDS)}", _floor("matching.seeds_together")
    print(f"seeds     {together} in one event; the gate's floor is {floor:.2f} of them")
    for other in views[1:]:
        print(f"  apart   {', '.join(sorted(_seeds_in(other)))}: {other.event.title[:60]}")
    print(f"strangers {len(strangers)} unrelated articles in it")
    for title in strangers[:5]:
        print(f"  {title[:74]}")
    holds = len(inside) >= floor * len(SEEDS) and not strangers
    short = "" if len(inside) == len(SEEDS) else f"{together} seeds in one event, not all"
    print("\nsymbol      session      expected   measured")
    for symbol, mic, session, expected in EXPECTED:
        found = [
            move
            for move in (view.moves if view else ())
            if move.symbol == symbol and move.window == (0, 0)
        ]
        raw = found[0].raw if found else None
        same = raw is not None and found[0].session == session and round(raw, 4) == expected
        holds = holds and same
        shown = "none" if raw is None else f"{raw:+.2%}"
        print(
            f"{symbol:<10}  {session} {expected:>+10.2%} {shown:>10}  {mic}"
            f"{'' if same else '  DIFFERS'}"
        )
    print()
    return view, holds, short


def _seeds_in(view: EventView) -> set[str]:
    """Return the outlets of the seed articles in an event."""
    found = (member.article for member in view.articles)
    return {article.outlet for article in found if article.feed_url.endswith(_SEED_FEED)}


def _floor(name: str) -> float:
    """Return what the gate holds a measurement to."""
    bounds: dict[str, dict[str, float]] = json.loads(BOUNDS.read_text(encoding="utf-8"))
    return bounds["floors"][name]


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


def _page(components: Components, view: EventView) -> str:
    return event_page(
        view,
        components.narratives_by_id,
        sectors=components.universe.sectors,
        look=Look(zone=components.zone),
    )


def _lay_out_site(site: Path) -> Path:
    """Unpack the captured feeds and write the five articles as an Atom feed; once."""
    feeds = site / "feeds"
    if not (site / ".complete").is_file():
        feeds.mkdir(parents=True, exist_ok=True)
        with tarfile.open(SHARED / "data" / "feeds" / "feeds_dev.tar.gz") as archive:
            archive.extractall(feeds, filter="data")
        (site / "seeds.atom").write_text(_seed_feed(), encoding="utf-8")
        (site / ".complete").touch()
    return site


def _seed_feed() -> str:
    entries = []
    for name, outlet, day in SEEDS:
        title, _, body = (
            (SHARED / "seeds" / name).read_text(encoding="utf-8").strip().partition("\n")
        )
        date_element = f"<published>{day}</published>" if day else ""
        entries.append(
            f"<entry><id>urn:seed:{name}</id><title>{escape(title.strip())}</title>"
            f'<link href="https://seeds.example/{name}"/>{date_element}'
            f"<source><title>{escape(outlet)}</title></source>"
            f'<content type="text">{escape(body.strip())}</content></entry>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Seed articles</title><id>urn:seeds</id>{''.join(entries)}</feed>"
    )


def _subscriptions(site: Path, server: FolderServer) -> list[Feed]:
    manifest = SHARED / "data" / "feeds" / "manifest_dev.tsv"
    with manifest.open(encoding="utf-8") as lines:
        names = [row["file"] for row in csv.DictReader(lines, delimiter="\t")]
    files = [site / "seeds.atom", *(site / "feeds" / name for name in names)]
    return [Feed(url=server.url_of(file)) for file in files if file.is_file()]


def _config_file(home: Path) -> Path:
    file = home / "config.toml"
    file.write_text(_CONFIG, encoding="utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main())
