from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from moves.providers.price_world import FakeParquet
from tapestory.errors import PriceError
from tapestory.moves.providers.csv_file import read_bars
from tapestory.moves.providers.parquet_file import pyarrow_parquet

COLUMNS: Mapping[str, list[Any]] = {
    "Symbol": ["META", "META", "META"],
    "Date": [datetime(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 3)],  # noqa: DTZ001  # as files hold them
    "Close": [612.91, None, -3.0],
    "Volume": [21_000_000, float("nan"), None],
}


def parquet_file(folder: Path, start: bytes = b"PAR1") -> Path:
    path = folder / "bars.parquet"
    path.write_bytes(start)
    return path


def test_a_parquet_file_is_read_and_refused_like_a_csv_of_it(tmp_path: Path) -> None:
    file = read_bars(parquet_file(tmp_path), parquet=lambda: FakeParquet(COLUMNS))

    assert [(bar.symbol, bar.session, bar.close) for bar in file.bars] == [
        ("META", date(2026, 7, 1), 612.91)
    ]
    assert [str(refused) for refused in file.refused] == [
        "bars.parquet:3: META 2026-07-02: column close: no price",
        "bars.parquet:4: META 2026-07-03: column close: -3 is not a price",
    ]


def test_a_file_that_is_no_parquet_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(PriceError, match="not a Parquet file"):
        read_bars(parquet_file(tmp_path, b"zip?"), parquet=lambda: FakeParquet(COLUMNS))


def test_without_its_package_it_says_what_to_install() -> None:
    if find_spec("pyarrow") is not None:
        assert pyarrow_parquet() is not None
        return
    with pytest.raises(PriceError) as caught:
        pyarrow_parquet()

    assert "pip install 'tapestory[parquet]'" in (caught.value.hint or "")
