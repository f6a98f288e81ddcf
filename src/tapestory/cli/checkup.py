"""One installation → findings: what is right, what is doubtful, what is broken, and what to do."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tapestory.cli.day_doubts import closed_days_file, day_words
from tapestory.cli.feed_health import Trouble, problems_in
from tapestory.cli.finding import Finding
from tapestory.cli.invocation import Invocation
from tapestory.cli.mail_health import mail_finding
from tapestory.cli.run_health import clock_finding, last_run
from tapestory.errors import LockedError, StoreError, TapestoryError

if TYPE_CHECKING:  # opened when the config is known to be sound
    from tapestory.pipeline.trading_days import TradingDays
    from tapestory.store import Session

CRON_MINUTES = 15
_LITTLE_DISK = 1_000_000_000
_LARGE_LOG = 256_000_000
"""Bytes; runs keep it at 16 MB, unless somebody reads all the while."""
_OLD_PRICES = timedelta(days=5)
"""Longer than a weekend with a holiday."""
_NAMED_FEEDS = 3
_NAMED_DAYS = 5


def checkup(call: Invocation) -> list[Finding]:
    """Return a finding for each check; what rests on something broken is left out."""
    findings = [_config(call)]
    if findings[0].status == "fail":
        return findings
    findings.append(_store(call))
    findings.append(_lock(call))
    findings.append(_disk(call))
    if findings[1].status != "fail":
        with call.store() as store, store.reading() as session:
            findings.extend(_contents(call, session))
    findings.append(_schedule(call))
    return findings


def cron_line(call: Invocation) -> str:
    """Return a line for crontab(5): absolute paths, the shell quoted, per cent signs escaped."""
    settings = [
        f"{name}={shlex.quote(call.environ[name])}"
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
        if call.environ.get(name) and not _has_home(call)
    ]
    where = ["--config", shlex.quote(str(call.paths.config_file))] if _has_home(call) else []
    command = " ".join([*settings, *_program(), *where, "run", "--quiet"])
    return f"*/{CRON_MINUTES} * * * * {command}".replace("%", r"\%")


def _program() -> list[str]:
    beside = Path(sys.executable).with_name("tapestory")
    if beside.exists():
        return [shlex.quote(str(beside))]
    found = shutil.which("tapestory")
    if found:
        return [shlex.quote(str(Path(found).absolute()))]
    return [shlex.quote(sys.executable), "-m", "tapestory"]


def _has_home(call: Invocation) -> bool:
    return call.config_file is not None or bool(call.environ.get("TAPESTORY_HOME"))


def _config(call: Invocation) -> Finding:
    from tapestory.config import (
        check_benchmarks,
        load_concepts,
        load_narratives,
        load_releases,
        load_special_days,
        load_universe,
    )
    from tapestory.moves import KNOWN_MICS, trading_mic

    paths = call.paths
    try:
        config = call.config()
        universe = load_universe(config, paths)
        call.check_parties(load_narratives(config, paths), universe)
        with suppress(StoreError):  # is told of by itself
            universe = call.universe()
        check_benchmarks(universe, config, paths, exchange_of=trading_mic)
        load_concepts(config, paths)
        load_special_days(config, paths, exchanges=KNOWN_MICS)
        load_releases(config, paths, exchanges=KNOWN_MICS)
    except TapestoryError as error:
        return Finding(name="config", status="fail", message=str(error), hint=error.hint or "")
    if not config.exists:
        return Finding(
            name="config",
            status="warn",
            message=f"no file at {paths.config_file}; the defaults are in force",
            hint="tapestory init writes one.",
        )
    return Finding(name="config", status="ok", message=str(paths.config_file))


def _store(call: Invocation) -> Finding:
    from tapestory.store import maintenance

    path = call.paths.store
    try:
        problems = maintenance.check(path)
        held = maintenance.info(path)
    except TapestoryError as error:
        return Finding(name="store", status="fail", message=str(error), hint=error.hint or "")
    if problems:
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        return Finding(
            name="store",
            status="fail",
            message=f"{path}: {problems[0]}{more}",
            hint="tapestory db check lists them all; tapestory db restore FILE puts a backup back.",
        )
    size = int(held["bytes"]) / 1e6
    message = f"{path}  {size:.1f} MB, {held['articles']} articles, {held['events']} events"
    log = _log_bytes(path)
    if log > _LARGE_LOG:
        return Finding(
            name="store",
            status="warn",
            message=f"{message}; its write-ahead log has {log / 1e6:.0f} MB",
            hint="Some process keeps reading it; once that ends, tapestory run folds it in.",
        )
    return Finding(name="store", status="ok", message=message)


def _log_bytes(path: Path) -> int:
    log = path.with_name(f"{path.name}-wal")
    return log.stat().st_size if log.is_file() else 0


def _lock(call: Invocation) -> Finding:
    from tapestory import bootstrap

    if not call.paths.lock.parent.is_dir():
        return Finding(name="lock", status="ok", message="free")
    try:
        with bootstrap.run_lock(call.paths):
            return Finding(name="lock", status="ok", message="free")
    except LockedError:
        return Finding(name="lock", status="ok", message="held: a run is under way")
    except TapestoryError as error:
        return Finding(name="lock", status="fail", message=str(error), hint=error.hint or "")


def _disk(call: Invocation) -> Finding:
    folder = call.paths.store.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    message = f"{free / 1e9:.1f} GB free under {folder}"
    if free < _LITTLE_DISK:
        hint = "tapestory db prune --older-than 180d makes room in the store."
        return Finding(name="disk", status="warn", message=message, hint=hint)
    return Finding(name="disk", status="ok", message=message)


def _contents(call: Invocation, session: Session) -> Iterator[Finding]:
    yield _feeds(call, session)
    yield _prices(call, session)
    yield from _sessions(call, session)
    yield from clock_finding(call, session)
    yield last_run(call, session)
    yield mail_finding(call, session)


def _feeds(call: Invocation, session: Session) -> Finding:
    feeds = session.feeds.all()
    if not feeds:
        return Finding(
            name="feeds",
            status="warn",
            message="none",
            hint="tapestory feeds add URL subscribes; feeds import FILE.opml brings many.",
        )
    found = problems_in(session, feeds, now=call.clock.now(), zone=call.zone())
    # A move is followed by itself.
    bad = {url: item for url, item in found.items() if item.trouble is not Trouble.MOVED}
    if not bad:
        return Finding(name="feeds", status="ok", message=f"{len(feeds)}, none has a problem")
    tally = Counter(item.trouble.value for item in bad.values())
    told = ", ".join(f"{number} {trouble}" for trouble, number in tally.items())
    titles = {feed.url: feed.title or feed.url for feed, _ in feeds}
    named = ", ".join(titles[url] for url in list(bad)[:_NAMED_FEEDS])
    more = f" and {len(bad) - _NAMED_FEEDS} more" if len(bad) > _NAMED_FEEDS else ""
    return Finding(
        name="feeds",
        status="warn",
        message=f"{len(bad)} of {len(feeds)} with problems ({told}): {named}{more}",
        hint="tapestory feeds list --problems says why, and what next.",
    )


def _prices(call: Invocation, session: Session) -> Finding:
    held = session.prices.status()
    if not held:
        return Finding(
            name="prices",
            status="warn",
            message="none: moves cannot be measured",
            hint="tapestory prices import FILE adds them.",
        )
    last = max(item.last for item in held)
    message = f"{len(held)} symbols, to {last}"
    if call.clock.now().date() - last > _OLD_PRICES:
        hint = "tapestory prices import FILE brings them up to date."
        return Finding(name="prices", status="warn", message=message, hint=hint)
    return Finding(name="prices", status="ok", message=message)


def _sessions(call: Invocation, session: Session) -> Iterator[Finding]:
    """Hold the stored bars against the calendars: one finding for each day that they deny."""
    from tapestory import bootstrap
    from tapestory.moves import suspect_days
    from tapestory.pipeline.trading_days import TradingDays

    held = session.prices.sessions()
    if not held:
        return
    config = call.config()
    calendars = bootstrap.exchange_sessions(call.paths, config, call.clock)
    trading = TradingDays(call.universe(), calendars)
    found = suspect_days(held, trading.exchange, calendars, refused=_refused(session, trading))
    if not found:
        message = "stored prices and trading calendars agree"
        yield Finding(name="sessions", status="ok", message=message)
    file = closed_days_file(config, call.paths)
    for suspect in found[:_NAMED_DAYS]:
        message, hint = day_words(suspect, file)
        yield Finding(name="sessions", status="warn", message=message, hint=hint)
    if len(found) > _NAMED_DAYS:
        message = f"{len(found) - _NAMED_DAYS} earlier days like these"
        hint = "tapestory doctor names them once the later ones are settled."
        yield Finding(name="sessions", status="warn", message=message, hint=hint)


def _refused(session: Session, trading: TradingDays) -> dict[str, set[date]]:
    """Return the days of bars that nothing but the calendar was held against."""
    found: dict[str, set[date]] = {}
    for verdict in session.price_verdicts.latest().values():
        if verdict.reason == trading.closed(verdict.symbol, verdict.session):
            found.setdefault(verdict.symbol, set()).add(verdict.session)
    return found


def _schedule(call: Invocation) -> Finding:
    return Finding(
        name="schedule", status="ok", message="a line for your crontab:", hint=cron_line(call)
    )
