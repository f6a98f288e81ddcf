"""A folded headline → the cues in it, found in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from tapestory.late_regex import late_regex
from tapestory.matching.templates.cues import Cue
from tapestory.matching.templates.markets import (
    asset_terms,
    bare_asset_terms,
    city_terms,
    market_terms,
    wrap_terms,
)
from tapestory.matching.templates.wording import TERMS, moves, ways
from tapestory.matching.words import fold

_SPACELESS = late_regex(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af々]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at its place."""

    cues: int
    start: int
    end: int
    market: str
    """Code of a market; "" for one that is not named."""
    asset: str
    period: str


def _periods() -> Iterable[tuple[str, str]]:
    ordinals = {
        "1": "first|1st|erstes|ersten|premier|1er|primer|primeiro|первый|первом|первого|第一|第1|"
        "一",
        "2": "second|2nd|zweites|zweiten|deuxième|2e|segundo|второй|втором|второго|第二|第2|二",
        "3": "third|3rd|drittes|dritten|troisième|3e|tercer|terceiro|третий|третьем|третьего|"
        "第三|第3|三",
        "4": "fourth|4th|viertes|vierten|quatrième|4e|cuarto|quarto|четвертый|четвертом|"
        "четвёртый|четвёртом|第四|第4|四",
    }
    nouns = "quarter|-quarter|quartal|trimestre|квартал|квартале|квартала|季度|季|四半期"
    for number, names in ordinals.items():
        period = f"q{number}"
        for name in names.split("|"):
            for noun in nouns.split("|"):
                joined = noun.startswith("-") or name[0] in "第一二三四"
                yield (f"{name}{noun}" if joined else f"{name} {noun}"), period
        for form in (
            f"q{number}", f"{number}q", f"{number}. quartal", f"{number}º trimestre",
            f"{number}t", f"t{number}", f"{number}분기", f"{number}º tri", f"第{number}四半期",
            f"{number} квартал", f"{number} квартале",
        ):  # fmt: skip
            yield form, period
    for place, numeral in enumerate(("i", "ii", "iii", "iv"), start=1):
        yield f"{numeral} квартал", f"q{place}"
        yield f"{numeral} квартале", f"q{place}"
    halves = {
        "h1": "h1|1h|first-half|first half|erstes halbjahr|ersten halbjahr|premier semestre|"
        "primer semestre|primeiro semestre|первое полугодие|первом полугодии|上半年|상반기|上期",
        "h2": "h2|2h|second-half|second half|zweites halbjahr|下半年|하반기|下期",
        "fy": "full-year|full year|fiscal year|annual|geschäftsjahr|gesamtjahr|exercice|全年|연간|"
        "通期|本决算|本決算",
        "": "quarter|quarterly|quartal|trimestre|trimestriel|trimestral|квартал|квартале|квартала|"
        "季度|单季|분기|四半期|полугодие|полугодии|semestre|halbjahr",
    }
    for period, forms in halves.items():
        yield from ((form, period) for form in forms.split("|"))


def _table() -> dict[str, Hit]:
    found: dict[str, Hit] = {}

    def add(term: str, cue: int, *, market: str = "", asset: str = "", period: str = "") -> None:
        term = fold(term)
        old = found.get(term, Hit(Cue.NONE, 0, 0, "", "", ""))
        found[term] = Hit(
            old.cues | cue, 0, 0, old.market or market, old.asset or asset, old.period or period
        )

    for cue, places in (
        (Cue.MARKET, market_terms()),
        (Cue.MARKET | Cue.BARE, city_terms()),
        (Cue.MARKET | Cue.WRAP, wrap_terms()),
    ):
        for term, code in places:
            add(term, cue, market=code)
    for cue, assets in ((Cue.ASSET, asset_terms()), (Cue.ASSET | Cue.BARE, bare_asset_terms())):
        for term, code in assets:
            add(term, cue, asset=code)
    for term, period in _periods():
        add(term, Cue.QUARTER, period=period)
    for term, cue in _worded():
        add(term, cue)
    return found


def _worded() -> Iterable[tuple[str, int]]:
    yield from ((term, Cue.MOVE) for term in moves())
    yield from ways().items()
    for cue, terms in TERMS.items():
        held, within = _HOLDS.get(cue, (Cue.NONE, ()))
        for term in terms.split("|"):
            yield term, (cue | held if any(word in term for word in within) else cue)


_OF_RESULTS = "earnings results zahlen résultats resultados balanço отчет отчёт 财报 財報 決算"
_COMPARED = "beat miss tops earnings%top surge"
_HOLDS = {
    Cue.AHEAD: (Cue.RESULTS, tuple(_OF_RESULTS.split())),
    Cue.RESULTS: (Cue.REPORT, tuple(word.replace("%", " ") for word in _COMPARED.split())),
}
"""A cue whose terms, where they hold one of these words, speak for another as well."""
_TABLE = _table()
_TERMS = sorted(_TABLE)
_HITS = [_TABLE[term] for term in _TERMS]
_FINDER = AhoCorasick(_TERMS, matchkind=MatchKind.LeftmostLongest)


def scan(folded: str) -> list[Hit]:
    """Return the cues of a folded text in order, none inside a word or another cue."""
    found = []
    for index, start, end in _FINDER.find_matches_as_indexes(folded):
        if _on_border(folded, start, end):
            hit = _HITS[index]
            if not hit.cues:
                continue
            found.append(Hit(hit.cues, start, end, hit.market, hit.asset, hit.period))
    return found


def _on_border(text: str, start: int, end: int) -> bool:
    return not (
        (start > 0 and text[start - 1].isalnum() and _joins(text[start - 1], text[start]))
        or (end < len(text) and text[end].isalnum() and _joins(text[end - 1], text[end]))
    )


def _joins(left: str, right: str) -> bool:
    return left.isalnum() and not (_SPACELESS.match(left) or _SPACELESS.match(right))
