"""Sentences with their mentions → what speaks for rumour, report, confirmation or denial."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from tapestory.model import ArticleId, Citation, Evidence, Mention, Sentence
from tapestory.reading.price_moves.movewords import DIRECTION
from tapestory.reading.sources.attributions import UNNAMED
from tapestory.reading.text.cues import Cue, CueSet, Sighting
from tapestory.reading.text.sentences import by_sentence

STRONG = "on record"
"""Begins the cue of a confirmation or denial that a party itself put on record."""
WEAK = "says it announces"
"""Begins the cue of a follower's word that a party announced something."""

OBSERVED = "observed"
"""Begins the cue of a headline that tells what anybody can look up: an index's move, results."""

_State = Literal["rumour", "reported", "confirmed", "denied"]

_RUMOUR = Cue(
    re.compile(
        r"""\b(?:rumou?rs?|rumou?red|unconfirmed|unverified|market\s+chatter|speculation\s+(?:that|about)|
    (?:not|never)\s+(?:been\s+)?(?:independently\s+)?(?:verified|confirmed)|could\s+not\s+(?:be\s+|independently\s+|
    immediately\s+)*(?:verify|verified|confirm|confirmed)|cannot\s+be\s+(?:verified|confirmed)|not\s+verified|
    grapevine|alleged(?:ly)?)\b
    |传闻|傳聞|据传|據傳|谣传|小作文|未经证实|未經證實|尚未证实|尚未證實|无法核实|無法核實|未证实|루머|소문|풍문|찌라시|미확인|
    확인되지\s*않|사실\s*여부|噂|うわさ|未確認|確認できていない|確認が取れ|裏付け(?:は|が)取れ""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="""rumo unconfirmed unverified chatter speculation verified verify confirmed confirm
    grapevine alleged 传闻 傳聞 据传 據傳 谣传 小作文 未经证实 未經證實 尚未证实 尚未證實
    无法核实 無法核實 未证实 루머 소문 풍문 찌라시 미확인 확인되지 사실 噂 うわさ 未確認
    確認できていない 確認が取れ 裏付け""",
)
_REPORTED = Cue(
    re.compile(
        r"""\b(?:reportedly|is\s+said\s+to|are\s+said\s+to|reports?\s+(?:say|said|that|suggest)|media\s+reports?|on\s+(?:an?\s+|the\s+)?reports?|after\s+(?:an?\s+|the\s+)?reports?|the\s+reports?\b|
    it\s+was\s+(?:also\s+)?reported|in\s+talks|is\s+(?:considering|weighing|exploring|mulling|planning|preparing|
    developing)|plans?\s+to|(?:still\s+)?in\s+development|may\s+(?:still\s+)?change|declined\s+to\s+comment|
    did\s+not\s+(?:immediately\s+)?respond|no\s+official\s+(?:announcement|comment)|has\s+not\s+(?:officially\s+)?
    (?:announced|commented|confirmed))\b
    |据报道|據報導|据报|有消息称|有消息稱|计划|計劃|考虑|考慮|洽谈|洽談|拒绝置评|拒絕置評|未予置评|不予置評|보도에\s*따르면|검토\s*중|
    추진\s*중|논의\s*중|논평을\s*거부|언급을\s*피|전해졌|알려졌|報じられ|報道によると|検討|協議中|コメントを(?:控え|拒否)|伝えられ""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="""reportedly said report talks considering weighing exploring mulling planning
    preparing developing plan development change comment respond announce 据报道 據報導 据报
    有消息称 有消息稱 计划 計劃 考虑 考慮 洽谈 洽談 拒绝置评 拒絕置評 未予置评 不予置評 보도에
    검토 추진 논의 논평을 언급을 전해졌 알려졌 報じられ 検討 協議中 コメントを 報道によると
    伝えられ confirmed""",
)
_ON_RECORD = Cue(
    re.compile(
        r"""\b(?:said|says|announced|announces|confirmed|stated|disclosed|revealed)\s+(?:\w+\s+){0,4}?(?:in\s+(?:an?|its|the)\s+
    (?:\w+\s+){0,2}?(?:statement|filing|blog(?:\s+post)?|press\s+release|8-K|6-K|10-[QK]|S-1|letter|prospectus|regulatory|memo\s+to\s+staff)|
    on\s+(?:its|the|an?)\s+(?:\w+\s+)?(?:earnings|conference)\s+call)
    |\b(?:has\s+|have\s+|officially\s+|formally\s+)?confirm(?:s|ed)\s+(?:that|the|it|its|plans|talks|reports|an?|on)\b
    |\bofficially\s+(?:announced|confirmed|launched|unveiled)|\b(?:in|according\s+to)\s+(?:an?|its|the)\s+(?:\w+\s+){0,2}?(?:SEC\s+|exchange\s+|
    regulatory\s+|securities\s+)?filings?\b|\bpress\s+release\b|\b(?:8-K|6-K|10-Q|10-K|S-1|20-F)\b|
    \bspokes(?:person|man|woman)\s+(?:\w+\s+){0,3}?(?:said|confirmed|told)\b|\bconfirmed\s+by\s+the\s+company\b
    |官方宣布|正式宣布|官宣|公告称|公告稱|发布公告|發布公告|证实了?|證實|(?:公司|集团)(?:回应|表示确认)|공식\s*발표|공시(?:했|를|에)|
    공식\s*확인|확인했다|正式(?:に)?発表|発表した|開示した|適時開示|認めた|確認した""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="""statement filing blog press 8-k 6-k 10-q 10-k s-1 20-f letter prospectus regulatory
    memo earnings conference confirm officially spokes 官方宣布 正式宣布 官宣 公告称 公告稱
    发布公告 發布公告 证实 證實 公司回应 公司表示确认 集团回应 集团表示确认 공식 공시 확인했다
    正式 発表した 開示した 適時開示 認めた 確認した""",
)
_ANNOUNCES = Cue(
    re.compile(
        r"\b(?:announce[sd]?|announcing|announcement|unveil(?:s|ed|ing)|launch(?:es|ed)|sign(?:s|ed)|inks?|inked|stated|"
        r"agree[sd]|struck\s+(?:a|an)|secures?|secured|commits|committed|reports|posts|raised)\b|"
        r"宣布|签署|簽署|签约|发布|發佈|推出|발표|체결|출시|発表|締結|発売",
        re.IGNORECASE,
    ),
    needs="""announc unveil launch signs signed ink stated agree struck secure commit reports
    posts raised 宣布 签署 簽署 签约 发布 發佈 推出 발표 체결 출시 発表 締結 発売""",
)
_DENIAL = Cue(
    re.compile(
        r"""\b(?:den(?:ied|ies|ying)|refut(?:ed|es|ing)|rebutt?ed|rejected\s+(?:the\s+|a\s+)?(?:report|claims?|rumou?rs?)|
    dismiss(?:ed|es)\s+(?:the\s+|a\s+)?(?:\w+\s+)?(?:reports?|claims?|rumou?rs?|speculation)|
    pushe[sd]\s+back\s+(?:on|against)|(?:said|says|called|calls)\s+(?:\w+\s+){0,6}?(?:is|are|was|were|as)?\s*(?:false|untrue|
    inaccurate|not\s+true|fake|baseless|incorrect|wrong)|no\s+such\s+plans?|has\s+no\s+plans?\s+to|walked\s+back|
    not\s+accurate|clarif(?:ied|ies))\b
    |否认|否認|辟谣|闢謠|不实|不實|并无此事|並無此事|没有此(?:计划|事)|澄清|纯属|부인(?:했|하|하며)|사실무근|사실이\s*아니|일축|
    해명|否定(?:した|し)|事実無根|事実ではない|事実はない""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="""denied denies denying refut rebut rejected dismiss pushe false untrue inaccurate
    true fake baseless incorrect wrong such plan walked accurate clarif 否认 否認 辟谣 闢謠 不实
    不實 并无此事 並無此事 没有此 澄清 纯属 부인 사실 일축 해명 否定 事実""",
)
_PLANNED = re.compile(
    r"\b(?:plans?|planning|wants?|weighs?|eyes?|considers?|could|may|might|would|will|to\s+(?:sell|buy|list|build|enter|"
    r"launch)|reports?\s+(?:that|of|says)|on\s+report|after\s+report|ahead\s+of|preview|expected)\b|计划|拟|或|预计|방침|계획|예정|計画|方針|予定",
    re.IGNORECASE,
)
_UNVEILS = re.compile(
    r"\b(?:announce|unveil|launch|sign|agree)\w*|宣布|推出|발표|発表", re.IGNORECASE
)
_RESULTS = re.compile(
    r"\b(?:Q[1-4]|(?:first|second|third|fourth)[-\s]quarter|full[-\s]year|quarterly|fiscal)\b.{0,60}\b(?:results?|earnings|"
    r"revenues?|profits?|sales|beats?)\b|\b(?:results?|earnings|revenue)\b.{0,30}\b(?:Q[1-4]|quarter|beats?|top|record)\b|"
    r"\brecord\s+(?:results|revenue|earnings|quarter|profit)|财报|財報|业绩|業績|실적\s?발표|분기\s?실적|決算",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"(?:did|does|do|has|have|could|would|can)\s*n[o']t\s+(?:deny|den)|neither\s+confirmed\s+nor\s+denied|"
    r"cannot\s+be\s+denied|den(?:ied|ies)\s+(?:access|entry|service|bail|a\s+license)|undeniabl|不可否认|不可否認|"
    r"부인할\s*수\s*없|否定できない|(?:without|not)\s+denying",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\b(?:the\s+company|spokes(?:person|man|woman)|chief\s+executive|CEO|the\s+firm|executives?)\b|公司|方面|发言人|發言人|"
    r"회사\s*측|측은|대변인|同社|広報",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"[A-Z][A-Za-z.]+(?:\s+(?:has|have|had|also|firmly|flatly|on\s+\w+))?\s*$"
)
"""Somebody's name right before the verb: the head of a party need not be in the universe."""
_SUPPOSED = Cue(
    re.compile(
        r"\b(?:if|whether|had|would|until|unless|before|ask(?:ed|ing)?)\s+(?:\w+\s+){0,4}?(?:confirm|den|announc)|"
        r"(?:not|never|nothing|yet\s+to|hasn't|without|no)\s+(?:\w+\s+){0,3}?(?:confirm|announc|official)|"
        r"如果|若|尚未|没有|未|아직|않|いない|ていない",
        re.IGNORECASE,
    ),
    needs="confirm den announc official 如果 若 尚未 没有 未 아직 않 いない ていない",
)

_CUES = CueSet((UNNAMED, _DENIAL, _RUMOUR, _REPORTED, _ON_RECORD, _ANNOUNCES, _SUPPOSED))


def evidence(
    sentences: Iterable[Sentence],
    mentions: Sequence[Mention],
    cited: Sequence[Citation],
    article_id: ArticleId,
) -> tuple[Evidence, ...]:
    """Return the sentences that speak for a state, in text order, each with the cue that says so.

    A confirmation or denial needs a party to the news in its sentence and no unnamed source in
    it. One that a party put on record (statement, filing, spokesperson) has a cue that begins with
    `STRONG`; a writer's bare "announces" has one that begins with `WEAK`.
    """
    told = list(sentences)
    found: list[Evidence] = []
    if told and (observed := _observed(told[0], mentions)):
        found.append(
            Evidence(article_id=article_id, state="confirmed", sentence=told[0].text, cue=observed)
        )
    for sentence, inside in zip(told, by_sentence(told, mentions), strict=True):
        state, cue = _judge(sentence, [m for m in inside if m.symbol])
        if state is not None:
            found.append(
                Evidence(article_id=article_id, state=state, sentence=sentence.text, cue=cue)
            )
    if cited and not any(item.state in {"rumour", "reported"} for item in found):
        first = cited[0]
        found.append(
            Evidence(
                article_id=article_id, state="reported", sentence=first.sentence, cue=first.cue
            )
        )
    return tuple(found)


def _observed(headline: Sentence, mentions: Sequence[Mention]) -> str:
    """Return the cue of a headline that reports an index's move or a company's results, or "".

    An index that moved because of what a company did proves the move, not the deed: a headline
    that names a company beside the index is left alone.
    """
    text = headline.text
    inside = [m for m in mentions if headline.start <= m.start < headline.end and m.symbol]
    doubts = (_REPORTED.pattern, _RUMOUR.pattern, _PLANNED)
    if not inside or any(doubt.search(text) for doubt in doubts):
        return ""
    results = _RESULTS.search(text)
    if results and not _UNVEILS.search(text):
        return f"{OBSERVED}: {results.group()}"
    if not all(str(m.symbol).startswith("^") for m in inside):
        return ""
    moved = DIRECTION.search(text[inside[0].end - headline.start :])
    return f"{OBSERVED}: {moved.group()}" if moved is not None else ""


def _judge(sentence: Sentence, parties: Sequence[Mention]) -> tuple[_State | None, str]:
    """Return what one sentence speaks for, and the words; a denial comes before a doubt."""
    here = _CUES.at(sentence.text)
    hedged = here.search(UNNAMED)
    denial = here.search(_DENIAL)
    if denial and not hedged and _is_denial(sentence, denial, parties):
        return "denied", f"{STRONG}: {denial.group()}"
    if doubt := here.search(_RUMOUR):
        return "rumour", doubt.group()
    if hedged:
        return "reported", hedged.group()
    return _affirmed(sentence.text, here, named=bool(parties))


def _affirmed(text: str, here: Sighting, *, named: bool) -> tuple[_State | None, str]:
    """Return whether a sentence without doubt is a party's word on record, a report, or neither."""
    record = here.search(_ON_RECORD)
    if record and not here.search(_SUPPOSED) and (named or _PARTY.search(text)):
        return "confirmed", f"{STRONG}: {record.group()}"
    if found := here.search(_REPORTED):
        return "reported", found.group()
    says = here.search(_ANNOUNCES) if named else None
    if says and not here.search(_SUPPOSED):
        return "confirmed", f"{WEAK}: {says.group()}"
    return None, ""


def _is_denial(sentence: Sentence, denial: re.Match[str], parties: Sequence[Mention]) -> bool:
    """Tell whether it is a denial, and a party stands before it, close enough to be its speaker."""
    text = sentence.text
    if _NO_DENIAL.search(text):
        return False
    head = text[: denial.start()]
    named = any(m.end - sentence.start <= denial.start() + 1 for m in parties)
    return named or bool(_PARTY.search(head[-80:]) or _NAME_BEFORE.search(head[-40:]))
