"""A desk with two good feeds and a hostile one, driven by the command line as a user drives it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from xml.sax.saxutils import quoteattr

from cli.world import Answer, Home
from hostile.hostile_server import HOSTS, AnyAnswer, Request, Script, Server, reply
from tapestory.clock import FixedClock

NOW = datetime(2026, 7, 3, 10, 0, tzinfo=UTC)
NEIGHBOURS = ("/calm", "/steady")
SITE = "wire.example"
"""Whose articles the feeds hold."""
CONFIG = """
[fetch]
allow_networks = ["127.0.0.0/24"]
total_seconds = {seconds}
max_body_bytes = {most}
"""
Json = dict[str, Any]


def entry(name: str, *parts: str, date: str = "Thu, 02 Jul 2026 09:00:00 GMT") -> str:
    """Return an RSS item with title, link, guid and date, and whatever else is given."""
    return (
        f"<item><title>{name}</title><link>https://wire.example/{name.replace(' ', '-')}</link>"
        f"<guid>{name}</guid>{f'<pubDate>{date}</pubDate>' if date else ''}{''.join(parts)}</item>"
    )


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>', inside: str = "") -> str:
    """Return an RSS 2.0 document."""
    return (
        f'{head}<rss version="2.0"><channel><title>Wire</title>'
        f"<link>https://wire.example/</link>{inside}{''.join(items)}</channel></rss>"
    )


def always(answer: bytes) -> Script:
    """Answer whatever is asked with the same bytes."""
    return lambda _: answer


def serve(body: str | bytes, /, **headers: str) -> Script:
    """Answer whatever is asked with a complete 200 of this body."""
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return always(reply(200, data, **headers))


def in_turn(scripts: Sequence[Script]) -> Script:
    """Answer each request by the next script, and by the last for ever."""
    pending = list(scripts)

    def answer(request: Request) -> AnyAnswer:
        return (pending.pop(0) if len(pending) > 1 else pending[0])(request)

    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed whose articles are told apart from those of the same text at another site."""

    text: str
    pack: Callable[[str], bytes] = lambda text: text.encode("utf-8", "surrogatepass")
    """Characters → bytes on the wire."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def script(self, site: str) -> Script:
        """Return what answers with it, its articles moved to a site of their own."""
        return serve(self.pack(self.text.replace(SITE, site)), **self.headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of one round."""

    exit_code: int
    outcomes: dict[str, Json]
    """As `poll --json` prints them, by path."""
    err: str

    @property
    def hostile(self) -> Json:
        """The outcome of the hostile feed."""
        return self.outcomes["/hostile"]


@dataclass(slots=True, kw_only=True)
class Arena:
    """A home, a server and a clock that the test moves."""

    path: Path
    server: Server
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))

    def configure(self, *, seconds: float = 5.0, most: int = 20_000_000) -> None:
        """Set how long one fetch may take and how long an answer may be."""
        text = CONFIG.format(seconds=seconds, most=most)
        (self.path / "config.toml").write_text(text, encoding="utf-8")

    def call(self, *argv: str) -> Answer:
        """Run one command line in this home."""
        return Home(path=self.path, clock=self.clock)(*argv)

    def feed(self, path: str, script: Script, *, host: str = HOSTS[0]) -> None:
        """Subscribe to a path of the server, or change what a subscribed one answers."""
        self.server.scripts[path] = script
        self.subscribe(self.server.url(path, host))

    def subscribe(self, *urls: str, more: str = "") -> None:
        """Import addresses as a user does, from an OPML file."""
        outlines = "".join(f"<outline type='rss' xmlUrl={quoteattr(u)} {more}/>" for u in urls)
        file = self.path / "feeds.opml"
        file.write_text(f"<opml version='2.0'><body>{outlines}</body></opml>", encoding="utf-8")
        answer = self.call("feeds", "import", str(file))
        assert answer.code == 0, answer.err

    def poll(self, *, after: timedelta = timedelta()) -> Round:
        """Ask every feed once, some time later; whatever happens, the round ends in order."""
        self.clock.instant += after
        answer = self.call("poll", "--all", "--json")
        assert answer.code in (0, 3), answer.err
        assert "Traceback" not in answer.err
        outcomes = {_path(each["url"]): each for each in answer.json["feeds"]}
        failed = any(each["status"] == "failed" for each in outcomes.values())
        assert answer.code == (3 if failed else 0), answer.err
        return Round(exit_code=answer.code, outcomes=outcomes, err=answer.err)

    def all_articles(self) -> dict[str, list[Json]]:
        """Return the articles by the path of the feed that they came in first, each by title."""
        answer = self.call("articles", "list", "--ndjson", "--limit", "0")
        assert answer.code == 0, answer.err
        # Strangers' line separators must not end a line.
        lines = [json.loads(line) for line in answer.out.split("\n") if line]
        found: dict[str, list[Json]] = {}
        for line in sorted(lines, key=lambda line: (line["title"], line["guid"])):
            found.setdefault(_path(line["feed_url"]), []).append(line)
        return found

    def articles(self, path: str = "/hostile") -> list[Json]:
        """Return the articles that came in a feed first, in the order of their titles."""
        return self.all_articles().get(path, [])

    def titles(self, path: str = "/hostile") -> list[str]:
        """Return the titles of a feed's articles, sorted."""
        return [article["title"] for article in self.articles(path)]

    def meet(self, script: Script, *, seconds: float = 5.0, most: int = 20_000_000) -> Round:
        """Poll the hostile feed between its neighbours; theirs must arrive whole."""
        return self.meet_all({"/hostile": script}, seconds=seconds, most=most)

    def meet_all(
        self, scripts: Mapping[str, Script], *, seconds: float = 5.0, most: int = 20_000_000
    ) -> Round:
        """Poll many hostile feeds at once between the neighbours."""
        self.configure(seconds=seconds, most=most)
        first, second = NEIGHBOURS
        everyone = {first: _calm(first), **scripts, second: _calm(second)}
        self.server.scripts |= everyone
        self.subscribe(*(
            self.server.url(path, HOSTS[number % len(HOSTS)])
            for number, path in enumerate(everyone)
        ))  # fmt: skip
        came = self.poll()
        found = self.all_articles()
        for path in NEIGHBOURS:
            assert [each["title"] for each in found[path]] == [f"{path} one", f"{path} two"]
            assert came.outcomes[path]["status"] == "new"
        return came


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What came of one round with a hostile feed for each case of a table."""

    arena: Arena
    outcomes: dict[str, Json]
    """As `poll --json` prints them, by case."""
    articles: dict[str, list[Json]]
    """By case, in the order of their titles; all from `wire.example`."""

    def titles(self, case: str) -> list[str]:
        """Return the titles of a case's articles, sorted."""
        return [article["title"] for article in self.articles[case]]

    def only(self, case: str) -> Json:
        """Return the one article of a case."""
        return the(self.articles[case])

    def status(self, case: str) -> tuple[str, str | None]:
        """Return how the poll of a case ended, and why."""
        return self.outcomes[case]["status"], self.outcomes[case]["error"]


Case = Script | Document | str | bytes
"""A script, a document, the characters of one, or a whole answer as it goes over the wire."""


def gather(
    arena: Arena,
    cases: Mapping[str, Case],
    *,
    seconds: float = 5.0,
    most: int = 20_000_000,
) -> Crowd:
    """Poll a feed for each case in one round, between good ones."""
    sites = {name: f"w{number:03}.example" for number, name in enumerate(cases)}
    paths = {name: f"/case/{number:03}" for number, name in enumerate(cases)}
    scripts = {paths[name]: _script(case, sites[name]) for name, case in cases.items()}
    came = arena.meet_all(scripts, seconds=seconds, most=most)
    found = arena.all_articles()
    return Crowd(
        arena=arena,
        outcomes={name: came.outcomes[path] for name, path in paths.items()},
        articles={
            name: json.loads(json.dumps(found.get(path, [])).replace(sites[name], SITE))
            for name, path in paths.items()
        },
    )


def new_home(template: Path, path: Path) -> Path:
    """Copy an empty home."""
    shutil.copytree(template, path)
    return path


def the(entries: Sequence[Json]) -> Json:
    """Return the only one."""
    assert len(entries) == 1, [each["title"] for each in entries]
    return entries[0]


class MeetAtOnce(Protocol):
    """The fixture that polls all cases of a table in one round."""

    def __call__(
        self, cases: Mapping[str, Case], *, seconds: float = 5.0, most: int = 20_000_000
    ) -> Crowd: ...


def _script(case: Case, site: str) -> Script:
    if isinstance(case, bytes):
        # Of the same length, so that what the answer says of its own stays true.
        return always(case.replace(SITE.encode(), site.encode()))
    if isinstance(case, str):
        case = Document(text=case)
    return case.script(site) if isinstance(case, Document) else case


def _calm(path: str) -> Script:
    return serve(rss(*(entry(f"{path} {name}") for name in ("one", "two"))))


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[-1] if url.count("/") >= 3 else url
