from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path, PurePosixPath

import pytest

from cli.world import Home
from tapestory.cli.site_files import MANIFEST, publish
from tapestory.errors import InputError, LockedError

FILES = {
    PurePosixPath("events/one.html"): b"one",
    PurePosixPath("index.html"): b"index",
}
NOW = ("--as-of", "2026-07-03T10:00Z")


def _held(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    publish(FILES, tmp_path)
    inode = (tmp_path / "events/one.html").stat().st_ino
    os.utime(tmp_path / "events/one.html", (1, 1))

    found = publish({**FILES, PurePosixPath("index.html"): b"other"}, tmp_path)

    assert (found.written, found.unchanged, found.removed) == (1, 1, 0)
    kept = (tmp_path / "events/one.html").stat()
    assert (kept.st_ino, kept.st_mtime) == (inode, 1.0)


def test_a_page_of_what_is_gone_is_removed_and_a_strangers_file_stays(tmp_path: Path) -> None:
    publish(FILES, tmp_path)
    (tmp_path / "events" / "mine.html").write_text("mine")

    found = publish({PurePosixPath("index.html"): b"index"}, tmp_path)

    assert found.removed == 1
    assert set(_held(tmp_path)) == {"index.html", "events/mine.html", MANIFEST}


def test_a_page_that_somebody_changed_is_not_removed_but_named(tmp_path: Path) -> None:
    publish(FILES, tmp_path)
    (tmp_path / "events/one.html").write_text("by hand")

    found = publish({PurePosixPath("index.html"): b"index"}, tmp_path)

    assert (found.removed, found.left) == (0, ("events/one.html",))
    assert (tmp_path / "events/one.html").read_text() == "by hand"


def test_a_strangers_page_is_never_replaced_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("my home page")

    with pytest.raises(InputError, match=r"index\.html"):
        publish(FILES, tmp_path)

    assert _held(tmp_path) == {"index.html": b"my home page"}


def test_a_folder_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    site = tmp_path / "site"
    site.mkdir()
    (site / "events").symlink_to(elsewhere)

    with pytest.raises(InputError, match="no folder of this site"):
        publish(FILES, site)

    assert _held(elsewhere) == {}


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "events/../../secret", "events//one.html", "./index.html"]
)
def test_a_list_that_names_files_outside_is_not_believed(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    publish(FILES, site)
    (tmp_path / "secret").write_text("kept")
    listed = json.loads((site / MANIFEST).read_text())
    listed["files"][name] = "0" * 64
    (site / MANIFEST).write_text(json.dumps(listed))

    with pytest.raises(InputError, match="not a list"):
        publish(FILES, site)

    assert (tmp_path / "secret").read_text() == "kept"


def test_a_site_that_cannot_be_written_whole_stays_as_it_was(tmp_path: Path) -> None:
    publish(FILES, tmp_path)
    before = _held(tmp_path)
    # A folder where the last page is to be written stands for a disk that is full half-way.
    too_long = PurePosixPath("events", "x" * 300 + ".html")

    with pytest.raises(InputError):
        publish({**FILES, PurePosixPath("events/one.html"): b"new", too_long: b""}, tmp_path)

    assert _held(tmp_path) == before


def test_a_site_that_was_interrupted_is_finished_by_the_next_build(tmp_path: Path) -> None:
    publish(FILES, tmp_path)
    whole = _held(tmp_path)
    (tmp_path / "events/one.html").unlink()
    (tmp_path / "index.html").write_bytes(b"older")

    publish(FILES, tmp_path)

    assert _held(tmp_path) == whole


def test_what_a_killed_build_left_beside_its_files_is_cleared_away(tmp_path: Path) -> None:
    publish(FILES, tmp_path)
    whole = _held(tmp_path)
    for name in ("events/.one.html.4711.partial", f".{MANIFEST}.4711.partial"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / ".mine.html.4711.partial").write_bytes(b"a stranger's")

    publish(FILES, tmp_path)

    assert _held(tmp_path) == {**whole, ".mine.html.4711.partial": b"a stranger's"}


def test_of_two_builds_into_one_folder_one_steps_back(tmp_path: Path) -> None:
    publish(FILES, tmp_path)
    before = _held(tmp_path)
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        with pytest.raises(LockedError, match="another build"):
            publish({PurePosixPath("other.html"): b"other"}, tmp_path)
        assert _held(tmp_path) == before
    finally:
        os.close(folder)
    assert publish(FILES, tmp_path).unchanged == len(FILES)


def test_a_list_nested_beyond_all_reason_is_none(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("[" * 200_000)

    with pytest.raises(InputError, match="not a list"):
        publish(FILES, tmp_path)


def test_a_store_without_events_gives_a_site_that_says_so(
    initialised: Home, tmp_path: Path
) -> None:
    answer = initialised("report", "build", "--out", str(tmp_path / "site"), "--json")

    assert answer.code == 0, answer.err
    assert "No event since" not in initialised("report", "build").out
    assert answer.json["schema"] == "tapestory/report/1"
    assert answer.json["pages"]["events"] == 0
    assert "Nothing to show" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_site_of_older_news_says_from_when_on_there_is_any(sample: Home, tmp_path: Path) -> None:
    argv = ("report", "build", "--out", str(tmp_path / "site"), *NOW)
    answer = sample(*argv, "--since", "10min")

    [hint] = [line for line in answer.out.splitlines() if line.startswith("No event since")]
    assert hint.startswith("No event since 2026-07-03 05:50 EDT; the latest article is of 2026-07-")
    day = hint.split("--since ")[1].split()[0]
    assert "No event since" not in sample(*argv, "--since", day).out


def test_without_a_store_nothing_is_written(home: Home, tmp_path: Path) -> None:
    answer = home("report", "build", "--out", str(tmp_path / "site"))

    assert answer.code != 0
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "argv",
    [
        ("--base-url", "ftp://a.example/"),
        ("--base-url", "a.example"),
        ("--base-url", "https://a.example/?x=1"),
        ("--since", "2026-08-01"),
        ("--since", "soon"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(
    initialised: Home, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    answer = initialised("report", "build", "--out", str(tmp_path / "site"), *argv)

    assert answer.code == 2
    assert not (tmp_path / "site").exists()


def test_the_site_lies_beside_the_store_unless_told_otherwise(initialised: Home) -> None:
    answer = initialised("report", "build", "--json")

    assert answer.json["index"] == str(initialised.path / "report" / "index.html")


def test_the_sample_gives_the_same_site_twice_and_the_second_time_writes_nothing(
    sample: Home, tmp_path: Path
) -> None:
    argv = ("report", "build", "--out", str(tmp_path), *NOW, "--json")
    first = sample(*argv)
    before = _held(tmp_path)
    second = sample(*argv)

    assert first.json["pages"]["events"] >= 3
    assert (second.json["written"], second.json["removed"]) == (0, 0)
    assert _held(tmp_path) == before


def test_a_site_of_an_earlier_time_knows_only_what_was_known_then(
    sample: Home, tmp_path: Path
) -> None:
    answer = sample("report", "build", "--out", str(tmp_path), "--as-of", "2026-06-01", "--json")

    assert answer.json["pages"]["events"] == 0


def test_events_are_exported_as_a_feed(sample: Home) -> None:
    answer = sample("events", "export", "--atom")

    assert answer.out.startswith('<?xml version="1.0" encoding="utf-8"?>')
    assert answer.out.count("<entry>") >= 3
    assert sample("events", "export", "--atom", "--csv").code == 2


def test_a_digest_that_was_mailed_is_archived_without_saying_to_whom(
    own_sample: Home, tmp_path: Path
) -> None:
    with (own_sample.path / "config.toml").open("a", encoding="utf-8") as config:
        config.write('\n[mail]\nvia = "eml"\nfolder = "mail"\n')
        config.write('\n[smtp]\nrecipients = ["reader@host.example"]\n')
    sent = own_sample("digest", "send")
    site = tmp_path / "site"

    answer = own_sample("report", "build", "--out", str(site), "--json")
    told = [path for path, data in _held(site).items() if b"reader@host.example" in data]
    earlier = own_sample("report", "build", "--out", str(site), "--as-of", "2026-07-03T09:00Z")

    assert sent.code == 0, sent.err
    assert answer.json["pages"]["digests"] == 1
    assert earlier.code == 0
    assert [path.name for path in (site / "digests").iterdir()] == ["index.html"]
    assert told == []
