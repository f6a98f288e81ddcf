from __future__ import annotations

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.errors import PriceError
from tapestory.model import DailyBar
from tapestory.moves.providers.csv_file import BarFile, read_bars

HEADER = "symbol,date,open,high,low,close,adj_close,volume"
TODAY = date(2026, 8, 22)


def read(tmp_path: Path, text: str | bytes, name: str = "prices.csv") -> BarFile:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_bars(path, today=TODAY)


def reasons(file: BarFile) -> list[str]:
    return [str(refused) for refused in file.refused]


def test_a_full_row_becomes_a_bar(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\nMETA,2026-07-01,550,628.28,549.5,612.91,612.9,21000000\n")

    assert file.bars == (
        DailyBar(
            symbol="META",
            session=date(2026, 7, 1),
            open=550.0,
            high=628.28,
            low=549.5,
            close=612.91,
            adj_close=612.9,
            volume=21000000.0,
            provider="import",
        ),
    )
    assert file.refused == ()


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffsymbol,date,close\nS,2026-07-01,5\n",
        "symbol,date,close\r\nS,2026-07-01,5\r\n",
        "close,note,Date,Symbol\n5,x,2026-07-01,S\n",
        "Ticker,Date,Close,Adj Close\nS,2026-07-01,5,\n",
        "symbol,date,close\n\nS,2026-07-01 00:00:00-04:00,5\n,,\n",
        'symbol,date,close\n"S","2026-07-01","5.0"',
    ],
    ids=[
        "BOM",
        "CRLF",
        "order",
        "Yahoo headings",
        "midnight and blank lines",
        "quoted, no newline",
    ],
)
def test_the_ways_in_which_files_differ_do_not_matter(tmp_path: Path, text: str) -> None:
    file = read(tmp_path, text)

    assert [(bar.symbol, bar.session, bar.close) for bar in file.bars] == [
        ("S", date(2026, 7, 1), 5.0)
    ]
    assert reasons(file) == []


def test_a_gzipped_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    packed = gzip.compress(b"symbol,date,close\nS,2026-07-01,5\n")

    assert len(read(tmp_path, packed, "prices.csv.gz").bars) == 1
    assert len(read(tmp_path, packed, "prices.csv").bars) == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("S,2026-07-01,,,,0,,", "column close: 0 is not a price"),
        ("S,2026-07-01,,,,-5,,", "column close: -5 is not a price"),
        ("S,2026-07-01,,,,nan,,", "column close: 'nan' is not a number"),
        ("S,2026-07-01,,,,inf,,", "column close: 'inf' is not a number"),
        ("S,2026-07-01,,,,1_000,,", "column close: '1_000' is not a number"),
        ('S,2026-07-01,,,,"1,000",,', "column close: '1,000' is not a number"),
        ("S,2026-07-01,,,,,,", "column close: no price"),
        ("S,2026-07-01", "column close: no price"),
        ("S,2026-07-01,0,,,5,,", "column open: 0 is not a price"),
        ("S,2026-07-01,5,4,6,5,,", "column high: 4 is under the low 6"),
        ("S,2026-07-01,,,,5,,-1", "column volume: -1 is negative"),
        ("S,07/01/2026,,,,5,,", "column date: '07/01/2026' is not a date like 2026-07-01"),
        ("S,2026-02-30,,,,5,,", "column date: '2026-02-30' is not a date like 2026-07-01"),
        ("S,2026-07-01 15:30,,,,5,,", "has a time of day"),
        ("S,2026-08-24,,,,5,,", "column date: 2026-08-24 is in the future"),
        (",2026-07-01,,,,5,,", "column symbol: empty"),
    ],
)
def test_a_bar_that_cannot_be_believed_is_refused_with_its_line_and_reason(
    tmp_path: Path, row: str, reason: str
) -> None:
    file = read(tmp_path, f"{HEADER}\nS,2026-06-30,,,,5,,\n{row}\n")

    assert len(file.bars) == 1
    assert len(file.refused) == 1
    assert reasons(file)[0].startswith("prices.csv:3: ")
    assert reason in reasons(file)[0]


def test_a_session_that_stands_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    file = read(tmp_path, "symbol,date,close\nS,2026-07-01,5\nT,2026-07-01,6\nS,2026-07-01,7\n")

    assert [(bar.symbol, bar.close) for bar in file.bars] == [("S", 5.0), ("T", 6.0)]
    assert reasons(file) == [
        "prices.csv:4: S 2026-07-01: the session stands already at prices.csv:2"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ":1: no header"),
        (b"symbol,date,price\nS,2026-07-01,5\n", ":1: no column close"),
        (b"Date,AAPL,MSFT\n2026-07-01,5,6\n", ":1: no column symbol or close"),
        (b"symbol;date;close\nS;2026-07-01;5\n", ":1: no column"),
        (b"symbol,date,close\n", ":1: a header but no rows"),
        (b"symbol,date,close\nS\xff,2026-07-01,5\n", "not UTF-8"),
        (b"\x1f\x8b\x08\x00broken", "cannot be read"),
        (gzip.compress(b"symbol,date,close\n" * 999, mtime=0)[:-20], "cannot be read"),
        (b'symbol,date,close\n"' + b"x" * 200_000, "not CSV"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_to_do(
    tmp_path: Path, content: bytes, message: str
) -> None:
    with pytest.raises(PriceError, match=r"prices\.csv") as caught:
        read(tmp_path, content)

    assert message in str(caught.value)
    assert caught.value.hint


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PriceError, match=r"nowhere\.csv: cannot be read"):
        read_bars(tmp_path / "nowhere.csv")


def test_a_folder_holds_one_file_a_symbol(tmp_path: Path) -> None:
    (tmp_path / "META.csv").write_text("date,close\n2026-07-01,5\n", encoding="utf-8")
    (tmp_path / "000660.KS.csv").write_text("date,close\n2026-07-01,6\n", encoding="utf-8")
    (tmp_path / "^KS11.csv.gz").write_bytes(gzip.compress(b"date,close\n2026-07-01,7\n"))
    (tmp_path / "notes.txt").write_text("not prices", encoding="utf-8")

    file = read_bars(tmp_path)

    assert [bar.symbol for bar in file.bars] == ["000660.KS", "META", "^KS11"]
    assert file.refused == ()


def test_one_bad_file_of_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "A.csv").write_text("date,close\n2026-07-01,5\n", encoding="utf-8")
    (tmp_path / "B.csv").write_text("day,price\n2026-07-01,5\n", encoding="utf-8")

    file = read_bars(tmp_path)

    assert [bar.symbol for bar in file.bars] == ["A"]
    assert reasons(file) == ["B.csv: no column close in: day, price"]


def test_an_empty_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(PriceError, match=r"no \.csv"):
        read_bars(tmp_path)


@given(
    closes=st.lists(st.floats(0.01, 1e6), min_size=1, max_size=20),
    columns=st.permutations(["symbol", "date", "close", "extra"]),
)
def test_what_is_written_is_what_is_read(
    closes: list[float], columns: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [
        {"symbol": "S", "date": str(date(2026, 1, 1) + timedelta(days=at)), "close": repr(close)}
        for at, close in enumerate(closes)
    ]
    lines = [",".join(columns), *(",".join(row.get(c, "x") for c in columns) for row in rows)]
    path = tmp_path_factory.mktemp("prices") / "prices.csv"
    path.write_text("\n".join(lines), encoding="utf-8")

    assert [bar.close for bar in read_bars(path).bars] == closes


def test_a_column_may_tell_the_split_the_dividend_and_the_provider(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        "symbol,date,close,Stock Splits,dividends,source\n"
        "S,2026-07-01,10,0,0,\nS,2026-07-02,5,2,0.1,other\nS,2026-07-02,5,,,\n",
    )

    assert [(bar.provider, bar.split, bar.dividend) for bar in file.bars] == [
        ("import", None, 0.0),
        ("import", None, None),
        ("other", 2.0, 0.1),
    ]
    assert file.refused == ()


def test_a_close_outside_its_range_is_refused(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\nS,2026-07-01,5,6,4,6.5,,\nS,2026-07-02,5,6,4,3.5,,\n")

    assert file.bars == ()
    assert reasons(file) == [
        "prices.csv:2: S 2026-07-01: column close: 6.5 is above the high 6",
        "prices.csv:3: S 2026-07-02: column close: 3.5 is under the low 4",
    ]
