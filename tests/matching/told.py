"""Builders: concepts in four languages, and articles told in a line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from tapestory.matching import MatchItem
from tapestory.matching.storylines import Nothing, Told
from tapestory.model import ArticleId, ArticleKind, Concept, EventId

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def concept(name: str, *, symbol: str = "", **terms: str) -> Concept:
    return Concept(
        id=name,
        kind="entity" if symbol else "concept",
        symbol=symbol,
        terms={lang: tuple(told.split("|")) for lang, told in terms.items()},
    )


CONCEPTS = (
    concept("acme", symbol="ACME", en="acme", zh="艾克美", ko="애크미", ja="アクメ"),
    concept("borealis", symbol="BORE", en="borealis", zh="北光", ko="보레알리스", ja="ボレアリス"),
    concept("turbine", en="turbine|turbines", zh="涡轮机", ko="터빈", ja="タービン"),
    concept("recall", en="recall|recalls|recalled", zh="召回", ko="리콜", ja="リコール"),
    concept("blade", en="blade|blades|rotor", zh="叶片", ko="날개", ja="ブレード|羽根"),
    concept("defect", en="defect|fault|cracks", zh="缺陷|裂纹", ko="결함|균열", ja="欠陥|亀裂"),
    concept("merger", en="merger|merge|takeover", zh="合并|收购", ko="합병|인수", ja="合併|買収"),
)


class Archive(Nothing):
    """Knows what events held, and nothing else."""

    def __init__(self, events: Collection[Told]) -> None:
        self._held = {one.event_id: one for one in events}

    def told(self, events: Collection[EventId]) -> Mapping[EventId, Told]:
        """Return those of the events that are known."""
        return {one: self._held[one] for one in events if one in self._held}


def told(
    name: str,
    title: str,
    text: str = "",
    *,
    lang: str = "en",
    minutes: float = 0,
    symbols: str = "",
    kind: ArticleKind = ArticleKind.NEWS,
    copy_of: str | None = None,
    outlet: str = "",
) -> MatchItem:
    return MatchItem(
        article_id=ArticleId(name),
        title=title,
        text=text,
        lang=lang,
        time=START + timedelta(minutes=minutes),
        symbols=frozenset(symbols.split()),
        kind=kind,
        copy_of=ArticleId(copy_of) if copy_of else None,
        outlet=outlet,
    )


RECALL = (
    told(
        "en1",
        "Acme recalls 1,200 turbines after cracks in rotor blades",
        "Acme will recall 1,200 wind turbines as blades may crack, a defect worth $340 million.",
    ),
    told(
        "en2",
        "Acme turbine recall to cost $340 million over blade defect",
        "The maker said cracks were found in rotor blades of 1,200 turbines.",
        minutes=40,
    ),
    told(
        "zh1",
        "艾克美因叶片裂纹召回1200台涡轮机",
        "艾克美表示,召回将耗资3.4亿美元。",
        lang="zh",
        minutes=60,
    ),
    told(
        "ko1",
        "애크미, 날개 균열로 터빈 1200대 리콜",
        "애크미는 결함 터빈 리콜에 3.4억 달러가 든다고 밝혔다.",
        lang="ko",
        minutes=80,
    ),
    told(
        "ja1",
        "アクメ、羽根の亀裂でタービン1200基をリコール",
        "アクメは欠陥のリコール費用を3.4億ドルと見込む。",
        lang="ja",
        minutes=100,
    ),
)
UNRELATED = (
    told("u1", "City council votes to widen the harbour road", minutes=5),
    told("u2", "Striker signs new contract with coastal club until summer", minutes=15),
    told("u3", "Borealis posts record quarterly profit on strong ferry bookings", minutes=50),
    told("u4", "市议会投票决定拓宽港口公路", lang="zh", minutes=70),
    told("u5", "Orchestra opens season with rediscovered symphony", minutes=90),
)
