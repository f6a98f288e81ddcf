"""macro.csv: what is read, which file has the last word, what is refused and where."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.config import load, load_releases, resolve, shipped_releases
from tapestory.config.macro_releases import COLUMNS, releases_in
from tapestory.errors import ConfigError
from tapestory.model import Release, ReleaseKind
from tapestory.moves import KNOWN_MICS

EXCHANGES = KNOWN_MICS
HEADER = ",".join(COLUMNS) + "\n"
PAYROLLS = "release:2026-07-02-us-payrolls"


def known(folder: Path, config: str = "") -> dict[str, Release]:
    file = folder / "config.toml"
    file.write_text(config)
    paths = resolve(file, {})
    found = load_releases(load(paths, {}), paths, exchanges=EXCHANGES)
    return {release.id: release for release in found}


def refused(folder: Path, rows: str, *, header: str = HEADER) -> ConfigError:
    (folder / "macro.csv").write_text(header + rows)
    with pytest.raises(ConfigError) as caught:
        known(folder)
    return caught.value


def test_every_shipped_release_says_where_it_is_from_and_falls_on_a_weekday() -> None:
    found = shipped_releases(exchanges=EXCHANGES)

    assert all(release.source and release.precise for release in found)
    assert all(release.day.weekday() < 5 for release in found)
    assert {release.day.year for release in found} == {2024, 2025, 2026}
    assert all(not release.symbols for release in found)


def test_each_series_that_ships_is_whole_but_for_what_was_never_published() -> None:
    of_year = Counter(
        (release.name, release.day.year) for release in shipped_releases(exchanges=EXCHANGES)
    )
    monthly = {"US payrolls", "US CPI", "US PCE prices"}

    for (name, year), times in of_year.items():
        # October 2025 was never published by itself: the agencies were shut.
        expected = (11 if name != "US PCE prices" else 10) if year == 2025 else 12
        if name == "US PCE prices" and year == 2026:
            expected = 13
        assert times == (expected if name in monthly else 8), (name, year)


def test_the_payrolls_of_june_2026_came_on_a_thursday() -> None:
    found = {release.id: release for release in shipped_releases(exchanges=EXCHANGES)}

    assert found[PAYROLLS].at == datetime(2026, 7, 2, 12, 30, tzinfo=UTC)
    assert found[PAYROLLS].kind is ReleaseKind.JOBS
    assert not found[PAYROLLS].exchanges
    assert "release:2026-07-03-us-payrolls" not in found


def test_what_a_shutdown_moved_stands_on_the_day_on_which_it_came() -> None:
    found = {release.id for release in shipped_releases(exchanges=EXCHANGES)}

    assert {
        "release:2025-11-20-us-payrolls",
        "release:2025-12-16-us-payrolls",
        "release:2025-10-24-us-cpi",
        "release:2025-12-18-us-cpi",
        "release:2026-02-11-us-payrolls",
        "release:2026-02-13-us-cpi",
    } <= found
    assert (
        not {
            "release:2025-10-03-us-payrolls",
            "release:2025-11-07-us-payrolls",
            "release:2026-02-06-us-payrolls",
        }
        & found
    )


def test_a_file_beside_the_config_adds_to_what_ships(tmp_path: Path) -> None:
    (tmp_path / "macro.csv").write_text(
        HEADER
        + "2026-06-24,16:05,America/New_York,Micron results,results,,MU,the company\n"
        + "2026-06-25,,,Lunar festival,other,XSHG|XHKG,,\n"
    )

    found = known(tmp_path)

    assert found["release:2026-06-24-micron-results"] == Release(
        id="release:2026-06-24-micron-results",
        name="Micron results",
        kind=ReleaseKind.RESULTS,
        day=date(2026, 6, 24),
        at=datetime(2026, 6, 24, 20, 5, tzinfo=UTC),
        precise=True,
        symbols=("MU",),
        source="the company",
    )
    festival = found["release:2026-06-25-lunar-festival"]
    assert not festival.precise
    assert festival.exchanges == ("XSHG", "XHKG")
    assert PAYROLLS in found


def test_releases_come_in_the_order_of_their_time(tmp_path: Path) -> None:
    (tmp_path / "macro.csv").write_text(HEADER + "2025-01-02,,,First,other,all,,\n")

    times = [release.at for release in known(tmp_path).values()]

    assert times == sorted(times)


def test_the_users_word_on_a_shipped_release_counts(tmp_path: Path) -> None:
    (tmp_path / "macro.csv").write_text(
        HEADER + "2026-07-02,09:00,America/New_York,US Payrolls,jobs,all,,\n"
    )

    assert known(tmp_path)[PAYROLLS].at == datetime(2026, 7, 2, 13, 0, tzinfo=UTC)


def test_a_release_that_did_not_come_can_be_taken_away(tmp_path: Path) -> None:
    (tmp_path / "macro.csv").write_text("date,name,kind\n2026-07-02,US payrolls,cancelled\n")

    assert PAYROLLS not in known(tmp_path)


def test_a_file_that_the_config_names_is_read_in_place_of_the_one_beside_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "macro.csv").write_text(HEADER + "2026-07-01,,,Beside,other,all,,\n")
    (tmp_path / "mine.csv").write_text(HEADER + "2026-07-01,,,Named,other,all,,\n")

    found = known(tmp_path, '[universe]\nmacro = "mine.csv"\n')

    assert "release:2026-07-01-named" in found
    assert "release:2026-07-01-beside" not in found


def test_a_named_file_that_is_not_there_is_refused_where_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.toml:2"):
        known(tmp_path, '[universe]\nmacro = "gone.csv"\n')


def test_a_pack_may_bring_releases_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "macro.csv").write_text(HEADER + "2026-07-01,,,Crop report,other,all,,\n")

    assert "release:2026-07-01-crop-report" in known(tmp_path, '[universe]\npacks = ["mine"]\n')


@pytest.mark.parametrize(
    ("row", "column", "hint"),
    [
        ("2026-02-30,,,X,other,all,,", "date", "2026-07-02"),
        ("7/2/2026,,,X,other,all,,", "date", "2026-07-02"),
        (",,,X,other,all,,", "date", ""),
        ("2026-07-02,,,,other,all,,", "name", ""),
        ("2026-07-02,,,X,inflaton,all,,", "kind", "inflation"),
        ("2026-07-02,,,X,,all,,", "kind", ""),
        ("2026-07-02,8:30,America/New_York,X,jobs,all,,", "time", "08:30"),
        ("2026-07-02,25:00,America/New_York,X,jobs,all,,", "time", "08:30"),
        ("2026-07-02,08:30,,X,jobs,all,,", "zone", "America/New_York"),
        ("2026-07-02,08:30,America/NewYork,X,jobs,all,,", "zone", "America/New_York"),
        ("2026-07-02,08:30,../../etc/passwd,X,jobs,all,,", "zone", ""),
        ("2026-07-02,,,X,jobs,XNSY,,", "scope", "XNYS"),
        ("2026-07-02,,,X,jobs,xkrx,,", "scope", "XKRX"),
        ("2026-07-02,,,X,jobs,all|XKRX,,", "scope", ""),
        ("2026-07-02,,,X,jobs,,,", "scope", "all"),
        ("2026-07-02,,,X,results,all,,", "symbols", "NVDA"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_file_line_and_column(
    tmp_path: Path, row: str, column: str, hint: str
) -> None:
    error = refused(tmp_path, f"2026-07-01,,,A release,other,all,,\n{row}\n")

    assert f"macro.csv:3: {column}: " in str(error)
    assert hint in (error.hint or "")


def test_a_release_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, "2026-07-01,,,A vote,other,all,,\n2026-07-01,,,a  vote,jobs,all,,\n")

    assert "macro.csv:3: name: a  vote of that day stands on line 2 already" in str(error)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    assert "kind: this column is missing" in str(refused(tmp_path, "", header="date,name\n"))


_NAMES = st.text("abcdefghij 가나株", min_size=1, max_size=12).filter(lambda name: name.strip())


@given(
    rows=st.lists(
        st.tuples(
            st.dates(date(2000, 1, 1), date(2100, 1, 1)),
            st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
            _NAMES.map(lambda name: " ".join(name.split())),
            st.sampled_from([kind for kind in ReleaseKind if kind is not ReleaseKind.RESULTS]),
            st.lists(st.sampled_from(sorted(EXCHANGES)), max_size=3, unique=True),
        ),
        unique_by=lambda row: (row[0], row[2]),
    )
)
def test_whatever_is_written_down_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[date, time | None, str, ReleaseKind, list[str]]],
) -> None:
    path = tmp_path_factory.mktemp("macro") / "macro.csv"
    lines = [
        f"{day},{'' if at is None else f'{at:%H:%M}'},UTC,{name},{kind},"
        f"{'|'.join(codes) or 'all'},,\n"
        for day, at, name, kind, codes in rows
    ]
    path.write_text(HEADER + "".join(lines), encoding="utf-8")

    found = [release for release in releases_in(path, EXCHANGES).values() if release is not None]

    assert [(r.day, r.name, r.kind, r.exchanges) for r in found] == [
        (day, name, kind, tuple(codes)) for day, _, name, kind, codes in rows
    ]
    assert [r.precise for r in found] == [at is not None for _, at, *_ in rows]
    for release, (day, at, *_) in zip(found, rows, strict=True):
        assert release.at == datetime.combine(day, at or time(12), UTC)
