"""The global options and surroundings of one call → paths, config, store, components."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tapestory.cli.terminal import ColorChoice, Terminal
from tapestory.clock import Clock
from tapestory.errors import ConfigError

if TYPE_CHECKING:  # each of these costs start-up time, and few commands need all
    from tapestory.cli.logs import Logs
    from tapestory.config import Config, Paths
    from tapestory.model import Narrative, Universe
    from tapestory.pipeline.components import Components
    from tapestory.pipeline.poll_components import PollComponents
    from tapestory.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """One call of the program."""

    environ: Mapping[str, str]
    clock: Clock
    logs: Logs
    config_file: Path | None = None
    no_input: bool = False
    color: ColorChoice = ColorChoice.AUTO

    @property
    def out(self) -> Terminal:
        """Where results go."""
        return Terminal.of_stdout(self.environ, self.color)

    @property
    def err(self) -> Terminal:
        """Where progress and warnings go; where programs read, each line becomes a record."""
        err = Terminal.of_stderr(self.environ, self.color)
        if self.logs.for_programs:
            return replace(err, stream=self.logs.lines(), is_tty=False, colors=False)
        return err

    @property
    def paths(self) -> Paths:
        """Where everything lies."""
        from tapestory.config.paths import resolve

        return resolve(self.config_file, self.environ)

    def config(self) -> Config:
        """Return the checked configuration.

        Raises:
            ConfigError: Something in it is wrong, or the file named by --config is not there:
                a slip of the pen must not start a second store beside it.
        """
        from tapestory.config import load

        config = load(self.paths, self.environ)
        if self.config_file is not None and not config.exists:
            message = f"{self.config_file}: there is no such config file"
            hint = f"Check the path, or write one: tapestory --config {self.config_file} init"
            raise ConfigError(message, hint=hint)
        return config

    @contextmanager
    def run_lock(self) -> Iterator[None]:
        """Hold the lock that lets one run at a time poll and match.

        Raises:
            ConfigError: The configuration is broken or not there: said before anything is made
                in a folder that may not be the one that was meant.
            LockedError: Another run holds it.
            StoreError: The lock cannot be made.
        """
        self.config()
        from tapestory import bootstrap

        with bootstrap.run_lock(self.paths):
            yield

    @contextmanager
    def components(self, *, create: bool = False) -> Iterator[Components]:
        """Give everything that the pipeline works with.

        Args:
            create: Make the store if there is none, and bring an old one up to date.
        """
        with self._built(self.paths, create=create) as components:
            yield components

    @contextmanager
    def _built(self, paths: Paths, *, create: bool) -> Iterator[Components]:
        from tapestory import bootstrap
        from tapestory.config import check_parties

        config = self.config()
        with bootstrap.build(paths, config, clock=self.clock, create=create) as components:
            check_parties(components.narratives, components.universe, config, self.paths)
            yield components

    @contextmanager
    def polling(self) -> Iterator[PollComponents]:
        """Give what a poll works with, and no more; the store is made or brought up to date."""
        from tapestory import bootstrap

        with bootstrap.build_polling(
            self.paths, self.config(), clock=self.clock, create=True
        ) as components:
            yield components

    @contextmanager
    def components_of_texts(self) -> Iterator[Components]:
        """Give components for what needs no store of its own: an empty one where there is none."""
        if self.paths.store.exists():
            with self.components() as components:
                yield components
            return
        import tempfile

        with tempfile.TemporaryDirectory(prefix="tapestory-") as folder:
            paths = replace(self.paths, store=Path(folder) / "empty.db")
            with self._built(paths, create=True) as components:
                yield components

    @contextmanager
    def store(self, *, create: bool = False) -> Iterator[Store]:
        """Give the store alone: much sooner than all components.

        Raises:
            ConfigError: The configuration is broken; a command that works in spite of it would
                work somewhere else than the user thinks.
            StoreError: There is no store, or it cannot be used.
        """
        self.config()
        from tapestory.store import Store

        with Store.open(self.paths.store, migrate=create, clock=self.clock) as store:
            yield store

    def universe(self) -> Universe:
        """Return the configured instruments and sectors, and those imported into the store."""
        from tapestory.config import load_universe, with_imported

        universe = load_universe(self.config(), self.paths)
        if not self.paths.store.exists():
            return universe
        with self.store() as store, store.reading() as session:
            imported = session.instruments.all()
        return with_imported(universe, imported)

    def check_parties(self, narratives: Sequence[Narrative], universe: Universe) -> None:
        """Check that the companies of which narratives predict something can have a price.

        Args:
            narratives: As configured.
            universe: As configured: what was imported is only asked for what it lacks.

        Raises:
            ConfigError: One is neither configured nor imported, or listed nowhere.
            StoreError: What was imported cannot be asked for.
        """
        from tapestory.config import check_parties

        config = self.config()
        try:
            check_parties(narratives, universe, config, self.paths)
        except ConfigError:
            check_parties(narratives, self.universe(), config, self.paths)

    def when(self, text: str | None) -> datetime | None:
        """Return the instant that an option names, in UTC; None when it was not given.

        Raises:
            UsageError: It names none.
        """
        if text is None:
            return None
        from tapestory.cli.times import parse_time

        return parse_time(text, now=self.clock.now(), zone=self.zone())

    def zone(self) -> str:
        """Return the reader's time zone, an IANA name."""
        return self.config().digest.timezone


def invocation(ctx: typer.Context) -> Invocation:
    """Return the call that a command belongs to."""
    found = ctx.obj
    if not isinstance(found, Invocation):
        message = "a command was called without the root command"
        raise TypeError(message)
    return found
