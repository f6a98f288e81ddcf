"""Three days of a stranger who installs the program, and does with it what README says."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from evaluation.stranger.crontab import Line, calendar
from evaluation.stranger.journal import Journal
from evaluation.stranger.machine import Machine
from evaluation.stranger.street import (
    Mailbox,
    Piece,
    Press,
    closes_until,
    post_office,
    served,
    utc,
)

ZONE = ZoneInfo("America/New_York")
"""Where the machine stands: cron starts lines by this clock."""
START = datetime(2026, 7, 1, 8, 0, tzinfo=ZONE)
END = datetime(2026, 7, 4, 8, 0, tzinfo=ZONE)
ASLEEP = (time(0, 0), time(6, 30))
"""The lid is shut: cron starts nothing, and the digest is due half an hour after it opens."""
FEEDS = {
    "harbour-wire.rss": "Harbour Wire",
    "canal-street-ledger.atom": "Canal Street Ledger",
    "seoul-tape.rss": "Seoul Tape",
    "suanli-observer.json": "Suanli Observer",
}
_LATER = {
    "harbour-wire.rss": [
        Piece(
            title="Meta confirms that it will rent out spare AI computing power",
            text="Meta Platforms said on Friday that it will rent out AI computing power that it"
            " does not need itself, confirming what Bloomberg reported on Wednesday. “We will"
            " offer our spare capacity to outside customers this year,” said a spokesperson for"
            " Meta. CoreWeave and Nebius rent computing power to Meta.",
            published=utc(2026, 7, 3, 15, 5),
        )
    ]
}
_CONFIG = """
[fetch]
allow_networks = ["127.0.0.0/8"]

[digest]
timezone = "America/New_York"
at = "07:00"

[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "Tapestory <you@example.org>"
recipients = ["you@example.org"]
"""


@dataclass(kw_only=True)
class Days:
    """What stays the same on all of them."""

    machine: Machine
    journal: Journal
    press: Press
    mailbox: Mailbox
    address: str
    port: int

    @property
    def store(self) -> Path:
        """The folder of the user's store."""
        return self.machine.home / "tapestory"


def first_look(machine: Machine) -> None:
    """Install is done; try the sample, as README has it."""
    machine.journal.chapter("Try it: the sample")
    machine.type("tapestory --version", shows=[r"^tapestory \d"])
    machine.type("tapestory events list", code=6, shows=["tapestory init"])
    machine.type("tapestory manual", shows=["mail +Getting the digest by mail"])
    machine.type("tapestory manual mail", shows=["^# Getting the digest by mail"])
    machine.type(
        "tapestory demo --in sample",
        shows=["digest HTML", "look around", "events show [0-9a-z]{8}"],
    )
    machine.type(
        "tapestory --config sample/config.toml events show 0h68 --as-of 2026-07-04",
        shows=["All 6 articles trace back to one Bloomberg report"],
    )


@contextmanager
def outside(machine: Machine) -> Iterator[Days]:
    """Serve feeds and take mails while the days go by."""
    press, mailbox = Press(now=START, more=dict(_LATER)), Mailbox()
    with served(press) as address, post_office(mailbox) as port:
        yield Days(
            machine=machine,
            journal=machine.journal,
            press=press,
            mailbox=mailbox,
            address=address,
            port=port,
        )


def set_up(days: Days) -> None:
    """Configure it as README and docs/mail.md say."""
    machine = days.machine
    days.journal.chapter("Set up: feeds, prices, mail")
    machine.now = START
    machine.variables["TAPESTORY_HOME"] = str(days.store)
    machine.type(
        "tapestory init --feeds none", shows=["config +written", "tapestory feeds add URL"]
    )
    config = days.store / "config.toml"
    text = config.read_text(encoding="utf-8")
    for part in _CONFIG.format(port=days.port).strip().split("\n\n"):
        heading = part.partition("\n")[0]
        text = text.replace(f"{heading}\n", f"{part}\n", 1)
    config.write_text(text, encoding="utf-8")
    machine.type("tapestory config check", shows=[r"\d+ instruments"])
    for name, outlet in FEEDS.items():
        machine.type(f"tapestory feeds add {days.address}/{name} --outlet '{outlet}'")
    machine.type(f"tapestory feeds test {days.address}/harbour-wire.rss", shows=["title"])
    machine.type(f"tapestory feeds test {days.address}/no-such.rss", code=3, shows=["404"])
    closes_until(START.date() - timedelta(days=1), machine.home / "closes.csv")
    machine.type("tapestory prices import closes.csv", shows=[r"14 symbols: [\d,]+ bars new"])
    machine.type("tapestory digest test", shows=["you@example.org"])
    machine.type("tapestory digest preview")
    machine.type("tapestory doctor", shows=["ok +mail", "ok +feeds"])


def three_days(days: Days) -> None:
    """Let cron run the lines of docs/cron.md, in the environment that cron gives."""
    days.journal.chapter("Three days of cron")
    machine = days.machine
    printed = machine.type("tapestory doctor --print-cron", shows=[r"^\*/15 \* \* \* \* /"])
    every_quarter = Line.of(printed.out.strip())
    program = shlex.join(every_quarter.argv[:3])
    after_close = Line.of(f"30 18 * * 1-5 {program} prices import closes.csv")
    nightly = Line.of(f"50 23 * * * {program} db backup nightly.db")
    codes: Counter[tuple[str, int]] = Counter()
    stumbles: list[str] = []
    known = len(days.mailbox.mails)
    for moment, line in calendar([every_quarter, after_close, nightly], START, END):
        if ASLEEP[0] <= moment.time() < ASLEEP[1]:
            continue
        machine.now = days.press.now = moment
        if line is after_close:
            closes_until(moment.date(), machine.home / "closes.csv")
        answer = machine.run(
            line.argv, environ={"HOME": str(machine.home), "PATH": "/usr/bin:/bin"}
        )
        codes[line.argv[3], answer.code] += 1
        if answer.code or (line is every_quarter and answer.lines):
            stumbles.append(f"{moment:%a %H:%M}: exit {answer.code}: {' '.join(answer.lines)}")
    saw = [f"{name}: {times} times exit {code}" for (name, code), times in sorted(codes.items())]
    days.journal.told(f"cron, {START:%a %d %b} to {END:%a %d %b}", saw, stumbles[:5])
    _digests(days, known)


def _digests(days: Days, known: int) -> None:
    mails = days.mailbox.mails[known:]
    dates = [mail["Date"].datetime.astimezone(ZONE) for mail in mails]
    wanted = [START.date() + timedelta(days=ahead) for ahead in (1, 2, 3)]
    stumbles = []
    if [when.date() for when in dates] != wanted:
        stumbles.append(f"digests of {', '.join(map(str, dates))}, one on each of {wanted} wanted")
    texts = [_text(mail.get_body(("plain",))) for mail in mails]
    if texts and "Meta" not in texts[0]:
        stumbles.append("the first digest does not tell the news of the first day")
    if texts and "Update" not in texts[-1]:
        stumbles.append("the confirmation of the third day is not told as an update")
    saw = [f"{when:%a %H:%M}  {mail['Subject']}" for when, mail in zip(dates, mails, strict=True)]
    days.journal.told("look into the mailbox", saw, stumbles)


def _text(part: object) -> str:
    content = getattr(part, "get_content", str)()
    return content if isinstance(content, str) else ""


def corrections(days: Days) -> None:
    """Find an event, put right what was put together wrongly, and take it back."""
    days.journal.chapter("Find, correct, undo")
    machine = days.machine
    machine.type("tapestory events list", shows=["Meta is preparing to sell"])
    machine.type("tapestory events list --min-move 5 --sector neocloud", shows=["CRWV"])
    found = machine.type("tapestory events search Nebius --json")
    listed = json.loads(found.out)["events"]
    event = max(listed, key=lambda item: item["articles"])
    ident, other = event["id"], _other(machine, event["id"])
    machine.type(f"tapestory events show {ident}", shows=["vs market", "Harbour Wire"])
    machine.type(f"tapestory events timeline {ident} --limit 5", shows=["article", "state"])
    machine.type(f"tapestory events merge {ident} {other}", shows=["undo"])
    machine.type(f"tapestory events show {other}", shows=[ident])
    machine.type("tapestory events undo", shows=["took back"])
    machine.type(f"tapestory events show {other}", shows=[other])
    articles = machine.type(f"tapestory events split {ident}", shows=["Spare hours at Meta"])
    row = next(line for line in articles.out.splitlines() if "Spare hours at Meta" in line)
    machine.type(f"tapestory events split {ident} {row.split()[0]}", shows=["split 1 article"])
    machine.type("tapestory run --quiet", silent=True)
    machine.type("tapestory events undo --list", shows=["split"])
    machine.type("tapestory events show nothing1", code=4)


def _other(machine: Machine, ident: str) -> str:
    listed = machine.run(["tapestory", "events", "list", "--json"], environ=machine.environ())
    return next(str(item["id"]) for item in json.loads(listed.out)["events"] if item["id"] != ident)


def leaving(days: Days) -> None:
    """Export everything, back up, lose the store, and put it back."""
    days.journal.chapter("Export, back up, restore")
    machine = days.machine
    machine.type("tapestory events export --to events.ndjson", shows=[r"\d+ events"])
    machine.type("tapestory events export --atom --to events.atom", shows=[r"\d+ events"])
    machine.type("tapestory feeds export feeds.opml", shows=["4 feeds"])
    machine.type("tapestory report build --out site", shows=[r"[1-9]\d* events"])
    machine.type("tapestory db backup backup.db", shows=["written +backup.db"])
    before = machine.run(["tapestory", "events", "list", "--json"], environ=machine.environ()).out
    (days.store / "tapestory.db").write_bytes(b"SQLite format 3\0 and then the disk broke")
    machine.type("tapestory events list", code=6, shows=["tapestory db restore"])
    machine.type("tapestory db restore backup.db", shows=["restored", "before"])
    machine.type("tapestory db check", shows=["^ok"])
    after = machine.run(["tapestory", "events", "list", "--json"], environ=machine.environ()).out
    lost = [] if after == before else ["the events are not those of the backup"]
    days.journal.told("compare events with those before", [], lost)
    sent = len(days.mailbox.mails)
    machine.type("tapestory run --quiet", silent=True)
    machine.type("tapestory digest list", shows=["sent"])
    more = len(days.mailbox.mails) - sent
    again = [f"{more} mails sent again"] if more else []
    days.journal.told("look into the mailbox after the restore", [], again)
    machine.type("tapestory doctor", shows=["ok +store", "ok +mail"])


def walk(machine: Machine) -> None:
    """Go through all of it."""
    first_look(machine)
    with outside(machine) as days:
        set_up(days)
        three_days(days)
        corrections(days)
        leaving(days)
