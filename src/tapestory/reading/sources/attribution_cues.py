"""What stands around a newsroom's name in a sentence → how the sentence leans on it, if it does.

Each pattern looks only at the letters next to the name, so that looking costs the same in a
sentence of any length. What stands before a name ends there; what stands after begins there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from tapestory.late_regex import late_regex
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan

_LEFT = 90
"""Characters before a name that are looked at."""
_RIGHT = 110


class Strength(IntEnum):
    """How far a cue names the report that the article rests on; the least is the surest."""

    CHAIN = 0
    """The report that another outlet, named beside it, cites itself."""
    REPORT = 1
    CREDIT = 2
    """A credit line, or somebody who told the outlet."""
    ASIDE = 3
    """It carried, aired or passed on what others said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """That a sentence leans on a name, and the words that say so: `text[start:end]`."""

    strength: Strength
    start: int
    end: int


_ADVERBS = (
    r"(?:(?:first|earlier|exclusively|also|has|have|had|recently|separately|later|already|now|"
    r"originally|initially|previously|this\s+week|last\s+week|today|yesterday|"
    r"on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|late|early|on\s+\w{3,9}\s+\d{1,2}|"
    r"in\s+(?:an?|its|his|her)\s+(?:\w{1,15}\s+){0,2}(?:report|article|story|piece|column|post|note)"
    r"),?\s+){0,4}"
)
_SAYS = (
    r"(?:report(?:ed|s|ing)?|reveal(?:ed|s)|disclos(?:ed|es)|broke|breaks|said|says|saying|wrote|writes|"
    r"writing|not(?:ed|es)|cit(?:ed|es|ing)|publish(?:ed|es)|learn(?:ed|t|s)|claim(?:ed|s)|call(?:ed|s)|"
    r"argu(?:ed|es)|record(?:ed|s)|tie[sd]|point(?:ed|s)|confirm(?:ed|s)|quot(?:ed|es|ing)|credit(?:ed|s)|"
    r"explain(?:ed|s)|describ(?:ed|es)|estimat(?:ed|es)|calculat(?:ed|es)|add(?:ed|s)|suggest(?:ed|s)|"
    r"hint(?:ed|s)|detail(?:ed|s)|uncover(?:ed|s)|obtain(?:ed|s)|saw|view(?:ed|s)|review(?:ed|s)|"
    r"understands|hears|found|finds|scoop(?:ed|s)|name[sd]|puts|highlight(?:ed|s)|warn(?:ed|s)|"
    r"tell[s]?|told|predict(?:ed|s)|expects?|expected|sees|models|projects|reckons|thinks|believes|"
    r"comment(?:ed|s)|observ(?:ed|es)|relay(?:ed|s)|recap(?:ped|s)|summari[sz]e[sd])"
)
_PERSON = r"[A-Z][\w.’'-]{0,25}(?:\s+[A-Z][\w.’'-]{0,25}){1,2}"
_PEOPLE = rf"{_PERSON}(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s*&\s*){_PERSON}){{0,3}}"
_DATE_WORDS = (
    r"(?:\s+(?:News|exclusive|first|original|initial|latest|own|unconfirmed|earlier|new|widely\s+read|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2},?|\d{4},?)){0,4}"
)
_NOUN = (
    r"(?:report(?:ing|s)?|account|scoops?|stor(?:y|ies)|articles?|pieces?|exclusive|interview|text|copy|"
    r"dispatch|sources|column|newsletter|leak|investigation|op-ed|podcast|coverage|headline|write-up|"
    r"analysis|post|item|note|video|wire|clip|segment|feed|flash|live\s?blog|summary|digest|excerpt|"
    r"brief(?:ing)?|thread|alert|bulletin|byline|version|transcript|broadcast|editorial|commentary|"
    r"review|essay|profile|preview|take)"
)
_KIND = (
    r"(?:,?\s+(?:the\s+)?(?:(?:state|business|financial|daily|online|public|tech|trade)\s+){0,2}"
    r"(?:news\s+(?:agency|site|service|outlet|website)|newswire|newspaper|daily|weekly|broadcaster|magazine|"
    r"website|channel|paper)\b)?"
)
"""What kind of outlet it is, said behind its name."""
_NOT_A_REPORT = (
    r"\s+(?:report(?:ed|s)?|reporting|said)\s+(?:revenue|net|a\s+(?:profit|loss)|earnings|results|"
    r"quarterly|(?:first|second|third|fourth)[-\s]quarter)"
)
_BEFORE: tuple[tuple[Strength, str], ...] = (
    (
        Strength.REPORT,
        (
            r"\b(?:[Aa]ccording\s+to|[Cc]it(?:ing|es)|[Cc]ited\s+by|[Pp]er|[Rr]eport(?:ed|ing|s)?\s+(?:by|from|in)|"
            r"[Cc]redit(?:s|ed\s+to|ing)|[Qq]uot(?:ing|ed\s+by|es)|[Pp]ublished\s+(?:by|in|on)|[Aa]ttributed\s+to|"
            r"[Cc]opy\s+of|[Tt]ranslat(?:ion\s+of|ed\s+from)|[Rr]ewrite\s+of|[Rr]eprint(?:ed)?\s+(?:of|from)|"
            r"[Ss]yndicated\s+from|[Bb]ased\s+on|[Ff]ollow(?:s|ing)|[Dd]igest\s+of|[Ss]ummary\s+of|"
            r"[Rr]elay(?:s|ing)|[Rr]ecap(?:s|ping)|[Rr]efer(?:s|ring)\s+to|[Tt]hanks\s+to|"
            r"(?:scoop|story|article|piece|exclusive|account|investigation|column|post|note|analysis|"
            r"write-up|coverage|dispatch)\s+(?:by|from|in|on|of)|[Ll]earned\s+by|[Ss]een\s+by|"
            r"[Rr]eviewed\s+by|[Oo]btained\s+by|[Vv]iewed\s+by|[Rr]evealed\s+(?:by|in)|[Bb]roken\s+by)"
            r"[\s“\"]+(?:an?\s+|the\s+|one\s+|its\s+)?(?:[a-z-]{1,15}\s+){0,2}"
            r"(?:(?:report|article|story|account|scoop|piece|note)s?\s+(?:by|from|in|of)\s+)?(?:the\s+)?$"
        ),
    ),
    (
        Strength.REPORT,
        r"[,”\"]\s+(?:says?|reports?|said|reported|writes|wrote|reveals|notes|noted)\s+(?:the\s+)?$",
    ),
    (
        Strength.CREDIT,
        (
            r"\b(?:told|tells|telling|spoke\s+(?:to|with)|speaking\s+(?:to|with)|talk(?:ed|ing)\s+(?:to|with)|"
            r"interview(?:ed)?\s+(?:with|by|for|on|in)|confirmed\s+to|(?:comments?|remarks?|statement|email)\s+to|"
            r"shared\s+with|disclosed\s+to)\s+(?:the\s+)?$"
        ),
    ),
    (
        Strength.CREDIT,
        (
            r"(?:[-–—]{1,2}|[(（【\[]|\b[Vv]ia|\b[Hh]/[Tt]|\b[Hh]at\s+tip(?:\s+to)?:?|\b[Ss]ources?\s*[:：]|"
            r"\b[Cc]redits?\s*[:：]|\b[Oo]riginally\s+(?:published\s+)?(?:at|in|on|by)|[|｜•©]|来源\s*[:：]|"
            r"來源\s*[:：]|来自|來自|转自|轉自|摘自|转载自|编译自|譯自|译自|原载|首发于|刊于|刊登于|发表于|出所\s*[:：]?|出典\s*[:：]?|출처\s*[:：=]?|자료\s*[:：=]?|"
            r"Quelle\s*:|Fuente\s*:|Fonte\s*:|Bron\s*:|Источник\s*:|(?<=[A-Za-z])\s*/)\s*(?:the\s+)?$"
        ),
    ),
    (
        Strength.ASIDE,
        (
            r"\b(?:on|appear(?:ed|ing|ance)\s+on|aired\s+on|broadcast\s+(?:on|by)|carried\s+by|picked\s+up\s+by|"
            r"(?:re)?posted\s+(?:by|on)|(?:ran|appear(?:s|ed)|featured)\s+(?:first\s+)?in|[Aa]nalysts?\s+(?:at|from|of|with)|[Ss]trategists?\s+(?:at|of))\s+(?:the\s+)?$"
        ),
    ),
    (
        Strength.REPORT,
        (
            r"(?:据悉?|據|根据|根據|按照?|依据|依據|援引|引述|引用|引|综合|綜合|参考|參考|由|转述|轉述|见|見)"
            r"(?:了|自|于)?\s*(?:外媒|美媒|外电|外電|媒体|媒體|英国|美国|美國|日本|韩国|韓國|中国|台湾|台灣|"
            r"\d{1,2}月\d{1,2}日|\d{1,2}日)?\s*[《「“]?$"
        ),
    ),
    (
        Strength.CREDIT,
        r"(?:告诉|告訴|接受|向|对|對)\s*[《「“]?$",
    ),
    (
        Strength.REPORT,
        (
            r"\b(?:[Ss]egún|[Dd]e\s+acuerdo\s+con|[Nn]oticia\s+de|[Cc]itando\s+a|informaci[oó]n\s+de|"
            r"publicad[oa]\s+(?:por|en)|[Ss]elon|[Dd][’']après|rapport(?:é|e)\s+par|révélé\s+par|"
            r"[Ll]aut|(?:[Nn]ach\s+)?(?:Angaben|Informationen)\s+(?:von|der|des)|[Bb]ericht\s+(?:von|der|des|aus)|"
            r"[Uu]nter\s+Berufung\s+auf|berichtet(?:e)?|meldet(?:e)?|schreibt|"
            r"inform(?:ou|ó|a)|notici(?:ou|a)|report[óa]|public[óa]|revel(?:ou|ó|a)|adelant[óa]|dijo|disse|afirmou|"
            r"rapporte|révèle|écrit|indique|riferisce|rivela|schrijft|bericht|"
            r"[Ss]econdo|[Rr]iporta|[Ss]crive|[Ss]egundo|[Cc]onforme|[Dd]e\s+acordo\s+com|[Nn]otícia\s+d[ao]|"
            r"publicad[oa]\s+pel[ao]|[Vv]olgens|[Bb]ericht\s+van|meldt|meldde|[Зз]аявил[аи]?|"
            r"[Пп]о\s+(?:данным|информации|сообщению)|[Кк]ак\s+(?:сообщает|сообщил[аои]?|пишет|передает|передаёт)|"
            r"[Сс]о\s+ссылкой\s+на|[Сс]ообщает|[Пп]ишет)\s+(?:(?:informe|reporte|rapport|reportage|bericht)\s+)?"
            r"(?:de\s+la\s+|de\s+|du\s+|del\s+|dell[’']|la\s+|le\s+|el\s+|il\s+|o\s+|a\s+|l[’']|der\s+|dem\s+|"
            r"die\s+|das\s+|het\s+|агентства?\s+|газеты\s+)?"
            r"(?:(?:Nachrichtenagentur|Agentur|Zeitung|Wirtschaftszeitung|agence|agencia|agenzia|agência|diario|"
            r"diário|periódico|quotidien|quotidiano|jornal|giornale|krant|persbureau)\s+)?[«“\"]?$"
        ),
    ),
)
_AFTER: tuple[tuple[Strength, str], ...] = (
    (
        Strength.REPORT,
        rf"(?!{_NOT_A_REPORT}){_KIND}(?:['’]s\s+{_PEOPLE})?,?\s+{_ADVERBS}{_SAYS}\b(?!\s+(?:no\s+comment|to\s+comment))",
    ),
    (
        Strength.REPORT,
        rf"(?:['’]s?)?{_DATE_WORDS}(?:\s+[a-z-]{{3,14}}){{0,2}}\s+{_NOUN}\b",
    ),
    (Strength.REPORT, rf"['’]s\s+{_PEOPLE}\s*(?:[:：,.)]|$)"),
    (Strength.REPORT, r"[-–](?:report(?:ed)?|sourced?|cited|credited|first)\b"),
    (
        Strength.REPORT,
        r"\s+(?:first\b(?!\s+(?:of|half))|ha[sd]\s+(?:the\s+|more\s+)?(?:story|details|scoop|news)\b)",
    ),
    (Strength.CREDIT, r"\s+(?:via|through|by\s+way\s+of)\s+(?=(?:the\s+)?[A-Z])"),
    (
        Strength.REPORT,
        (
            r"(?:社|网|網|新闻|新聞|通讯社|通訊社)?[》」”]?\s*(?:于|於|在)?(?:[^。！？；，,：:]{0,14}?)"
            r"(?:率先|最早|独家|獨家|首先|援引|引述|曾|此前|最新|也|还|進一步|进一步)?"
            r"(?:报道|報道|報導|披露|透露|消息|爆料|获悉|獲悉|称|稱|指出|首发|首發|独家|獨家|拆解|认为|認為|援引|引述|"
            r"撰文|发文|發文|刊文|写道|寫道|分析|预计|預計|预测|預測|估计|估計|表示|曝光|揭露|证实|證實|"
            r"[电電讯訊](?=[，,：:、)）|\s]|$))"
        ),
    ),
    (
        Strength.REPORT,
        (
            r"(?:통신|신문|뉴스)?(?:가|는|은|이|와|과|등)?\s*(?:등)?(?:은|이|는|가)?\s*(?:[^.。!?]{0,24}?)"
            r"(?:에\s*따르면|보도|를\s*인용|을\s*인용|인용|전했|전해|밝혔|보도했|단독|에\s*의하면|에서\s*보도|분석했|지적했|"
            r"전망했|추산|추정|설명했)"
        ),
    ),
    (
        Strength.REPORT,
        (
            r"(?:通信|新聞|紙|は|が|など|社)*\s*(?:[^。！？]{0,18}?)"
            r"(?:によると|によれば|報じ|の報道|報道|を引用|伝え|が明らか|に語|のインタビュー|と指摘|と分析|は分析|の推計)"
        ),
    ),
    (
        Strength.REPORT,
        (
            r"\s+(?:berichtete?|meldete?|schrieb|schreibt|erfuhr|zufolge|informó|informa|reportó|publicó|reveló|"
            r"adelantó|señaló|dijo|aseguró|a\s+(?:rapporté|révélé|indiqué|écrit|affirmé)|rapporte|révèle|indique|"
            r"affirme|écrit|ha\s+(?:riportato|rivelato|scritto|riferito)|riporta|riferisce|rivela|scrive|informou|"
            r"noticiou|revelou|publicou|disse|afirmou|meldt|meldde|schrijft|berichtte|сообщил[аои]?|сообщает|"
            r"пишет|написал[аои]?|передает|передаёт)\b"
        ),
    ),
)
_FIRST_IN_TITLE = late_regex(r"[’']?s?(?:,?\s+(?:on\s+)?(?:the\s+)?[\w\s]{1,14})?\s*[:：]")
_CREDIT_CLOSES = late_regex(r"\s*(?:[)）】\]|｜,.;/&]|$|[-–—]{1,2}|\s)")
_WORDS_BEFORE = Scan(leader=SENTENCES)
"""They are looked for before names, and not in every sentence."""
_BEFORE_PATTERNS = tuple(
    (strength, Quick(late_regex(pattern), _WORDS_BEFORE)) for strength, pattern in _BEFORE
)
_AFTER_PATTERNS = tuple((strength, late_regex(pattern)) for strength, pattern in _AFTER)
_CHAINED = late_regex(
    r"(?:[Cc]iting|[Qq]uoting|[Cc]redit(?:s|ed\s+to|ing)|援引|引述|引用|[Cc]itando|unter\s+Berufung|со\s+ссылкой)"
    r"[^.]{0,30}$"
)
_UNABLE = late_regex(
    r"\s+(?:could\s+not|couldn[’']t|was\s+(?:not\s+able|unable)|were\s+unable|has\s+not|did\s+not|adds?\s+(?:that\s+)?not\b|"
    r"said\s+(?:it\s+)?(?:could|was\s+unable|has\s+not))|\s*(?:无法|未能|尚未|沒有|没有)(?:独立|獨立)?(?:核实|核實|证实|證實)"
)
_NO_ANSWER = late_regex(r"(?:comment|question|inquir|quer|request)\w*\s+(?:from|by)\s+(?:the\s+)?$")
_TALLY = late_regex(
    r"(?:\s+(?:[A-Z][\w&'’-]{1,20}\s+){0,3}|-)(?:[Ss]urveys?|[Pp]olls?|[Cc]onsensus|[Dd]ata(?!\s+[Cc]ent)|"
    r"[Ii]nd(?:ex|exes|ices)|[Rr]ankings?|[Cc]alculations|[Uu]mfrage|[Dd]aten|"
    r"estimates(?=[,.;)]|$|\s(?:of|for|from|compiled|show\w*)\b))\b|"
    r"\s?(?:(?!报道|報道|報導|称|稱)[^\s，。、]){0,6}"
    r"(?:数据(?!中心)|數據(?!中心)|指数|指數|民调|民調|问卷|問卷|설문조사|집계|지수|調査による|予想調査)"
)
_ASKED_BY = late_regex(r"\b(?:polled|surveyed|compiled|collected)\s+by\s+(?:the\s+)?$")
_OPENING = 40
"""Characters of a headline within which an outlet before a colon speaks."""


def attribution_at(text: str, start: int, end: int) -> Attribution | None:
    """Return how a sentence leans on the name that is `text[start:end]`; None when it does not.

    That an outlet could not verify something, or got no answer, is no report of it.
    """
    if is_unanswered(text, start, end):
        return None
    left = text[max(0, start - _LEFT) : start]
    found = [*_before(text, left, start, end), *_after(text, start, end)]
    if not found:
        return None
    strength = min(one.strength for one in found)
    surest = [one for one in found if one.strength is strength]
    return Attribution(
        strength=strength,
        start=min(one.start for one in surest),
        end=max(one.end for one in surest),
    )


def is_unanswered(text: str, start: int, end: int) -> bool:
    """Tell whether the outlet `text[start:end]` is said to have found nothing out."""
    left = text[max(0, start - _LEFT) : start]
    return bool(_UNABLE.match(text, end) or _NO_ANSWER.search(left))


def is_tally(text: str, start: int, end: int) -> bool:
    """Tell whether an outlet is named, in `text[start:end]`, for its survey, index or data.

    Such numbers are looked up in many articles, and none of these retells a report of the outlet.
    """
    left = text[max(0, start - _LEFT) : start]
    return bool(_TALLY.match(text, end) or _ASKED_BY.search(left))


def _before(text: str, left: str, start: int, end: int) -> list[Attribution]:
    found = []
    for strength, pattern in _BEFORE_PATTERNS:
        match = pattern.search(left)
        if match is None:
            continue
        if strength is Strength.CREDIT and not _CREDIT_CLOSES.match(text, end):
            continue
        if _CHAINED.search(left[match.start() :]):
            strength = Strength.CHAIN  # noqa: PLW2901  # the pattern's own does not hold here
        found.append(
            Attribution(strength=strength, start=start - len(left) + match.start(), end=end)
        )
    return found


def _after(text: str, start: int, end: int) -> list[Attribution]:
    right = min(len(text), end + _RIGHT)
    found = [
        Attribution(strength=strength, start=start, end=match.end())
        for strength, pattern in _AFTER_PATTERNS
        if (match := pattern.match(text, end, right))
    ]
    if start <= _OPENING and (opened := _FIRST_IN_TITLE.match(text, end, right)):
        found.append(Attribution(strength=Strength.REPORT, start=start, end=opened.end()))
    return found
