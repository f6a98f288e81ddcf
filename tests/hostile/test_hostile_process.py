"""The installed command among bombs, kills, limits and full disks, as the system sees it."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from hostile.arena import Arena, entry, rss, serve
from hostile.hostile_server import HOSTS
from hostile.test_hostile_compression import BOMBS
from hostile.test_hostile_transport import dripping_body, endless_body, endless_headers, silence
from hostile.test_hostile_xml import BOMBS as DECLARATIONS
from hostile.test_hostile_xml import SHAPES

ENDED = 120
"""Seconds after which a command that hangs is killed; what is measured ends within a few."""
MEMORY = 1_200_000_000
"""Bytes of address space, libraries and threads included."""
pytestmark = pytest.mark.slow


def start(arena: Arena, *argv: str, limit: str = "") -> Any:
    """Start the command, in a process that limits itself first by the code given."""
    become = "os.execv(sys.executable, [sys.executable, '-m', 'tapestory', *sys.argv[1:]])"
    return subprocess.Popen(
        [sys.executable, "-c", f"import os, resource, sys\n{limit}\n{become}", *argv],
        env={**os.environ, "TAPESTORY_HOME": str(arena.path), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: Any) -> tuple[int, str, str]:
    try:
        out, err = process.communicate(timeout=ENDED)
    finally:
        process.kill()
    assert "Traceback" not in err
    return process.returncode, out, err


def command(arena: Arena, *argv: str, limit: str = "") -> tuple[int, str, str]:
    return ended(start(arena, *argv, limit=limit))


def stored(arena: Arena) -> list[str]:
    code, out, err = command(arena, "articles", "list", "--ndjson", "--limit", "0")
    assert code == 0, err
    return sorted(json.loads(line)["title"] for line in out.split("\n") if line)


WITHIN_MEMORY = f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))"


def test_a_round_of_every_bomb_stays_within_its_memory_and_keeps_the_good(arena: Arena) -> None:
    arena.configure(seconds=3.0, most=10_000_000)
    for number, (body, encoding) in enumerate(BOMBS.values()):
        arena.feed(f"/packed/{number}", serve(body, Content_Encoding=encoding))
    for number, text in enumerate(DECLARATIONS.values()):
        arena.feed(f"/declared/{number}", serve(text), host=HOSTS[1])
    for number, text in enumerate(SHAPES.values()):
        arena.feed(f"/shape/{number}", serve(text), host=HOSTS[2])
    for number, script in enumerate((silence, dripping_body, endless_body, endless_headers)):
        arena.feed(f"/endless/{number}", script, host=HOSTS[3])
    for number in range(20):
        arena.feed(f"/good/{number}", serve(rss(entry(f"good {number:02}"))), host=HOSTS[3])

    code, out, err = command(arena, "poll", "--all", "--json", limit=WITHIN_MEMORY)

    assert code == 3, err
    outcomes = {feed["url"].split("/", 3)[3]: feed for feed in json.loads(out)["feeds"]}
    assert [outcomes[f"good/{number}"]["new"] for number in range(20)] == [1] * 20
    assert {outcomes[f"endless/{number}"]["status"] for number in range(4)} == {"failed"}
    assert {f"good {number:02}" for number in range(20)} <= set(stored(arena))


def test_what_is_killed_in_the_middle_doubles_and_loses_nothing(arena: Arena) -> None:
    arena.configure(seconds=1.0)
    names = [f"n {number:02}" for number in range(40)]
    for number, name in enumerate(names):
        arena.feed(f"/f{number}", serve(rss(entry(name))), host=HOSTS[number % 3])
    arena.feed("/never", silence, host=HOSTS[3])
    process = start(arena, "poll", "--all", "--json")
    while len(arena.server.requests) < 10 and process.poll() is None:
        pass
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()

    code, out, err = command(arena, "poll", "--all", "--json")

    assert code == 3, err
    assert len(json.loads(out)["feeds"]) == 41
    assert stored(arena) == names


def test_of_two_polls_at_once_one_yields_and_nothing_is_doubled(arena: Arena) -> None:
    arena.configure(seconds=2.0)
    arena.feed("/one", serve(rss(entry("one"), entry("two"))))
    arena.feed("/never", silence, host=HOSTS[1])

    first, second = (start(arena, "poll", "--all", "--json") for _ in range(2))
    codes = sorted(ended(process)[0] for process in (first, second))

    assert codes in ([3, 5], [3, 3])
    assert stored(arena) == ["one", "two"]


def test_a_disk_without_room_is_told_and_costs_no_article_later(arena: Arena) -> None:
    text = f"<description>{os.urandom(40_000).hex()}</description>"
    names = [f"n {number:02}" for number in range(30)]
    arena.feed("/big", serve(rss(*(entry(name, text) for name in names))))
    arena.feed("/small", serve(rss(entry("small"))), host=HOSTS[1])
    room = (arena.path / "tapestory.db").stat().st_size + 300_000

    without_room = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))"

    code, _, err = command(arena, "poll", "--all", "--json", limit=without_room)
    assert code not in (0, 1), err
    assert err.strip()
    code, _, err = command(arena, "poll", "--all", "--json")

    assert code == 0, err
    assert stored(arena) == [*names, "small"]


def test_output_that_nobody_reads_is_no_crash(arena: Arena) -> None:
    arena.feed("/one", serve(rss(*(entry(f"n {number}") for number in range(2_000)))))
    command(arena, "poll", "--all", "--json")

    process = start(arena, "articles", "list", "--ndjson", "--limit", "0")
    process.stdout.read(100)
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=ENDED)

    assert "Traceback" not in err


def test_a_terminal_that_knows_only_ascii_gets_the_articles_all_the_same(
    arena: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    arena.feed("/one", serve(rss(entry("利好 🚀"))))
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("PYTHONUTF8", "0")

    code, _, err = command(arena, "poll", "--all", "--json")

    assert code == 0, err
    assert stored(arena) == ["利好 🚀"]


def test_the_environment_of_the_machine_leads_no_request_astray(
    arena: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = arena.server.url("", HOSTS[3])
    arena.feed("/one", serve(rss(entry("one"))))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, trap)

    code, _, err = command(arena, "poll", "--all", "--json")

    assert code == 0, err
    assert [request.host for request in arena.server.requests] == [HOSTS[0]]


def test_a_packed_feed_of_many_entries_is_read_in_one_go(arena: Arena) -> None:
    body = rss(*(entry(f"n {number:04}") for number in range(3_000)))
    arena.feed("/one", serve(gzip.compress(body.encode()), Content_Encoding="gzip"))

    code, out, _ = command(arena, "poll", "--all", "--json", limit=WITHIN_MEMORY)

    assert (code, json.loads(out)["articles_new"]) == (0, 3_000)
