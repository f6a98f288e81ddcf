"""Who polls: Tapestory's command and the reader library, each with a store of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import quoteattr

from benchmarks.contest.scales import Cost, weigh

ROOT = Path(__file__).resolve().parents[2]
PEER = ROOT / ".venv-bench" / "bin" / "python"
"""The environment of the peers; `make benchmark` sets it up."""


class Contestant(Protocol):
    """Polls the same feeds as the others, from the same server."""

    @property
    def name(self) -> str:
        """How tables call it."""
        ...

    def subscribe(self, folder: Path, urls: Sequence[str]) -> None:
        """Make a new store in an empty folder, with these feeds; not measured."""
        ...

    def poll(self, folder: Path) -> Cost:
        """Ask every feed once and store what it brings."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """The installed command, run as cron would."""

    name: str = "tapestory"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {"TAPESTORY__FETCH__ALLOW_NETWORKS": '["127.0.0.0/24"]'}
    )

    def subscribe(self, folder: Path, urls: Sequence[str]) -> None:
        """Import an OPML file."""
        outlines = "".join(f'<outline type="rss" xmlUrl={quoteattr(url)}/>\n' for url in urls)
        opml = folder / "feeds.opml"
        opml.write_text(f'<opml version="2.0"><body>\n{outlines}</body></opml>\n')
        self._run(folder, "feeds", "import", str(opml))

    def poll(self, folder: Path) -> Cost:
        """Run `tapestory poll --all`."""
        cost, output = self._run(folder, "poll", "--all", "--json")
        json.loads(output)
        return cost

    def _run(self, folder: Path, *arguments: str) -> tuple[Cost, str]:
        command = (str(Path(sys.executable).with_name("tapestory")), *arguments)
        environ = {**self.settings, "TAPESTORY_HOME": str(folder)}
        done = weigh(command, cwd=folder, environ=environ)
        return done.cost, done.output


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """The reader library, used as its documentation recommends."""

    workers: int

    @property
    def name(self) -> str:
        """The library and its workers."""
        return f"reader, {self.workers} worker{'s' if self.workers > 1 else ''}"

    def subscribe(self, folder: Path, urls: Sequence[str]) -> None:
        """Add the feeds one by one, which asks nobody."""
        listed = folder / "feeds.txt"
        listed.write_text("\n".join(urls))
        self._run(folder, "add", str(listed))

    def poll(self, folder: Path) -> Cost:
        """Update all feeds."""
        return self._run(folder, "update", str(self.workers))

    def _run(self, folder: Path, *arguments: str) -> Cost:
        script = str(Path(__file__).with_name("reader_script.py"))
        command = (str(PEER), script, str(folder / "reader.sqlite"), *arguments)
        return weigh(command, cwd=folder, environ={}).cost
