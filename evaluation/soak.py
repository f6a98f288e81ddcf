"""Three simulated days of two hundred feeds that fail, by runs that are killed: `make soak`.

Every half an hour of simulated time the whole chain runs, as from cron, under a clock that is told
the time: feeds are polled over real sockets, articles read, placed, linked and measured, and each
morning digests go to a mail server. A fifth of all answers is faulty: connections dropped, bodies
truncated, stalled, cut or garbled, errors, pleas to come back later, log-in pages, redirects, feeds
emptied or shuffled; three in four conversations with the mail server go wrong. A third of the runs
is killed with SIGKILL, in every step. Then all is well again and two last runs are done. What is
stored must be what was published, each piece once, in its last wording and with its former one;
each morning's mail must be made once and have arrived as often as the outbox says; no event may be
told as new twice; events must hold together (`grouping`); and what is held and read must be as in a
second store that lived through the same days without faults and kills. Where the two group articles
otherwise, or know other copies, or derive something else of that, it is told and not judged:
matching goes by what came first, and where feeds fail another article does.

With `--world kills` no feed and no mail fails, and a run that was killed is done again in the same
minute: then both stores must be the same in every table, times included. Exit code 1 when anything
does not hold.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from evaluation.soaking import alike, grouping, mail_books, memory, twins
from evaluation.soaking import books as accounts
from evaluation.soaking.books import Books
from evaluation.soaking.life import AFTERMATH, Days, Life, World, lived
from evaluation.soaking.press import START, Piece, editions


@dataclass(frozen=True, slots=True, kw_only=True)
class Soaked:
    """How some days went."""

    wrong: tuple[str, ...]
    """What does not hold, in words."""
    told: tuple[str, ...]
    """What was seen, a line each."""


def soak(days: Days, folder: Path, world: World = World.FAULTS) -> Soaked:
    """Live some days twice, in a world and a calm one, and judge both by what was published."""
    homes = {each: folder / each for each in (world, World.CALM)}
    for home in homes.values():
        home.mkdir()
    with ThreadPoolExecutor(len(homes)) as pool:
        futures = {each: pool.submit(lived, days, home, each) for each, home in homes.items()}
        lives = {each: future.result() for each, future in futures.items()}
    everything = editions(days.feeds, days.minutes)
    pieces = sum(map(len, everything))
    told = [f"{pieces} pieces in {days.feeds} feeds, {days.minutes / 60:g} simulated hours"]
    wrong = []
    for life in lives.values():
        wrong += [f"{life.home.name}: {what}" for what in _wrong(days, life, everything)]
        told += [f"{life.home.name}: {what}" for what in _seen(days, life)]
    stores = lives[world].store, lives[World.CALM].store
    if world is World.KILLS:
        wrong += [f"the two stores differ in {what}" for what in alike.differences(*stores)]
        return Soaked(wrong=tuple(wrong), told=tuple(told))
    apart = [*twins.differences(*stores)]
    certain = [what for what in apart if what.partition(":")[0] in twins.WHATEVER_CAME_FIRST]
    wrong += [f"the two stores differ in {what}" for what in certain]
    told.append("{} of {} events hold the same articles in both".format(*grouping.alike(*stores)))
    told += [f"by what came first: {what}" for what in apart if what not in certain]
    told += [f"by what came first: {what}" for what in grouping.unlike(*stores)]
    return Soaked(wrong=tuple(wrong), told=tuple(told))


def _wrong(days: Days, life: Life, everything: list[list[Piece]]) -> Iterator[str]:
    """Yield what does not hold of one store."""
    articles = accounts.stored(life.store)
    published = [piece for feed in everything for piece in feed]
    book = Books(store=life.store, asked=life.asked, killed=frozenset(life.killed))
    yield from accounts.content(articles, published, days.minutes)
    yield from accounts.revisions(book, everything)
    yield from accounts.politeness(book)
    yield from accounts.soundness(book)
    yield from twins.damage(life.store)
    yield from grouping.laws(life.store)
    yield from memory.leaks(life.weighed)
    mornings = days.mornings + len(AFTERMATH)
    end = START + timedelta(minutes=days.last)
    yield from mail_books.mails(life.home, life.held, now=end, days=mornings)


def _seen(days: Days, life: Life) -> Iterator[str]:
    """Yield what was seen of one store."""
    asked = ", ".join(f"{count} {kind}" for kind, count in accounts.kinds(life.asked).items())
    yield f"{len(life.asked)} requests ({asked})"
    kills = ", ".join(f"{count} {step}" for step, count in life.kills.most_common())
    yield f"{life.kills.total()} kills ({kills})"
    posted = ", ".join(f"{count} {what}" for what, count in life.happened.most_common())
    yield f"{len(life.held)} mails held ({posted})"
    yield f"outbox: {mail_books.states(life.home)}"
    yield f"store: {twins.sizes(life.store)}"
    hours = range(0, max(1, days.minutes // 60), max(1, days.minutes // 360))
    yield f"peak: {memory.by_hour(life.weighed, hours)}"
    ratios = ", ".join(f"{ratio:.2f}" for ratio in memory.beside_fresh(life.weighed))
    if ratios:
        yield f"peak by that of a fresh process, every six hours: {ratios}"


def main() -> int:
    """Soak some days and print how it went; return 1 when something does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, default=200)
    options.add_argument("--hours", type=float, default=72)
    options.add_argument("--step", type=int, default=30, help="minutes from run to run")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--faulty", type=float, default=0.2, help="of all answers")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the stores here")
    options.add_argument(
        "--world", type=World, choices=[World.FAULTS, World.KILLS], default="faults"
    )
    chosen = options.parse_args()
    days = Days(
        feeds=chosen.feeds,
        minutes=int(60 * chosen.hours),
        step=chosen.step,
        seed=chosen.seed,
        faulty=chosen.faulty,
    )
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="soak-") as passing:
        folder = chosen.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        soaked = soak(days, folder, chosen.world)
    print("\n".join(soaked.told))
    print(f"took {time.monotonic() - started:.0f} s")
    for complaint in soaked.wrong[:40]:
        print(f"  WRONG {complaint}")
    print(f"{len(soaked.wrong)} things do not hold" if soaked.wrong else "soak holds")
    return 1 if soaked.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
