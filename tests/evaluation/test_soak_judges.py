"""The judges of the soak: what they call wrong is wrong, and a process dies where it is told to."""

from __future__ import annotations

import smtplib
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from evaluation.soaking import twins
from evaluation.soaking.life import Days
from evaluation.soaking.memory import Weighed, leaks
from evaluation.soaking.postbox import MISHAPS, delivering
from evaluation.soaking.press import DAY, editions, shown
from evaluation.soaking.processes import Worker
from evaluation.soaking.worker import STEPS, Order
from tapestory.store import Store


def _runs(*peaks: tuple[int, int]) -> list[Weighed]:
    """Return runs of a lasting process and a fresh one in turn."""
    return [
        Weighed(minute=minute, peak=peak, resident=peak, fresh=fresh)
        for minute, pair in enumerate(peaks)
        for peak, fresh in zip(pair, (False, True), strict=True)
    ]


def test_memory_that_grows_as_that_of_a_fresh_process_does_is_no_leak() -> None:
    assert [*leaks(_runs(*((140 + hour, 100 + hour) for hour in range(30))))] == []


def test_memory_that_grows_while_that_of_fresh_processes_does_not_is_a_leak() -> None:
    [complaint] = leaks(_runs(*((140 + 2 * hour, 100) for hour in range(30))))

    assert "came to need" in complaint


def test_what_is_published_is_the_same_in_every_run_and_shown_for_as_long_as_anybody_needs() -> (
    None
):
    once, again = editions(20, DAY), editions(20, DAY)

    assert once == again
    for feed in once:
        assert [piece.minute for piece in feed] == sorted(piece.minute for piece in feed)
        assert shown(feed, DAY)[0] == feed[-1]
    tellers = [piece.story for feed in once for piece in feed if piece.shared]
    assert len(tellers) > len(set(tellers)), "some story is told by several"


def test_mornings_are_counted_by_the_runs_that_find_mail_due() -> None:
    assert Days(minutes=3 * DAY).mornings == 3
    assert Days(minutes=120, step=15).mornings == 0
    assert Days(minutes=120, step=15, mail_at=1).mornings == 1


def test_stores_of_the_same_content_are_no_different_and_one_row_makes_them_so(
    tmp_path: Path,
) -> None:
    paths = [tmp_path / "one.db", tmp_path / "other.db"]
    for path in paths:
        with Store.open(path, migrate=True):
            pass
    assert [*twins.differences(*paths)] == []
    with closing(sqlite3.connect(paths[0])) as connection, connection:
        connection.execute(
            "insert into price_bars (symbol, session, provider, close, provisional, stored_at)"
            " values ('SPY', '2026-03-02', 'import', 100.0, 0, '2026-03-02T22:00:00.000000Z')"
        )
    [difference] = twins.differences(*paths)

    assert difference.startswith("price_bars: 1 rows only here, 0 only there")


def test_a_row_that_refers_to_nothing_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with Store.open(path, migrate=True):
        pass
    assert [*twins.damage(path)] == []
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("insert into untold_events (event_id) values ('nobody')")

    assert len([*twins.damage(path)]) == 1


def _sent(port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.sendmail("a@a.example", ["b@b.example"], "Message-ID: <1@a>\r\n\r\nHello.\r\n.dot")


def test_the_mail_server_holds_each_mail_that_it_took_over_and_no_other() -> None:
    killed: list[int] = []
    with delivering(seed=1, kill=lambda: killed.append(1)) as box:
        _sent(box.port)
        box.troubled = True
        for _ in range(120):
            try:
                _sent(box.port)
            except (smtplib.SMTPException, OSError):
                continue
    taken = {"fine", "gone at dot", *(kind for kind in MISHAPS if kind.startswith("kill"))}

    assert {held.message_id for held in box.held} == {"<1@a>"}
    assert {held.recipient for held in box.held} == {"b@b.example"}
    assert "\n.dot" in box.held[0].text
    assert len(box.held) == sum(box.happened[kind] for kind in taken)
    assert len(killed) == sum(times for kind, times in box.happened.items() if "kill" in kind)
    assert set(box.happened) > {"fine", "451 at dot", "gone at dot"}


def test_steps_that_are_killed_are_modules_of_the_pipeline() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "import tapestory.pipeline as p; print(p.__path__[0])"],
        check=True,
        capture_output=True,
        text=True,
    )
    modules = {path.stem for path in Path(found.stdout.strip()).glob("*.py")}

    assert set(STEPS) <= modules


@pytest.mark.slow
def test_a_worker_dies_in_the_step_that_it_is_told_and_the_next_one_goes_on(tmp_path: Path) -> None:
    worker = Worker(tmp_path, {}, 1)
    try:
        killed = worker.obey(Order(minute=0, prices=True, kill_in="prices"))
        done = worker.obey(Order(minute=0, prices=True))
    finally:
        worker.end()

    assert killed.killed == "prices"
    assert not done.killed
    assert done.peak >= done.resident > 0
