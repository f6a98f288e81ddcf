"""Sentences with their mentions → what a party itself put out: announcements, results, filings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tapestory.late_regex import late_regex
from tapestory.model import Citation, Mention, Sentence
from tapestory.model.symbols import is_index
from tapestory.reading.sources.outlets import is_known
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.sentences import by_sentence

_LEAD = 3
"""Sentences, the headline included, that tell what the news is."""
_LEFT, _RIGHT = 70, 130
"""Characters beside a party's name that are looked at."""
_LEGAL = late_regex(
    r"(?:,?\s+(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|plc|PLC|Group|Holdings?|N\.?V|S\.?A|AG|SE|"
    r"Platforms|Technolog(?:y|ies)|Incorporated)\.?)+$"
)
_FORM = r"(?:S-1(?:/A)?|F-1(?:/A)?|S-4|8-K|6-K|10-K|10-Q|20-F|40-F|13[DFG])"
_FILING = late_regex(
    rf"(?:['’]s)?[\s,]{{1,3}}(?:[A-Z][\w.]*\s+){{0,2}}(?:(?:own|latest|new|Form|IPO|SEC|the|\w+ly)\s+){{0,2}}(?P<form>{_FORM})\b"
)
_FORM_BEFORE = late_regex(
    rf"(?P<form>{_FORM})\b[\])]?\s*(?:[-–—:|]|of|by|from|filed\s+by|filing\s+(?:of|by|from))?\s*$"
)
_ANY_FORM = Quick(
    late_regex(
        rf"\b(?P<form>{_FORM})\b|\b(?P<paper>prospectus|(?:IPO|SEC|regulatory|securities|exchange|stock\s+exchange)\s+filings?)\b|"
        r"(?P<zh>招股书|招股書|招股说明书|招股說明書|监管文件|監管文件|证券备案)|(?P<ko>증권신고서|투자설명서)|(?P<ja>有価証券届出書|目論見書)"
    )
)
_ADVERBS = (
    r"(?:(?:has|have|had|also|today|officially|formally|just|jointly|recently|earlier|on\s+\w{3,9}(?:\s+\d{1,2})?|"
    r"this\s+week|last\s+week|first|publicly|already),?\s+){0,3}"
)
_PARTNER = r"(?:\s+(?:and|&)\s+[A-Z][\w.&’'-]{1,25}(?:\s+[A-Z][\w.&’'-]{1,25})?)?"
_BRACKET = r"(?:\s*[(（][^()（）]{1,24}[)）])?"
_DOCUMENT = (
    r"(?:letters?(?:\s+to\s+(?:share|stock)holders)?|(?:share|stock)holder\s+letter|press\s+release|news\s+release|"
    r"statement|blog(?:\s+post)?|annual\s+report|quarterly\s+report|earnings\s+(?:call|report|release|presentation)|"
    r"investor\s+(?:day|presentation|letter)|prospectus|(?:IPO|SEC|regulatory|securities|exchange)\s+filings?|filing|"
    r"announcement|newsroom)"
)
_PERIOD = (
    r"(?:Q[1-4]|[1-4]Q|(?:first|second|third|fourth|fiscal|full|half)[-\s]?\w{0,8}|quarter(?:ly)?|FY\s?\d{2,4}|FQ[1-4]|"
    r"annual|interim|\d{4}|preliminary|record|strong|blowout|latest)"
)
_AFTER = (
    late_regex(
        rf"{_BRACKET}{_PARTNER},?\s+{_ADVERBS}(?:announc(?:ed|es|ing)|unveil(?:ed|s)|launch(?:ed|es)|introduc(?:ed|es)|"
        r"officially\s+\w+ed|fil(?:ed|es)\s+(?:for|with|an?|its)|issu(?:ed|es)\s+(?:an?|its)|publish(?:ed|es)|"
        r"disclos(?:ed|es)|forecasts?|guid(?:ed|es)|pre-announc(?:ed|es)|clarif(?:ied|ies)|den(?:ied|ies)|"
        r"(?:report(?:ed|s)?|post(?:ed|s)?|deliver(?:ed|s))\s+(?:\S+\s+){0,4}(?:results|earnings|revenues?|profits?|sales|"
        r"quarter|loss)|(?:raised|lifted|cut|lowered|affirmed|reiterated)\s+(?:its\s+)?(?:\S+\s+){0,3}"
        r"(?:guidance|outlook|forecast))\b"
    ),
    late_regex(
        rf"(?:['’]s?)?(?:\s+(?!\w+ed\b)[\w.,’'-]{{1,20}}){{0,4}}?\s+{_DOCUMENT}\b", re.IGNORECASE
    ),
    late_regex(
        rf"(?:['’]s?)?(?:\s+(?:Technology|Group|Inc\.?|Corp\.?|Platforms)){{0,2}}{_BRACKET}(?:['’]s)?(?:\s+{_PERIOD}){{0,4}}\s+"
        r"(?:earnings|results)\b(?!\s+(?:preview|ahead|due|expected|date|week|season|on\s+deck))",
        re.IGNORECASE,
    ),
    late_regex(
        r"(?:['’]s\s+[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+)?|\s+(?:CEO|CFO|CTO|COO|chief\s+\w+(?:\s+officer)?|chairman|president|"
        r"founder|spokes\w+|executives?)(?:\s+[A-Z][\w.-]+){0,3})?,?\s+"
        rf"{_ADVERBS}(?:said|says|wrote|writes|posted|stated|confirmed|confirms|explained|added)\s+(?:[^.;。]{{0,80}}?)"
        r"(?:in\s+(?:an?|its|his|her|the)\s+(?:\w+\s+){0,3}(?:statement|filing|blog|post|letter|memo|release|prospectus)|"
        r"on\s+(?:Threads|X|Twitter|LinkedIn|Facebook|Weibo|Truth\s+Social)\b|on\s+(?:its|the|an?|his|her)\s+(?:\w+\s+){0,3}call|"
        r"at\s+(?:its|the|an?|his|her)\s+(?:\w+\s+){0,3}(?:meeting|conference|event|town\s+hall|keynote|investor\s+day))"
    ),
    late_regex(
        rf"{_BRACKET}(?:['’]s\s+[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+)?)?,?\s+{_ADVERBS}(?:said|says|stated|sees|expects|guides|"
        r"told\s+(?:investors|employees|staff|shareholders|analysts|workers))\b(?!\s+to\s)(?!\s+(?:it\s+)?(?:had\s+|has\s+)?(?:declined|no\s+))"
    ),
    late_regex(
        r"(?:公司|集团|集團|方面|官方|CEO|首席执行官)?(?:与[^。，,]{1,12})?(?:于|於|在|周.|\d{1,2}月\d{1,2}日|今日|昨日|正式|已|今天|昨天)*[^。，,；：:]{0,8}?"
        r"(?:宣布|宣佈|官宣|公告|公布|公佈|发布|發布|發佈|披露|推出|发表声明|發表聲明|声明|回应称|回應稱|表示|否认|否認|澄清|的?(?:\d{4}年?)?第?[一二三四]?季?度?(?:财报|財報|业绩|業績))"
    ),
    late_regex(
        r"(?:(?:은|는|이|가|측은|측이|도|,)\s[^。]{0,90}?|(?![와과])[^.。]{0,24}?)"
        r"(?:발표했|발표한|발표하|공시했|공시를|공시한|밝혔|공식\s*발표|공개했|출시했|실적\s*발표|실적을\s*발표|부인했|반박했)"
    ),
    late_regex(
        r"(?:(?:は|が|も|、)[^。]{0,90}?|(?!と)[^。]{0,20}?)(?:発表し|発表。|を発表|公表し|開示し|と発表|決算|声明を|否定し|と説明し)"
    ),
    late_regex(
        r"\s+(?:anunció|anuncia|presentó|anunciou|anuncia|apresentou|a\s+annoncé|annonce|dévoile|présente|"
        r"kündigte|kündigt|gab\s+bekannt|teilte\s+mit|teilt\s+mit|dementiert|dementierte|bestätigt|bestätigte|a\s+démenti|dément|"
        r"desmintió|desmiente|negó|niega|ha\s+smentito|smentisce|nega|negou|ontkent|ontkende|опроверг(?:ла|ло|ли)?|ha\s+annunciato|annuncia|presenta|kondigde|kondigt|"
        r"объявил[аои]?|представил[аои]?|сообщил[аои]?)\b"
    ),
)  # fmt: skip
_BEFORE = (
    late_regex(
        r"\b(?:[Aa]ccording\s+to|[Pp]er|[Cc]iting)\s+(?:the\s+)?$|"
        r"\b(?:statements?|filings?|announcements?|press\s+release|letter|prospectus|blog\s+post|memo|results|earnings)\s+"
        r"(?:by|from|of)\s+(?:the\s+)?$|\b(?:announced|disclosed|issued|filed|published)\s+by\s+(?:the\s+)?$"
    ),
    late_regex(r"(?:据|據|根据|根據)\s*[《「“]?$"),
)
_COMPANY = (
    r"(?:company|companies|group|firm|bank|lender|carmaker|automaker|drugmaker|chipmaker|chip\s+maker|retailer|planemaker|"
    r"airline|miner|manufacturer|maker|startup|start-up)"
)
_IT_SAYS = Quick(
    late_regex(
        rf"\b(?:the|both)\s+(?:two\s+)?{_COMPANY}\s+(?:has\s+|have\s+|had\s+|also\s+)?(?:said|says?|announced|added|stated)\b|"
        rf"\baccording\s+to\s+the\s+{_COMPANY}\b|,[”\"']?\s+it\s+(?:said|announced|added)\b(?!\s+(?:was|is|had)\b)|"
        r"\bteilte?\s+(?:das\s+Unternehmen|der\s+Konzern|die\s+(?:Firma|Bank|Gruppe)|die\s+Gesellschaft)\b[^.]{0,30}\bmit\b|"
        r"\bwie\s+(?:das\s+Unternehmen|der\s+Konzern|die\s+(?:Firma|Bank|Gesellschaft))\b[^.]{0,30}\bmitteilte?\b|"
        r"\ba\s+(?:annoncé|indiqué|déclaré|précisé)\s+(?:l['’]entreprise|le\s+groupe|la\s+(?:société|banque))\b|"
        r"\b(?:anunció|informó|indicó|señaló|dijo)\s+(?:la\s+(?:compañía|empresa)|el\s+(?:grupo|banco))\b|"
        r"\bha\s+(?:annunciato|comunicato|fatto\s+sapere|detto)\s+(?:la\s+(?:società|banca)|l['’]azienda|il\s+gruppo)\b|"
        r"\b(?:anunciou|informou|disse)\s+(?:a\s+(?:empresa|companhia)|o\s+(?:grupo|banco))\b|"
        r"\b(?:meldt|meldde|zegt|aldus)\s+(?:het\s+(?:bedrijf|concern)|de\s+(?:onderneming|bank))\b|"
        r"\b(?:сообщила|заявила|объявила)\s+компания\b|\bв\s+сообщении\s+компании\b",
        re.IGNORECASE,
    )
)
"""A party that was named before in the sentence says so."""
_SUPPOSED = late_regex(
    r"\b(?:not|never|yet\s+to|expected\s+to|may|might|could|would|will|to\s+be|before|ahead\s+of|if|whether|until|when|"
    r"plans?\s+to|set\s+to|due\s+to|reportedly)\b|尚未|未|拟|将|預計|预计|或将|아직|예정|まだ|予定",
    re.IGNORECASE,
)
_OPEN_PARTY = Quick(
    late_regex(
        r"(?:^|[“\"(,;:]\s*|\s)(?P<name>[A-Z][A-Za-z0-9&’'-]{1,25}(?:\s+[A-Z][A-Za-z0-9&’'-]{1,25}){0,2})(?=\s+"
        r"(?:(?:has|also|today|officially|on\s+\w+)\s+){0,2}(?:announced|unveiled|said\s+in\s+(?:an?|its)\s+(?:\w+\s+){0,2}"
        r"(?:statement|filing|blog|press|letter)))"
    )
)
_NO_PARTY = late_regex(
    r"(?:The|A|An|It|He|She|They|We|This|That|These|Both|As|In|On|At|When|After|Before|While|Since|Also|But|And|Shares|"
    r"Analysts|Officials|Sources|People|Who|Which|Companies|Last|Earlier|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


class _Party(NamedTuple):
    """A party's name in a sentence: `sentence.text[start:end]`."""

    start: int
    end: int
    name: str


def statements(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Citation, ...]:
    """Return what parties put out themselves and the article tells of, each party once.

    Only the headline and the lead make an announcement the news; a filing is one wherever it is
    named, and is called by party and form ("Initech S-1").

    Args:
        sentences: Of the article, boilerplate left out.
        mentions: Of companies in them.
    """
    names = party_names(mentions)
    found: dict[str, Citation] = {}
    by_place = zip(sentences, by_sentence(sentences, mentions), strict=True)
    for place, (sentence, inside) in enumerate(by_place):
        parties = list(_parties(sentence, inside, names))
        for party in parties:
            if party.name in found or is_known(party.name):
                continue
            if cited := _of_party(sentence, party, place=place):
                found.setdefault(cited.name, cited)
        if place < _LEAD and (cited := _by_itself(sentence, parties)):
            found.setdefault(cited.name, cited)
        if not found and (paper := _unnamed_filing(sentence, names)):
            found[paper.name] = paper
    return tuple(found.values())


def party_names(mentions: Sequence[Mention]) -> Mapping[str, str]:
    """Return what an article calls each company most, by symbol; forms of law left out."""
    told: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.symbol and not is_index(mention.symbol):
            bare = _LEGAL.sub("", mention.text) or mention.text
            told.setdefault(mention.symbol, Counter())[bare] += 1
    return {
        symbol: min(texts, key=lambda t: (t == symbol, -texts[t], len(t), t))
        for symbol, texts in told.items()
    }


def _parties(
    sentence: Sentence, inside: Sequence[Mention], names: Mapping[str, str]
) -> Iterator[_Party]:
    taken: list[tuple[int, int]] = []
    for mention in inside:
        if mention.symbol in names:
            start, end = mention.start - sentence.start, mention.end - sentence.start
            taken.append((start, end))
            yield _Party(start, end, names[str(mention.symbol)])
    for match in _OPEN_PARTY.finditer(sentence.text):
        start, end = match.span("name")
        overlaps = any(a < end and start < b for a, b in taken)
        if not overlaps and not _NO_PARTY.match(match["name"]):
            yield _Party(start, end, _LEGAL.sub("", match["name"]))


def _of_party(sentence: Sentence, party: _Party, *, place: int) -> Citation | None:
    text = sentence.text
    right = min(len(text), party.end + _RIGHT)
    left = text[max(0, party.start - _LEFT) : party.start]
    if match := _FILING.match(text, party.end, right):
        return _citation(sentence, f"{party.name} {match['form']}", party.start, match.end())
    if match := _FORM_BEFORE.search(left):
        start = party.start - len(left) + match.start()
        return _citation(sentence, f"{party.name} {match['form']}", start, party.end)
    if place >= _LEAD:
        return None
    for pattern in _AFTER:
        match = pattern.match(text, party.end, right)
        if match and not _SUPPOSED.search(match.group()):
            return _citation(sentence, party.name, party.start, match.end())
    for pattern in _BEFORE:
        if match := pattern.search(left):
            start = party.start - len(left) + match.start()
            return _citation(sentence, party.name, start, party.end)
    return None


def _by_itself(sentence: Sentence, parties: Sequence[_Party]) -> Citation | None:
    """Return what "the company said": the word of the party that the sentence begins with."""
    match = _IT_SAYS.search(sentence.text)
    before = [p for p in parties if match is not None and p.end <= match.start()]
    if match is None or not before or is_known(before[0].name):
        return None
    return _citation(sentence, before[0].name, match.start(), match.end())


def _unnamed_filing(sentence: Sentence, names: Mapping[str, str]) -> Citation | None:
    """Return a filing that no party stands beside: of the only party there is, if there is one."""
    told = sentence.text
    match = _ANY_FORM.search(told)
    if match is None:
        return None
    form = match["form"] or ("" if match["paper"] is None else "filing")
    parties = sorted(set(names.values()))
    whose = parties[0] if len(parties) == 1 else ""
    name = " ".join(filter(None, (whose, form or "filing"))) if whose or form else match.group()
    return _citation(sentence, name, match.start(), match.end())


def _citation(sentence: Sentence, name: str, start: int, end: int) -> Citation:
    return Citation(
        name=name,
        cue=" ".join(sentence.text[start:end].split())[:80],
        sentence=sentence.text,
        role="statement",
        start=sentence.start + start,
        end=sentence.start + end,
    )
