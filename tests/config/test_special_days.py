"""closed_days.csv: what is read, which file has the last word, what is refused and where."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.config import load, load_special_days, resolve, shipped_special_days
from tapestory.config.special_days import days_in
from tapestory.errors import ConfigError
from tapestory.model import DayKind, SpecialDay

EXCHANGES = frozenset({"XNYS", "XNAS", "XKRX", "XTKS"})
HEADER = "mic,day,kind,close,reason,source\n"
SEOUL = {date(2026, 6, 3), date(2026, 7, 17)}


def known(folder: Path, config: str = "") -> dict[tuple[str, date], SpecialDay]:
    file = folder / "config.toml"
    file.write_text(config)
    paths = resolve(file, {})
    found = load_special_days(load(paths, {}), paths, exchanges=EXCHANGES)
    return {(special.mic, special.day): special for special in found}


def refused(folder: Path, rows: str, *, header: str = HEADER) -> ConfigError:
    (folder / "closed_days.csv").write_text(header + rows)
    with pytest.raises(ConfigError) as caught:
        known(folder)
    return caught.value


def test_the_two_days_that_the_library_has_wrong_in_seoul_ship_with_the_program() -> None:
    found = shipped_special_days(exchanges=EXCHANGES)

    assert {s.day for s in found if s.mic == "XKRX" and s.kind is DayKind.CLOSED} >= SEOUL
    assert all(special.reason and special.source for special in found)


def test_a_file_beside_the_config_adds_to_the_shipped_days(tmp_path: Path) -> None:
    (tmp_path / "closed_days.csv").write_text(
        HEADER + "XNYS,2026-07-02,early,13:00-04:00,a storm,the exchange\n"
    )

    found = known(tmp_path)

    assert found["XNYS", date(2026, 7, 2)] == SpecialDay(
        mic="XNYS",
        day=date(2026, 7, 2),
        kind=DayKind.EARLY,
        close=time.fromisoformat("13:00-04:00"),
        reason="a storm",
        source="the exchange",
    )
    assert {("XKRX", day) for day in SEOUL} <= found.keys()


def test_the_users_word_on_a_shipped_day_counts(tmp_path: Path) -> None:
    (tmp_path / "closed_days.csv").write_text("mic,day,kind\nXKRX,2026-07-17,open\n")

    assert known(tmp_path)["XKRX", date(2026, 7, 17)].kind is DayKind.OPEN


def test_a_file_that_the_config_names_is_read_in_place_of_the_one_beside_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "closed_days.csv").write_text("mic,day,kind\nXNYS,2026-07-01,closed\n")
    (tmp_path / "mine.csv").write_text("mic,day,kind\nXNYS,2026-07-02,closed\n")

    found = known(tmp_path, '[universe]\nclosed_days = "mine.csv"\n')

    assert ("XNYS", date(2026, 7, 2)) in found
    assert ("XNYS", date(2026, 7, 1)) not in found
    assert ("XKRX", date(2026, 7, 17)) in found


def test_a_named_file_that_is_not_there_is_refused_where_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.toml:2"):
        known(tmp_path, '[universe]\nclosed_days = "gone.csv"\n')


def test_a_pack_may_bring_days_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "closed_days.csv").write_text("mic,day,kind\nXTKS,2026-07-01,closed\n")

    assert ("XTKS", date(2026, 7, 1)) in known(tmp_path, '[universe]\npacks = ["mine"]\n')


@pytest.mark.parametrize(
    ("row", "column", "hint"),
    [
        ("XNSY,2026-07-01,closed,,,", "mic", "XNYS"),
        ("xnys,2026-07-01,closed,,,", "mic", "XNYS"),
        (",2026-07-01,closed,,,", "mic", ""),
        ("XNYS,2026-02-30,closed,,,", "day", "2026-07-17"),
        ("XNYS,1/7/2026,closed,,,", "day", "2026-07-17"),
        ("XNYS,20260701,closed,,,", "day", "2026-07-17"),
        ("XNYS,2026-07-01,shut,,,", "kind", ""),
        ("XNYS,2026-07-01,early,,,", "close", "13:00-05:00"),
        ("XNYS,2026-07-01,early,13:00,,", "close", "13:00-05:00"),
        ("XNYS,2026-07-01,early,25:00Z,,", "close", "13:00-05:00"),
        ("XNYS,2026-07-01,closed,13:00-04:00,,", "close", "early"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_file_line_and_column(
    tmp_path: Path, row: str, column: str, hint: str
) -> None:
    error = refused(tmp_path, f"XKRX,2026-07-01,closed,,,\n{row}\n")

    assert f"closed_days.csv:3: {column}: " in str(error)
    assert hint in (error.hint or "")


def test_a_day_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, "XNYS,2026-07-01,closed,,,\nXNYS,2026-07-01,open,,,\n")

    assert "closed_days.csv:3: day: XNYS 2026-07-01 stands on line 2 already" in str(error)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    assert "day: this column is missing" in str(refused(tmp_path, "", header="mic,kind\n"))


_OFFSETS = st.integers(-12 * 60, 14 * 60)


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(sorted(EXCHANGES)),
            st.dates(),
            st.sampled_from(DayKind),
            st.times().map(lambda at: at.replace(second=0, microsecond=0)),
            _OFFSETS,
        ),
        unique_by=lambda row: (row[0], row[1]),
    )
)
def test_whatever_is_written_down_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, date, DayKind, time, int]],
) -> None:
    path = tmp_path_factory.mktemp("days") / "closed_days.csv"
    lines = []
    for mic, day, kind, at, offset in rows:
        ahead = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
        close = "" if kind is DayKind.CLOSED else f"{at:%H:%M}{ahead}"
        lines.append(f'{mic},{day.isoformat()},{kind},{close},"a, b",\n')
    path.write_text(HEADER + "".join(lines))

    found = days_in(path, EXCHANGES)

    assert [(s.mic, s.day, s.kind, s.reason) for s in found.values()] == [
        (mic, day, kind, "a, b") for mic, day, kind, _, _ in rows
    ]
    for special, (_, _, kind, at, offset) in zip(found.values(), rows, strict=True):
        if kind is DayKind.CLOSED:
            assert special.close is None
        else:
            assert special.close is not None
            assert special.close.replace(tzinfo=None) == at
            ahead_of_utc = special.close.utcoffset()
            assert ahead_of_utc is not None
            assert ahead_of_utc.total_seconds() == offset * 60
