"""Scripted sequences of made-up articles → how often their event ends in the right state.

Each is told as it would reach an event: articles of named outlets days apart, copies left out,
origins traced. Right is a sequence whose whole history of states is the expected one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from evaluation.reading.sets import About, read_text, shipped_gazetteer
from tapestory.model import Article, ArticleId, Precision, Published, Reading, Verification
from tapestory.reading import assess, trace

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
_UNDATED = Published(raw="", instant=None, precision=Precision.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An article of a sequence."""

    day: float
    outlet: str
    text: str
    """Title, blank line, body."""
    copy_of: int | None = None
    """The place of the article whose text it repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A sequence and what should become of it."""

    name: str
    sent: Sequence[Sent]
    expected: str
    """The states of its history, parted by spaces."""
    until: float = 0
    """Days after the last article at which it is looked at."""


def _script(name: str, expected: str, *sent: Sent, until: float = 1) -> Script:
    return Script(name=name, sent=sent, expected=expected, until=until)


def _s(day: float, outlet: str, text: str, copy_of: int | None = None) -> Sent:
    return Sent(day=day, outlet=outlet, text=text, copy_of=copy_of)


_REPORT = (
    "Nvidia is in talks to buy Nebius\n\nNvidia has held early talks about a takeover of Nebius, "
    "people familiar with the matter said. No decision has been made."
)
_CITING = (
    "Nebius jumps on takeover report\n\nNebius shares rose 12% after Bloomberg reported that "
    "Nvidia may buy the company."
)
_FOLLOWER = (
    "Nvidia announces takeover of Nebius\n\nNvidia announced the purchase of Nebius, a step that "
    "reshapes the market for rented chips."
)
_RUMOUR = (
    "Rumour of a bid for Nebius makes the rounds\n\nAnonymous posts on a message board claim that "
    "Nvidia has its eye on Nebius."
)
_FILING = (
    "Nvidia to buy Nebius for $30bn, filing shows\n\nNvidia agreed to acquire Nebius for $30bn in "
    "cash, the company said in a regulatory filing on Monday."
)
_DENIAL = (
    "Nvidia denies talks with Nebius\n\nA Nvidia spokesperson denied that the company is in talks "
    "with Nebius."
)

SCRIPTS: Sequence[Script] = (
    _script("a report alone", "reported", _s(0, "Bloomberg", _REPORT)),
    _script("rumour, then a named report", "rumour reported",
            _s(0, "Message Board", _RUMOUR), _s(1, "Bloomberg", _REPORT)),
    _script("rumour, then a second origin", "rumour reported",
            _s(0, "Board One", _RUMOUR),
            _s(1, "Board Two", "A suitor for Nebius\n\nNvidia may bid for "
               "Nebius, bankers at a trade fair in Taipei said.")),
    _script("report, then the party's denial", "reported denied",
            _s(0, "Bloomberg", _REPORT), _s(1, "Reuters", _DENIAL)),
    _script("report, then the party's filing", "reported confirmed",
            _s(0, "Bloomberg", _REPORT), _s(3, "Reuters", _FILING)),
    _script("denial, then the filing after all", "reported denied confirmed",
            _s(0, "Bloomberg", _REPORT), _s(1, "Reuters", _DENIAL), _s(9, "Reuters", _FILING)),
    _script("filing, then the party plays a term down", "confirmed",
            _s(0, "Reuters", _FILING),
            _s(2, "CNBC", "Nvidia plays down price of Nebius deal\n\nNvidia's chief executive "
               "clarified that part of the price depends on targets.")),
    _script("filing, then the whole is denied", "confirmed denied",
            _s(0, "Reuters", _FILING),
            _s(2, "CNBC", "Nvidia denies it is buying Nebius\n\nNvidia said the document was fake "
               "and denied any deal.")),
    _script("thirty days of silence", "reported stale", _s(0, "Bloomberg", _REPORT), until=40),
    _script("life after silence", "reported stale reported",
            _s(0, "Bloomberg", _REPORT), _s(45, "Reuters", _REPORT)),
    _script("silence, then the filing", "reported stale confirmed",
            _s(0, "Bloomberg", _REPORT), _s(60, "Reuters", _FILING)),
    _script("nothing goes stale that is confirmed", "confirmed",
            _s(0, "Reuters", _FILING), until=400),
    _script("a retraction by the outlet", "reported denied",
            _s(0, "Bloomberg", _REPORT), _s(0.5, "Stock Daily", _CITING),
            _s(4, "Bloomberg", "Bloomberg retracts report on Nvidia and Nebius\n\nBloomberg News "
               "has withdrawn its report of talks between Nvidia and Nebius.")),
    _script("a retraction while another report stands", "reported",
            _s(0, "Bloomberg", _REPORT),
            _s(1, "Reuters", "Nvidia weighs bid for Nebius\n\nNvidia has hired a bank to study a "
               "bid for Nebius, two sources told Reuters."),
            _s(4, "Bloomberg", "Bloomberg retracts report on Nvidia and Nebius\n\nBloomberg News "
               "has withdrawn its report of talks between Nvidia and Nebius.")),
    _script("followers announce what a report only heard", "reported",
            _s(0, "Bloomberg", _REPORT), _s(1, "Chip Blog", _FOLLOWER),
            _s(1.2, "Stock Daily", _FOLLOWER), _s(2, "Tech Site", _FOLLOWER)),
    _script("the follower is first in the feed", "confirmed reported",
            _s(0, "Chip Blog", _FOLLOWER), _s(0.2, "Bloomberg", _REPORT),
            _s(1, "Stock Daily", _FOLLOWER)),
    _script("a plain follower after the real thing", "reported confirmed",
            _s(0, "Bloomberg", _REPORT), _s(3, "Reuters", _FILING), _s(4, "Chip Blog", _FOLLOWER)),
    _script("copies only", "reported",
            _s(0, "Bloomberg", _REPORT), _s(0.1, "Yahoo Finance", _REPORT, 0),
            _s(0.2, "Investing.com", _REPORT, 0)),
    _script("a rumour and its copies", "rumour",
            _s(0, "Board One", _RUMOUR), _s(1, "Board Two", _RUMOUR, 0)),
    _script("translations of the same report", "reported",
            _s(0, "Bloomberg", _REPORT),
            _s(0.5, "中文站", "英伟达洽谈收购Nebius\n\n"
               "据彭博报道,知情人士称英伟达就收购Nebius进行了初步谈判。"),
            _s(0.6, "서울뉴스", "엔비디아, 네비우스 인수 논의\n\n"
               "블룸버그에 따르면 엔비디아가 네비우스 인수를 검토 중이다.")),
    _script("a company speaks of another's plans", "reported",
            _s(0, "Bloomberg", "Meta weighs sale of servers\n\nMeta is considering a sale of spare "
               "servers, people familiar with the matter said."),
            _s(1, "Reuters", "Oracle chief on Meta\n\nOracle confirmed in a statement that "
               "it expects more sellers of computing power.")),
    _script("an analyst sees a view confirmed", "reported",
            _s(0, "Bloomberg", _REPORT),
            _s(1, "Stock Daily", "Nebius report confirms our view, says analyst\n\nAnalysts at a "
               "broker said the report confirms their thesis on Nvidia.")),
    _script("an outlet could not confirm", "reported",
            _s(0, "Bloomberg", _REPORT),
            _s(1, "Reuters", "Nvidia said to look at Nebius\n\nReuters could not confirm the talks "
               "between Nvidia and Nebius.")),
    _script("a party does not deny", "reported",
            _s(0, "Bloomberg", _REPORT),
            _s(1, "CNBC", "Nvidia silent on Nebius\n\nNvidia did not deny the report and declined "
               "to comment.")),
    _script("a question in the headline", "reported",
            _s(0, "Bloomberg", _REPORT),
            _s(1, "Stock Daily", "Has Nvidia bought Nebius?\n\nThe takeover could make sense, but "
               "nobody has confirmed it.")),
    _script("the head of a party in an interview", "reported confirmed",
            _s(0, "Bloomberg", "Meta considers renting out servers\n\nMeta is considering it, "
               "people familiar with the plan said."),
            _s(3, "CNBC", "Zuckerberg confirms Meta will rent out servers\n\nMeta chief executive "
               "Mark Zuckerberg confirmed the plan in an interview with CNBC.")),
    _script("a release of the party", "confirmed",
            _s(0, "PR Newswire", "CoreWeave announces agreement with Meta\n\nNEW JERSEY, July 1 "
               "/PRNewswire/ -- CoreWeave today announced that it has signed an agreement with "
               "Meta. Forward-looking statements apply.")),
    _script("a deal that all tell as done", "confirmed",
            _s(0, "Reuters", "CoreWeave signs $14bn deal with Meta\n\nCoreWeave signed a contract "
               "to supply Meta with computing power until 2031."),
            _s(1, "Stock Daily", "What the CoreWeave deal means\n\nThe contract with Meta makes "
               "CoreWeave less dependent on one customer.")),
    _script("results that anybody can look up", "confirmed",
            _s(0, "CNBC", "Micron posts record quarterly revenue\n\nMicron reported net income of "
               "$4bn for the third quarter."),
            _s(2, "Stock Daily", "Why Micron fell after results\n\nInvestors may want more.")),
    _script("a market's day and its causes", "confirmed",
            _s(0, "Yonhap", "KOSPI plunges 8% in its worst day\n\nThe KOSPI closed 8% lower.")),
    _script("Chinese: report, then denial", "reported denied",
            _s(0, "财新", "Meta考虑出售算力\n\n据知情人士透露,Meta正在考虑出售剩余算力。"),
            _s(1, "澎湃新闻", "Meta否认出售算力\n\nMeta发言人否认了有关出售算力的报道。")),
    _script("Chinese: rumour, then the exchange filing", "rumour confirmed",
            _s(0, "股吧", "网传英伟达将收购Nebius\n\n该传闻未经证实。"),
            _s(5, "财新", "英伟达公告收购Nebius\n\n英伟达在公告中确认,已签署收购Nebius的协议。")),
    _script("Korean: report, then the party's filing", "reported confirmed",
            _s(0, "매일경제", "SK하이닉스, 미국 상장 검토\n\n"
               "SK하이닉스가 미국 상장을 검토 중이라고 소식통이 전했다."),
            _s(6, "연합뉴스", "SK하이닉스, 미국 상장 공시\n\n"
               "SK하이닉스는 미국 상장 계획을 공식 확인했다고 공시했다.")),
    _script("Korean: report, then denial", "reported denied",
            _s(0, "매일경제", "엔비디아, 네비우스 인수 검토\n\n"
               "엔비디아가 인수를 논의 중이라고 소식통이 전했다."),
            _s(1, "연합뉴스", "엔비디아 '인수설 사실무근'\n\n"
               "엔비디아는 네비우스 인수설을 부인했다.")),
    _script("Japanese: report, then denial", "reported denied",
            _s(0, "日経新聞", "キオクシア、米社と統合協議\n\n"
               "キオクシアが統合を協議していることが関係者の話で分かった。"),
            _s(1, "NHK", "キオクシア、統合報道を否定\n\n"
               "キオクシアは「当社が発表したものではない」として報道を否定した。")),
    _script("Japanese: disclosure", "reported confirmed",
            _s(0, "日経新聞", "ソフトバンク、米新会社を検討\n\n"
               "ソフトバンクが設立を検討していると報じられた。"),
            _s(2, "NHK", "ソフトバンク、米新会社を設立\n\n"
               "ソフトバンクは適時開示で新会社の設立を正式に発表した。")),
    _script("German: report, then denial", "reported denied",
            _s(0, "Handelsblatt", "Nvidia erwägt Kauf von Nebius\n\nNvidia prüft laut einem "
               "Bericht von Bloomberg einen Kauf von Nebius."),
            _s(1, "Der Spiegel", "Nvidia dementiert Gespräche mit Nebius\n\nEin Sprecher von "
               "Nvidia dementierte den Bericht.")),
    _script("Spanish: deal told as done", "confirmed",
            _s(0, "El País", "Meta firma un acuerdo con Nebius\n\nMeta firmó un contrato de cinco "
               "años con Nebius.")),
)  # fmt: skip


def history(script: Script) -> str:
    """Return the states of a sequence's event, in order, parted by spaces."""
    return " ".join(change.state.value for change in verification(script).history)


def verification(script: Script) -> Verification:
    """Return how sure anybody is at the end of a sequence."""
    members = [_member(place, sent) for place, sent in enumerate(script.sent)]
    origins, _ = trace(members)
    told = [(a.time, a.outlet, said) for a, said in members if a.copy_of is None]
    return assess(told, origins=origins, now=told[-1][0] + timedelta(days=script.until))


def _member(place: int, sent: Sent) -> tuple[Article, Reading]:
    title, _, body = sent.text.partition("\n\n")
    said = read_text(
        sent.text, shipped_gazetteer(), about=About(name=f"a{place}", outlet=sent.outlet)
    )
    article = Article(
        id=ArticleId(f"a{place}"), feed_url="", url="", guid="", title=title, summary="",
        text=body, author="", outlet=sent.outlet, lang=said.lang, published=_UNDATED, updated=None,
        first_seen=START + timedelta(days=sent.day),
        copy_of=None if sent.copy_of is None else ArticleId(f"a{sent.copy_of}"),
    )  # fmt: skip
    return article, said


def sequences_right() -> float:
    """Return the share of sequences whose history is as it should be."""
    return sum(history(script) == script.expected for script in SCRIPTS) / len(SCRIPTS)
