from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.world import terminal, written
from tapestory.cli.options import Format, ListOptions
from tapestory.cli.output import (
    TTY_LIMIT,
    Column,
    Listing,
    csv_cell,
    emit_csv,
    emit_fields,
    emit_line,
    emit_list,
    emit_table,
    json_text,
)
from tapestory.cli.terminal import Terminal, fitted, plain, plain_block, width_of, wrapped
from tapestory.errors import UsageError

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x07\r\n\t\u202e\u2066\u2069\u200b\u2028=+-@[]0;m算한"),
    ),
    max_size=60,
)
TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=60)


@given(HOSTILE)
def test_nothing_that_a_terminal_acts_on_survives(text: str) -> None:
    shown = plain(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    overrides = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not any(unicodedata.bidirectional(char) in overrides for char in shown)
    assert not set(shown) & {"\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\U000e0041"}
    assert shown == " ".join(shown.split())


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert plain_block(plain_block(text)) == plain_block(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;owned\x07title", "title"),
        ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("two\r\nlines\tand tab", "two lines and tab"),
        ("แผน\u200dกำลัง", "แผน\u200dกำลัง"),
        ("算力过剩", "算力过剩"),
    ],
)
def test_strangers_text_keeps_its_words(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(HOSTILE)
def test_no_csv_cell_of_text_is_a_formula(text: str) -> None:
    cell = csv_cell(text)
    told = cell.lstrip()
    assert not told.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not set(cell[: len(cell) - len(told)]) & {"\t", "\r", "\n"}


def test_numbers_stay_numbers_in_csv() -> None:
    assert [csv_cell(value) for value in (-0.1391, 3, True, None, "-3")] == [
        "-0.1391",
        "3",
        "true",
        "",
        "'-3",
    ]


@given(st.lists(st.tuples(HOSTILE, st.integers()), min_size=1, max_size=5))
def test_csv_reads_back_row_by_row(values: list[tuple[str, int]]) -> None:
    out = terminal()
    rows = [{"id": text, "n": number} for text, number in values]
    emit_csv(rows, out)
    found = list(csv.reader(io.StringIO(written(out), newline="")))
    assert found[0] == ["id", "n"]
    assert [row[1] for row in found[1:]] == [str(row["n"]) for row in rows]


@given(st.dictionaries(HOSTILE, HOSTILE, max_size=3))
def test_json_escapes_what_acts_and_loses_nothing(document: dict[str, str]) -> None:
    text = json_text(document)
    assert json.loads(text) == document
    assert plain_block(text) == text


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", [Format.JSON, Format.NDJSON])
def test_json_loses_no_word_whatever_the_streams_encoding(form: Format, encoding: str) -> None:
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding=encoding, newline="")
    out = Terminal(stream=stream, is_tty=False, colors=False, width=80)
    document = {"title": "칩 상승 \U0001f680 é", "url": "x"}
    listing = Listing(noun="articles", documents=[document], columns=(), empty="")
    options = ListOptions(as_json=form is Format.JSON, as_ndjson=form is Format.NDJSON)
    emit_list(listing, options, out)
    stream.flush()
    read = json.loads(data.getvalue().decode(encoding))
    assert (read["articles"][0] if form is Format.JSON else read) == document


@given(TITLES, st.integers(1, 40))
def test_a_fitted_text_has_exactly_its_width(text: str, width: int) -> None:
    assert width_of(fitted(plain(text), width)) == width


@given(TITLES, st.integers(4, 40))
def test_wrapping_loses_no_character_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


COLUMNS = (
    Column(heading="id", text=lambda item: item["id"]),
    Column(heading="title", text=lambda item: item["title"], flexible=True),
    Column(heading="n", text=lambda item: str(item["n"]), right=True),
)


def _documents(number: int) -> list[dict[str, Any]]:
    return [{"id": f"e{n}", "title": f"算力 {'long ' * 40}{n}", "n": n} for n in range(number)]


def _listing(number: int) -> Listing:
    return Listing(noun="things", documents=_documents(number), columns=COLUMNS, empty="Make one.")


def test_a_table_on_a_terminal_keeps_its_width_and_a_piped_one_its_words() -> None:
    narrow, piped = terminal(tty=True, width=60), terminal()
    emit_table(_documents(3), COLUMNS, narrow)
    emit_table(_documents(3), COLUMNS, piped)
    assert all(width_of(line) <= 60 for line in written(narrow).splitlines())
    assert all(document["title"].strip() in written(piped) for document in _documents(3))


def test_a_terminal_gets_a_short_list_and_is_told_so() -> None:
    out = terminal(tty=True)
    emit_list(_listing(TTY_LIMIT + 1), ListOptions(), out)
    lines = written(out).splitlines()
    assert len(lines) == TTY_LIMIT + 2
    assert "--limit 0" in lines[-1]


@pytest.mark.parametrize("form", ["as_json", "as_ndjson", "as_csv"])
def test_data_is_never_shortened_unless_asked(form: str) -> None:
    out, few = terminal(tty=True), terminal(tty=True)
    emit_list(_listing(50), ListOptions(**{form: True}), out)
    emit_list(_listing(50), ListOptions(**{form: True}, limit=2), few)
    if form == "as_json":
        assert len(json.loads(written(out))["things"]) == 50
        assert len(json.loads(written(few))["things"]) == 2
        assert json.loads(written(out))["schema"] == "tapestory/things/1"
    else:
        header = form == "as_csv"
        assert len(written(out).splitlines()) == 50 + header
        assert len(written(few).splitlines()) == 2 + header


def test_nothing_says_what_to_do_next_only_to_people() -> None:
    table, ndjson = terminal(), terminal()
    emit_list(_listing(0), ListOptions(), table)
    emit_list(_listing(0), ListOptions(as_ndjson=True), ndjson)
    assert written(table) == "No things. Make one.\n"
    assert written(ndjson) == ""


def test_an_empty_csv_still_has_its_header() -> None:
    out = terminal()
    emit_list(_listing(0), ListOptions(as_csv=True), out)
    assert written(out) == "id,title,n\r\n"


def test_two_formats_exclude_each_other() -> None:
    with pytest.raises(UsageError, match="--json and --csv"):
        _ = ListOptions(as_json=True, as_csv=True).format
    assert ListOptions().format is Format.TABLE


def test_colours_are_only_painted_where_they_are_on() -> None:
    assert terminal(colors=True).paint("x", "bold") == "\x1b[1mx\x1b[0m"
    assert terminal().paint("x", "bold") == "x"
    assert terminal(colors=True).paint("", "bold") == ""


@given(HOSTILE, st.integers(40, 90))
def test_fields_and_lines_keep_the_width_of_a_terminal(text: str, width: int) -> None:
    out = terminal(tty=True, width=width)
    emit_fields([("name", text)], out)
    emit_line(f"  {text}", out)
    assert all(width_of(line) <= width for line in written(out).split("\n"))


def test_a_long_last_column_gets_its_own_line_where_there_is_no_room() -> None:
    columns = (
        Column(heading="id", text=lambda row: row["id"]),
        Column(
            heading="event",
            text=lambda row: row["title"],
            flexible=True,
            least=48,
            may_stand_below=True,
        ),
    )
    row = {"id": "0h686wn7", "title": "word " * 20}
    lines = {}
    for width in (50, 120):
        out = Terminal(stream=io.StringIO(), is_tty=True, colors=False, width=width)
        emit_table([row], columns, out)
        assert isinstance(out.stream, io.StringIO)
        lines[width] = out.stream.getvalue().splitlines()
        assert all(width_of(line) <= width for line in lines[width])

    assert lines[50][1:2] == ["0h686wn7"]
    assert lines[50][2].startswith("          word word")
    assert len(lines[120]) == 2
