"""Every figure, day and citation of the sample's digest is found in what `events show` says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import pytest

from tapestory.cli.event_shape import event_json
from tapestory.demo import run_demo
from tapestory.model import EventView

pytestmark = pytest.mark.slow
ZONE = ZoneInfo("America/New_York")
MOVED = re.compile(r"([+−])(\d+(?:\.\d+)?)(%| pp)")
AMOUNT = re.compile(r"[$€£](\d[\d,.]*\d|\d)(?:–(\d[\d,.]*\d|\d))? (tn|bn|m)\b")
PLACED = re.compile(r"^(New York|Seoul|Tokyo)(?: close)?, \w{3} (\d{1,2}) Jul(?P<rest>.*)$")
EXCHANGES = {"New York": {"XNYS", "XNAS"}, "Seoul": {"XKRX"}, "Tokyo": {"XTKS", "XJPX"}}
ROW = re.compile(r"^  (\S+)\s.*?([+−]\d+\.\d)%\s+(?:([+−]\d+\.\d) pp|base|n/a)")
BESIDE = re.compile(r"([\w .&-]+?) ([+−]\d+\.\d)%")
DAY = re.compile(r"\b(\d{1,2}) Jul\b")
COUNTED = re.compile(r"\b(\d+) (?:of (\d+) )?(articles?|outlets?|up|down)\b")
SCALES = {"tn": 1e12, "bn": 1e9, "m": 1e6}
CAUSE = re.compile(
    r"\b(?:because of|caused by|due to|triggered by|thanks to|drove|sent \w+ lower)\b"
)
DISCLAIMER = "not shown to be caused by them"


@dataclass(frozen=True)
class Entry:
    """What the digest prints of one event, and what `events show --json` does."""

    view: EventView
    text: str

    @property
    def body(self) -> str:
        """What stands below the line with the date and the tally, which is about the edition."""
        head, tally, rest = self.text.partition(" articles\n\n")
        return rest if tally and "2026" in head else self.text

    @cached_property
    def document(self) -> dict[str, object]:
        """As JSON text would give it back."""
        found: dict[str, object] = json.loads(
            json.dumps(event_json(self.view, sectors={}, narratives={}))
        )
        return found

    @cached_property
    def leaves(self) -> list[object]:
        """All values of it, however deep."""
        return list(_leaves(self.document))

    @property
    def numbers(self) -> list[float]:
        return [
            float(leaf)
            for leaf in self.leaves
            if isinstance(leaf, int | float) and not isinstance(leaf, bool)
        ]

    @property
    def days(self) -> set[tuple[int, int]]:
        """Months and days of its sessions and times, here and at Greenwich."""
        found: set[tuple[int, int]] = set()
        for leaf in self.leaves:
            if isinstance(leaf, str) and re.match(r"\d{4}-\d\d-\d\d", leaf):
                when = datetime.fromisoformat(leaf)
                found.add((when.month, when.day))
                if when.tzinfo is not None:
                    here = when.astimezone(ZONE)
                    found.add((here.month, here.day))
        return found


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from (leaf for item in value.values() for leaf in _leaves(item))
    elif isinstance(value, list):
        yield from (leaf for item in value for leaf in _leaves(item))
    else:
        yield value


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, EventView]]:
    result = run_demo(tmp_path_factory.mktemp("demo"), say=lambda _step: None)
    views = {view.event.id: view for view in result.events}
    return result.text.read_text(encoding="utf-8"), {str(key): v for key, v in views.items()}


@pytest.fixture(scope="module")
def entries(digest: tuple[str, dict[str, EventView]]) -> list[Entry]:
    """The lead, then the others."""
    text, views = digest
    lead, _, others = text.partition("\nALSO\n")
    lead_id = re.findall(r"tapestory events show (\w+)", lead)[0]
    found = [Entry(views[lead_id], lead)]
    for part in others.partition("\n-- ")[0].split("\n  * ")[1:]:
        event_id = next(i for i in re.findall(r"\((\w{8})\)", part) if i in views)
        found.append(Entry(views[event_id], part.partition("\nAnd ")[0]))
    assert len(found) == 3
    return found


def as_lines(text: str) -> str:
    return " ".join(text.split())


def ours(text: str) -> str:
    """What we say ourselves: no quotations, titles, addresses or notes of how to read a table."""
    body = text.partition("\nSOURCES\n")[0].partition("\nWHAT WOULD SETTLE IT\n")[0]
    body = re.sub(r"\nClose: measured.*?(?=\n\n|\n  - )", "", body, flags=re.DOTALL)
    return as_lines(re.sub(r"“[^”]*”", "", re.sub(r"https?://\S+", "", body), flags=re.DOTALL))


def test_every_move_that_is_printed_is_in_the_event(entries: list[Entry]) -> None:
    seen = 0
    for entry in entries:
        title = as_lines(entry.view.event.title)
        for sign, figure, unit in MOVED.findall(ours(entry.text).replace(title, "")):
            value = float(figure) * (1 if sign == "+" else -1)
            slack = 0.5 * 10 ** -len(figure.partition(".")[2]) + 1e-9
            assert any(abs(100 * number - value) <= slack for number in entry.numbers), (
                f"{sign}{figure}{unit} of {entry.view.event.id}"
            )
            seen += 1
    assert seen > 20


def _by_session(text: str) -> Iterator[tuple[str, int, str, str, str]]:
    """Yield place, day of July, label, close and what is beyond the market of every move told."""
    place, day = "", 0
    for line in text.splitlines():
        if found := PLACED.match(line.strip()):
            place, day = found[1], int(found[2])
            for label, close in BESIDE.findall(found["rest"].partition(": ")[2]):
                yield place, day, label.strip(), close, ""
        elif place and (row := ROW.match(line)):
            yield place, day, row[1], row[2], row[3] or ""
        elif place and line.startswith("      ") and ROW.match(line) is None:
            for label, close in BESIDE.findall(line.partition(" [")[0]):
                if "reported" not in line:
                    yield place, day, label.strip(), close, ""
        elif not line.strip() or not line.startswith(" "):
            place = ""


def _named(view: EventView, label: str) -> set[str]:
    """Return the symbols that a label may stand for."""
    known = view.instruments.items()
    return {
        symbol
        for symbol, item in known
        if label in {symbol, symbol.partition(".")[0], item.name, *item.aliases}
        or (symbol.startswith("^") and label in item.name)
    }


def test_every_close_stands_beside_the_session_and_the_company_that_made_it(
    entries: list[Entry],
) -> None:
    seen = 0
    for entry in entries:
        for place, day, label, close, versus in _by_session(entry.text):
            made = [
                move
                for move in entry.view.moves
                if move.symbol in _named(entry.view, label)
                and move.mic in EXCHANGES[place]
                and move.session == date(2026, 7, day)
                and move.window == (0, 0)
            ]
            assert made, (place, day, label)
            assert any(_prints(move.raw, close) for move in made), (label, close)
            if versus:
                assert any(_prints(move.abnormal, versus) for move in made), (label, versus)
            seen += 1
    assert seen == 13


def _prints(value: float | None, said: str) -> bool:
    return value is not None and abs(100 * value - float(said.replace("−", "-"))) <= 0.0501


def test_a_close_beside_another_session_is_noticed(entries: list[Entry]) -> None:
    seoul = next(entry for entry in entries if "Seoul close, Thu 2 Jul" in entry.text)
    moved = replace(
        seoul, text=seoul.text.replace("Seoul close, Thu 2 Jul", "Seoul close, Wed 1 Jul")
    )

    with pytest.raises(AssertionError):
        test_every_close_stands_beside_the_session_and_the_company_that_made_it([moved])


def test_every_amount_that_is_printed_is_in_the_event(entries: list[Entry]) -> None:
    seen = 0
    for entry in entries:
        for low, high, scale in AMOUNT.findall(ours(entry.text)):
            for amount in filter(None, (low, high)):
                value = float(amount.replace(",", "")) * SCALES[scale]
                assert any(number == pytest.approx(value) for number in entry.numbers), amount
                seen += 1
    assert seen >= 4


def test_every_day_that_is_printed_is_one_of_the_event(entries: list[Entry]) -> None:
    for entry in entries:
        body = entry.body
        assert {(7, int(day)) for day in DAY.findall(as_lines(body))} <= entry.days


def test_every_count_is_a_count_of_the_event(entries: list[Entry]) -> None:
    for entry in entries:
        members = [m.article for m in entry.view.articles]
        own = [article for article in members if article.copy_of is None]
        outlets = {article.outlet for article in own}
        baskets = {(b.members, b.breadth) for b in entry.view.sector_moves}
        for number, of, noun in COUNTED.findall(ours(entry.body)):
            if noun in {"up", "down"}:
                assert any(
                    m == int(of) and b is not None and round(m * b) == int(number)
                    for m, b in baskets
                )
            elif noun.startswith("article"):
                assert int(of or number) in {len(own), len(members)}
            else:
                assert int(number) <= len(outlets)


def test_every_citation_leads_to_an_article_of_the_event(entries: list[Entry]) -> None:
    lead = entries[0]
    body, _, sources = lead.text.partition("\nSOURCES\n")
    listed = dict(re.findall(r"\n  \[(\d+)\] (.*?)(?=\n      https?://)", sources, re.DOTALL))
    titles = {as_lines(str(m.article.title)) for m in lead.view.articles}

    assert {*re.findall(r"\[(\d+)\]", body)} <= listed.keys()
    for source in listed.values():
        assert any(as_lines(source).startswith(title) for title in titles)
    for url in re.findall(r"https?://\S+", sources):
        assert url in {m.article.url for m in lead.view.articles}


def test_every_quotation_stands_in_the_article_that_is_cited(entries: list[Entry]) -> None:
    lead = entries[0]
    body, _, sources = lead.text.partition("\nSOURCES\n")
    urls = dict(re.findall(r"\n  \[(\d+)\] .*?(https?://\S+)", sources, re.DOTALL))
    texts = {
        m.article.url: "".join(f"{m.article.title} {m.article.summary} {m.article.text}".split())
        for m in lead.view.articles
    }
    quotations = re.findall(r": “([^”]*)” \[(\d+)\]", as_lines(body))

    assert len(quotations) >= 3
    for words, number in quotations:
        plain = "".join(words.removesuffix(" …").split()).replace("‘", '"').replace("’", "'")
        assert plain in texts[urls[number]].replace("’", "'")


def test_every_statement_about_moves_or_origins_carries_its_source(entries: list[Entry]) -> None:
    for line in re.findall(r"reported [^\n]*(?:\n {10}[^\n]*)*", entries[0].text):
        if re.search(r"\d%", line):
            assert all(re.search(r"\[\d+\]", part) for part in line.split(";"))


def test_no_cause_is_claimed_and_what_is_not_confirmed_says_so(
    digest: tuple[str, dict[str, EventView]], entries: list[Entry]
) -> None:
    assert DISCLAIMER in as_lines(digest[0])
    for entry in entries:
        assert not CAUSE.search(ours(entry.text).replace(DISCLAIMER, ""))
        state = entry.view.verification.state.value
        words = {"rumour": "Not confirmed", "reported": "Not confirmed", "confirmed": "Confirmed"}
        assert words[state] in entry.text
