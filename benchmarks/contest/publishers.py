"""A number and an edition → a feed as a newsroom would write it: same input, same bytes.

Four publishers of five write RSS 2.0, half of them with full text beside the summary, the fifth
Atom; one in ten is Chinese. Links carry tracking parameters, texts carry HTML, dates run back
from noon. Every sentence is ours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

ENTRIES = 30
ADDED = 3
"""Entries that an edition brings; as many fall out at the end."""
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

_TOPICS = {
    "en": (
        "The ferry pier", "A rooftop orchard", "The night market", "Harbour pilots",
        "The old cannery", "A tram depot", "The weather station", "Two bakeries",
        "The glass works", "A river barge", "The town archive", "Beekeepers",
    ),
    "zh": (
        "渡轮码头", "屋顶果园", "夜市摊主", "港口引水员", "旧罐头厂", "电车车库", "气象站",
    ),
}  # fmt: skip
_HAPPENINGS = {
    "en": (
        "reopens after a long winter", "asks the council for more light",
        "counts its visitors for the first time", "moves closer to the water",
        "hires apprentices again", "doubles its opening hours", "is measured by students",
        "finds a buyer for its clock", "wins a small prize", "argues over a fence",
    ),
    "zh": (
        "重新开放", "向市议会申请更多路灯", "首次统计访客人数", "搬到离水更近的地方",
        "再次招收学徒", "延长开放时间",
    ),
}  # fmt: skip
_SENTENCES = {
    "en": (
        "Nobody had expected the queue to reach around the corner before breakfast.",
        "A notice on the door gives the hours and, in smaller letters, the exceptions.",
        "“We started with two tables and a borrowed kettle,” said one of the founders.",
        "The figures for the quarter were better than those of the year before &amp; still modest.",
        "Whoever arrives by bicycle is let in first, a rule that nobody remembers making.",
        "Repairs to the roof are to begin once the swallows have left.",
        "The committee meets on Tuesdays; its minutes hang beside the stairs.",
        "Three letters to the editor complained about the bell, one about its silence.",
        "An engineer explained that the pump had been installed the wrong way round.",
        "By evening the chairs were stacked and the floor was wet again.",
    ),
    "zh": (
        "早餐之前，队伍已经排到了街角。", "门上的告示写着开放时间，小字写着例外。",
        "“我们开始时只有两张桌子和一把借来的水壶。”一位创办人说。",
        "本季度的数字比去年好，但仍然不高。",
        "委员会每周二开会，会议记录挂在楼梯旁。", "等燕子飞走之后，屋顶的维修就会开始。",
    ),
}  # fmt: skip
_DESKS = ("City", "Harbour", "Weather", "Trade", "Letters")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    title: str
    link: str
    guid: str
    author: str
    desk: str
    when: datetime
    summary: str
    """Ready-made HTML."""
    text: str
    """The same, whole."""


def feed(number: int, edition: int, *, entries: int = ENTRIES) -> bytes:
    """Return one edition of one publisher's feed, newest entry first.

    Edition n shows entries ADDED * n and following; consecutive editions overlap.
    """
    lang = "zh" if number % 10 == 7 else "en"
    items = [
        _item(number, serial, lang)
        for serial in reversed(range(ADDED * edition, ADDED * edition + entries))
    ]
    title = f"{_TOPICS[lang][number % len(_TOPICS[lang])]} {number}"
    write = _atom if number % 5 == 3 else _rss
    return "".join(write(number, title, lang, items)).encode()


def _item(number: int, serial: int, lang: str) -> _Item:
    dice = random.Random(number * 1_000_003 + serial)  # noqa: S311 (the same in every run)
    title = f"{dice.choice(_TOPICS[lang])} {dice.choice(_HAPPENINGS[lang])}, {number}.{serial}"
    story = f"https://paper{number}.example/{_DESKS[serial % 5].lower()}/{serial}-of-{number}"
    sentences = [dice.choice(_SENTENCES[lang]) for _ in range(dice.randint(9, 16))]
    lead = " ".join(sentences[:3])
    picture = f'<img src="{story}/wide.jpg" width="640" height="360" alt="">'
    more = f'<a href="{story}?utm_source=rss&amp;utm_medium=more">Read on</a>'
    paragraphs = (" ".join(sentences[i : i + 3]) for i in range(3, len(sentences), 3))
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return _Item(
        title=title,
        link=f"{story}?utm_source=rss&utm_medium=feed&utm_campaign=all",
        guid=story if number % 2 else f"tag:paper{number}.example,2026:{serial}",
        author=f"Desk {serial % 7}",
        desk=_DESKS[serial % 5],
        when=NOON + timedelta(minutes=47 * serial + number % 47),
        summary=f"<p>{picture}<strong>{lead}</strong></p>\n<p>{more}</p>",
        text=f"<p>{picture}<strong>{lead}</strong></p>\n{body}<p>{more}</p>",
    )


def _rss(number: int, title: str, lang: str, items: list[_Item]) -> Iterator[str]:
    home = f"https://paper{number}.example/"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n'
        f"<title>{escape(title)}</title>\n<link>{home}</link>\n"
        f'<atom:link href="{home}feed" rel="self" type="application/rss+xml"/>\n'
        f"<description>All that happens around {number}</description>\n"
        f"<language>{lang}</language>\n<generator>Press {number % 9}.2</generator>\n"
    )
    for item in items:
        permalink = "true" if item.guid.startswith("https:") else "false"
        yield (
            f"<item>\n<title>{escape(item.title)}</title>\n<link>{escape(item.link)}</link>\n"
            f'<guid isPermaLink="{permalink}">{escape(item.guid)}</guid>\n'
            f"<pubDate>{format_datetime(item.when)}</pubDate>\n"
            f"<dc:creator>{item.author}</dc:creator>\n<category>{item.desk}</category>\n"
            f"<description><![CDATA[{item.summary}]]></description>\n"
        )
        if number % 2:
            yield f"<content:encoded><![CDATA[{item.text}]]></content:encoded>\n"
        yield "</item>\n"
    yield "</channel>\n</rss>\n"


def _atom(number: int, title: str, lang: str, items: list[_Item]) -> Iterator[str]:
    home = f"https://paper{number}.example/"
    yield (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        f' xml:lang="{lang}">\n<title>{escape(title)}</title>\n<id>{home}</id>\n'
        f'<link href="{home}"/>\n<link rel="self" href="{home}feed"/>\n'
        f"<updated>{items[0].when.isoformat()}</updated>\n"
    )
    for item in items:
        when = item.when.isoformat()
        yield (
            f"<entry>\n<title>{escape(item.title)}</title>\n<id>{escape(item.guid)}</id>\n"
            f'<link rel="alternate" type="text/html" href="{escape(item.link)}"/>\n'
            f"<published>{when}</published>\n<updated>{when}</updated>\n"
            f"<author><name>{item.author}</name></author>\n"
            f'<category term="{item.desk}"/>\n'
            f'<summary type="html">{escape(item.summary)}</summary>\n'
            f'<content type="html">{escape(item.text)}</content>\n</entry>\n'
        )
    yield "</feed>\n"
