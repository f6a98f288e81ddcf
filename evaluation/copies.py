"""Real articles and what is made of them → how many copies are found, and what is taken for one.

No set of labelled copies is public, so copies are made of real articles in the ways in which
outlets make them: cut after the first third, edited, under another headline, between
boilerplate, in another typography, in the other Chinese script. What must not be found is real
(other outlets' articles about the same event) or made (follow-ups that repeat the background,
roundups, reports of one template with other figures).
"""

from __future__ import annotations

import gzip
import json
import random
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from opencc import OpenCC

from tapestory.errors import ParseError
from tapestory.ingest.copies.index import CopyIndex
from tapestory.ingest.parsing.parse import parse_feed
from tapestory.model import ArticleId

SHARED = Path(__file__).parent.parent.parent / "shared"
NOON = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
WINDOW = timedelta(days=7)
_LEAST_WORDS = 150
_LEAST_HAN = 250
_A_FEED = 3
_MOST_OF_FEEDS = 500
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEFORE = (
    "Sign up for our morning newsletter and never miss a story.",
    "This article first appeared on our partner's site. Reading time: four minutes.",
    "本文约需三分钟读完，转载请注明出处。",
)
_AFTER = (
    "Read the full story on our site. Follow us on social media for more. All rights reserved.",
    "Editing by the night desk. Our standards: see the principles of trust. Subscribe now.",
    "免责声明：本文仅供参考，不构成投资建议。责任编辑：夜班。关注我们的公众号获取更多资讯。",
)
_EARNINGS = (
    "{a} said on {d} that revenue for the {q} quarter rose {n0} percent to ${n1} million from"
    " ${n2} million a year earlier. Net income was ${n3} million, or {n4} cents a share, compared"
    " with ${n5} million, or {n6} cents a share. Analysts had expected {n7} cents a share on"
    " revenue of ${n8} million, according to data compiled by a market service. The company said"
    " it expects revenue of between ${n9} million and ${n10} million in the current quarter."
    " Shares of {a} closed at ${n11} on {d} and have gained {n12} percent since the beginning of"
    " the year, while the benchmark index has risen {n13} percent over the same period."
)
_WRAP = (
    "{a}{d}消息，截至收盘，上证指数报{n0}点，涨{n1}点，成交额{n2}亿元；深证成指报{n3}点，跌{n4}点，"
    "成交额{n5}亿元；创业板指报{n6}点。盘面上，半导体板块领涨，银行板块跌幅居前，两市共{n7}只个股"
    "上涨，{n8}只个股下跌，涨停{n9}只，跌停{n10}只。北向资金全天净买入{n11}亿元，其中沪股通净买入"
    "{n12}亿元，深股通净买入{n13}亿元。分析人士认为，市场短期仍将维持震荡格局，投资者宜控制仓位。"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A real article."""

    id: str
    title: str
    text: str
    event: str = ""
    chinese: bool = False
    """Whether much of it is written in Han characters."""

    @property
    def held_out(self) -> bool:
        """Tell whether it belongs to the half that nothing was tuned on."""
        return crc32(self.id.encode()) % 2 == 1


@dataclass(slots=True)
class Found:
    """Counts over one half of the articles."""

    copies: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    wrong_master: int = 0

    def recall(self) -> float:
        """Return the share of copies that are found, under the right master."""
        return self.found.total() / self.copies.total() if self.copies else 0.0

    def precision(self) -> float:
        """Return the share of what is called a copy that is one, of the right master."""
        called = self.found.total() + self.taken.total() + self.wrong_master
        return self.found.total() / called if called else 0.0


def score(shared: Path) -> dict[str, float]:
    """Return precision and recall on both halves."""
    scores: dict[str, float] = {}
    for name, found in compare(shared).items():
        scores[f"copies.{name}.precision"] = found.precision()
        scores[f"copies.{name}.recall"] = found.recall()
    return scores


def compare(shared: Path) -> Mapping[str, Found]:
    """Return the counts of the dev half and of the half held out."""
    pieces = list(_pieces(shared))
    leads = list(_leads(shared))
    found: dict[str, Found] = {}
    for name, held_out in (("dev", False), ("test", True)):
        found[name] = _measured([piece for piece in pieces if piece.held_out is held_out])
        _no_copies([lead for lead in leads if lead.held_out is held_out], found[name])
    return found


def _no_copies(leads: Sequence[Piece], result: Found) -> None:
    """Count what is taken for a copy among the leads of several outlets on each event."""
    index = CopyIndex(WINDOW)
    for lead in leads:
        result.others["another outlet's lead"] += 1
        result.taken["another outlet's lead"] += (
            index.master_of(lead.title, lead.text, NOON) is not None
        )
        index.add(ArticleId(lead.id), lead.title, lead.text, NOON)


def _measured(pieces: Sequence[Piece]) -> Found:
    result = Found()
    index = CopyIndex(WINDOW)
    master: dict[str, str] = {}
    for place, piece in enumerate(pieces):
        time = NOON + place * timedelta(minutes=1)
        known = index.master_of(piece.title, piece.text, time)
        master[piece.id] = known or piece.id
        if piece.event:
            # A real article about what others tell: of another event it is surely no copy.
            result.others["another article"] += 1
            result.taken["another article"] += known is not None
        index.add(ArticleId(piece.id), piece.title, piece.text, time)
    after = NOON + timedelta(days=1)
    for place, piece in enumerate(pieces):
        draw = random.Random(piece.id)  # noqa: S311  # the same copies in every run
        stranger = _stranger(pieces, place, 7)
        for kind, make in COPIES.items():
            text = make(piece, stranger, draw)
            if not text:
                continue
            title = stranger.title if kind in _RETITLED else piece.title
            known = index.master_of(title, text, after)
            result.copies[kind] += 1
            if known is not None:
                right = known in {piece.id, master[piece.id]}
                result.found[kind] += right
                result.wrong_master += not right
        for kind, (title, text) in _others(piece, place, pieces, draw).items():
            result.others[kind] += 1
            result.taken[kind] += index.master_of(title, text, after) is not None
    _templates(result, index, after)
    return result


def _templates(result: Found, index: CopyIndex, time: datetime) -> None:
    """Fill two templates again and again: every report is news."""
    draw = random.Random(len(result.copies))  # noqa: S311  # the same in every run
    names = ("Harbour Chips", "Canal Memory", "Ridge Optical", "Delta Power", "Fjord Cloud")
    for number in range(60):
        for kind, template in (("earnings", _EARNINGS), ("market wrap", _WRAP)):
            values = {f"n{place}": f"{draw.uniform(1, 4000):.2f}" for place in range(14)}
            name, day = draw.choice(names), draw.choice(("Monday", "Tuesday", "Thursday"))
            text = template.format(
                a=name, d=day, q=draw.choice(("first", "second", "third")), **values
            )
            title = f"{name} reports {kind} for {day}"
            result.others[kind] += 1
            result.taken[kind] += index.master_of(title, text, time) is not None
            index.add(ArticleId(f"{kind} {number}"), title, text, time)


Make = Callable[[Piece, Piece, random.Random], str]


def _first_30(piece: Piece, _stranger: Piece, _draw: random.Random) -> str:
    cut = piece.text[: int(len(piece.text) * 0.3)]
    return cut if piece.chinese else cut.rpartition(" ")[0]


def _edited(share: float) -> Make:
    def make(piece: Piece, stranger: Piece, draw: random.Random) -> str:
        units = list(piece.text) if piece.chinese else piece.text.split(" ")
        foreign = list(stranger.text) if piece.chinese else stranger.text.split(" ")
        edits = int(len(units) * share)
        # Editors change phrases, not single letters: runs of one to four words.
        while edits > 0:
            at, run = draw.randrange(len(units)), draw.randint(1, 4)
            start = draw.randrange(max(1, len(foreign) - 4))
            other = foreign[start : start + run] if draw.random() < 0.7 else []
            units[at : at + run] = other
            edits -= run
        return ("" if piece.chinese else " ").join(units)

    return make


def _between_boilerplate(piece: Piece, _stranger: Piece, draw: random.Random) -> str:
    return f"{draw.choice(_BEFORE)}\n\n{piece.text}\n\n{draw.choice(_AFTER)}"


def _first_30_boilerplate(piece: Piece, stranger: Piece, draw: random.Random) -> str:
    return f"{_first_30(piece, stranger, draw)} … {draw.choice(_AFTER)}"


def _first_30_edited(piece: Piece, stranger: Piece, draw: random.Random) -> str:
    cut = replace(piece, text=_first_30(piece, stranger, draw))
    return _edited(0.05)(cut, stranger, draw)


def _other_typography(piece: Piece, _stranger: Piece, draw: random.Random) -> str:
    marks = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-", ",": "，", ".": "．"})
    text = piece.text.translate(marks)
    wide = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
    return text.translate(wide) if draw.random() < 0.5 else text.upper()


def _script(conversion: str) -> Make:
    converter = OpenCC(conversion)

    def make(piece: Piece, _stranger: Piece, _draw: random.Random) -> str:
        return converter.convert(piece.text) if piece.chinese else ""

    return make


COPIES: Mapping[str, Make] = {
    "whole": lambda piece, _stranger, _draw: piece.text,
    "first 30 %": _first_30,
    "first 30 % and boilerplate": _first_30_boilerplate,
    "first 30 %, 5 % edited": _first_30_edited,
    "5 % edited": _edited(0.05),
    "10 % edited": _edited(0.10),
    "between boilerplate": _between_boilerplate,
    "other typography": _other_typography,
    "other script (s2t)": _script("s2t"),
    "other script and vocabulary (s2twp)": _script("s2twp"),
    "simplified (t2s)": _script("t2s"),
}
_RETITLED = frozenset(COPIES) - {"5 % edited", "other typography"}


def _others(
    piece: Piece, place: int, pieces: Sequence[Piece], draw: random.Random
) -> dict[str, tuple[str, str]]:
    """Return texts that repeat some of a piece, and are news all the same."""
    end = int(len(piece.text) * 0.4)
    background = piece.text[-end:] if draw.random() < 0.5 else piece.text[:end]
    # Two fifths of a follow-up repeat what was known.
    news = _scrambled(_stranger(pieces, place, 5), int(end * 1.5), draw)
    several = [pieces[(place + step * 11) % len(pieces)] for step in range(6)]
    return {
        "follow-up with the background": (f"New: {piece.title[::-1]}", f"{news}\n\n{background}"),
        "roundup": (
            "The day in brief",
            "\n\n".join(one.text[: min(600, len(one.text) // 4)] for one in several),
        ),
    }


def _scrambled(piece: Piece, length: int, draw: random.Random) -> str:
    """Return so many characters of text in the same words that nobody has written."""
    units = list(piece.text) if piece.chinese else piece.text.split()
    made: list[str] = []
    while sum(map(len, made)) < length:
        made.append(("" if piece.chinese else " ").join(draw.sample(units, len(units))))
    return " ".join(made)[:length]


def _stranger(pieces: Sequence[Piece], place: int, step: int) -> Piece:
    """Return another piece in the same script."""
    like = [piece for piece in pieces if piece.chinese is pieces[place].chinese]
    return like[(place * step + 3) % len(like)]


def _pieces(shared: Path) -> Iterator[Piece]:
    for path in sorted((shared / "seeds").glob("*.txt")):
        title, _, text = path.read_text(encoding="utf-8").partition("\n")
        yield Piece(f"seed {path.stem}", title, text, "seed", _is_chinese(text))
    with gzip.open(shared / "data/clustering/basil_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if _long_enough(row["text"]):
                yield Piece(row["id"], row["title"], row["text"], event=row["gold_event"])
    yield from _feed_pieces(shared / "data/feeds/feeds_dev.tar.gz")


def _leads(shared: Path) -> Iterator[Piece]:
    path = shared / "data/clustering/allsides_dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            # One event's leads stay together, or nobody could mistake one for another.
            yield Piece(row["gold_event"], row["title"], row["text"], row["gold_event"])


def _feed_pieces(archive: Path) -> Iterator[Piece]:
    a_feed = defaultdict[str, int](int)
    beginnings: set[str] = set()
    pieces: list[Piece] = []
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda member: member.name):
            stream = files.extractfile(member)
            if stream is None:
                continue
            try:
                parsed = parse_feed(
                    stream.read(), content_type="", url="https://a.example/", country="", now=NOON
                )
            except ParseError:
                continue
            for number, entry in enumerate(parsed.entries):
                beginning = re.sub(r"\W", "", entry.text)[:80].casefold()
                if _long_enough(entry.text) and beginning not in beginnings:
                    beginnings.add(beginning)
                    chinese = _is_chinese(entry.text)
                    most = 4 * _A_FEED if chinese else _A_FEED
                    if a_feed[member.name] < most:
                        a_feed[member.name] += 1
                        name = f"{member.name}[{number}]"
                        pieces.append(Piece(name, entry.title, entry.text, "", chinese))
    pieces.sort(key=lambda piece: (not piece.chinese, crc32(piece.id.encode())))
    yield from pieces[:_MOST_OF_FEEDS]


def _long_enough(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS or _is_chinese(text)


def _is_chinese(text: str) -> bool:
    return len(_HAN.findall(text)) > _LEAST_HAN


if __name__ == "__main__":
    for half, counts in compare(SHARED).items():
        print(f"{half}: precision {counts.precision():.4f}, recall {counts.recall():.4f}")
        print(f"  under a wrong master: {counts.wrong_master}")
        for what, total in counts.copies.items():
            print(f"  {what:<40} {counts.found[what]:>5} of {total:>5} found")
        for what, total in counts.others.items():
            print(f"  {what:<40} {counts.taken[what]:>5} of {total:>5} taken for copies")
