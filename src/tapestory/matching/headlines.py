"""A headline as printed → the headline alone: no outlet's name behind it, no label before it."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.matching.actions import actions, direction
from tapestory.matching.words import fold

_MOST_TAILS = 5
_MOST_LABELS = 2
_LONGEST_TAIL = 45
_MOST_TAIL_WORDS = 6
_MOST_WORDS_IN_TITLE_CASE = 3
"""Where every word of the headline is capitalised, a capitalised clause looks like a name."""
_LEAST_LEFT = 8
_LEAST_WORDS_LEFT = 3
_SHORT_SPACELESS = 6
"""Characters of an outlet's name in a script without spaces, such as 财经网."""

_MARK = late_regex(r"\|\||[-–—―|·•‖»\"｜_丨]")
_CLOSE_MARKS = frozenset("|｜_丨")
"""These part a headline from its outlet without spaces too."""
_DASHES = {"–", "—", "―"}
_NO_NAME_BEHIND = _DASHES | {'"', "_"}
_PUNCTUATION = late_regex(r"[.!?:;%$€…]")
_SPACELESS = late_regex(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_CASELESS = late_regex(r"[\u0590-\u077f\u0900-\u0e7f]")
_CAPITALISED = late_regex(r"(?<![\w'’])[A-ZÀ-ÖØ-ÞА-ЯЁ0-9]")
_WORD = late_regex(r"[\w'’.&+-]+")
_DOMAIN = late_regex(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
_DATE = late_regex(r"\d{1,4}[./]\d{1,2}[./]\d{1,4}|\d{1,2}\.? \w+ 20\d\d|\w+ \d{1,2}, 20\d\d")
_BYLINE = late_regex(r"\s\([A-ZÀ-Þ][\w.'’-]+ [A-ZÀ-Þ][\w .'’-]{1,40}/[A-ZÀ-Þ][\w .'’&-]{2,40}\)$")
_TRAILING_LABEL = late_regex(
    r"\s*[(（\[](?:종합\d?보?|속보|상보|영상|사진|video|vídeo|vidéo|videos?|photos?|fotos?|update[sd]?"
    r"|фото|видео|图|视频|附图)[)）\]]$",
    re.IGNORECASE,
)


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _listed("of the and for de du del des da do dos di la le les el los las")
_MORE_PARTICLES = _PARTICLES | _listed("in on y e et en und der die das im am a à au")
"""Only where a word says that it is an outlet: "Taifun im Anmarsch" is news."""
_UNFINISHED = _PARTICLES | _listed("and but or with at to a an in on y et")
_OUTLET_WORDS = _listed(
    """
    news newspaper newspapers times post daily journal herald tribune gazette press telegraph
    guardian observer chronicle magazine review radio tv television channel broadcasting online
    digital today wire newswire media network reuters bloomberg cnbc cnn bbc cbc cbs nbc abc fox
    npr pbs wsj ap afp dpa efe ansa tass cnet forbes axios politico fortune barron's marketwatch
    yahoo msn aol techcrunch engadget verge wired zdnet investing nasdaq benzinga seekingalpha
    kitco euronews aljazeera france24 independent mirror express mail sun standard globe inquirer
    examiner ledger dispatch courier sentinel advertiser argus bulletin record weekly blog zeitung
    nachrichten anzeiger rundschau tagblatt tageblatt kurier presse merkur spiegel stern welt focus
    handelsblatt blatt volksblatt morgenpost allgemeine zeit figaro monde libération parisien
    dépêche diario diário jornal folha estadão globo gazeta noticias notícias periódico prensa
    universal nación nacional mundo país república tiempo heraldo correo revista revija portal
    esportes deportes sport sports desporto esporte entornointeligente sapo isto istoé lance terra
    uol band newschannel новости газета ведомости известия коммерсант интерфакс риа рбк портал
    журнал правда вести جريدة صحيفة قناة وكالة بوابة موقع اليوم العربي العربية
    """
)
_OUTLET_SIGNS = late_regex(
    "[网網報报社台刊氪]$|新闻|新聞|日报|日報|财经|財經|在线|频道|资讯|热点|解读"
    "|ニュース|オンライン|뉴스|일보|신문|경제|방송|타임스|닷컴"
)
_PICTURES = frozenset(
    {
        "video",
        "vídeo",
        "vidéo",
        "videos",
        "photos",
        "fotos",
        "watch",
        "in pictures",
        "as it happened",
    }
)
_CLAUSE_WORDS = _listed(
    """
    and but where here's heres with if they've they what why how who when even for is are was were
    an by part episode chapter season day again report reports source sources study survey poll
    police analyst analysts official officials minister president ceo cfo chairman spokesman lawyer
    results result explainer all you this that it it's not still more no yes und aber warum wie
    pourquoi comment qui que por qué cómo quién como quem porque и но как почему что
    """
)
"""What a clause or an attribution begins with, and an outlet's name does not."""
_WIRE_LABELS = "update|wrapup|rpt|corrected|refile|exclusive|correction|fixed"
_SPOKEN_LABELS = (
    "breaking(?: news)?|watch(?: live)?|live(?: updates?| blog)?|video|photos?"
    "|in (?:photos|pictures)|gallery|opinion|analysis|column|commentary|factbox|explainer"
    "|insight|feature|focus|just in|news alert|alert|flash|developing|report|listen|podcast"
    "|vídeo|vidéo|fotos?|exclusif|exclusiva|exklusiv|eil|eilmeldung|en direct|en vivo|ao vivo"
    "|última hora|urgente?|kommentar|analyse|análisis|análise|opinión|opinião|liveticker"
    "|live-ticker|видео|фото|срочно|эксклюзив|молния"
)
_HAN_LABELS = (
    "独家|獨家|快讯|快訊|速报|速報|重磅|突发|突發|直播|视频|图解|深度|观点|評論|评论|独占|단독|속보|영상|포토"
    "|종합|動画|写真|解説"
)
_LABEL = late_regex(
    r"^(?:[\[【〔](?:[^\]】〕\d]{1,14})[\]】〕]\s*(?=\S{4})"
    r"|[(（](?:video|vídeo|vidéo|fotos?|photos?)[)）]\s*"
    rf"|(?:{_WIRE_LABELS})\s*\d{{0,2}}\s*[:：|—–-]+\s*(?=\S)"
    rf"|(?:{_SPOKEN_LABELS})\s*\d{{0,2}}\s*(?:[:：|｜丨–—]|-(?=[\s-]))[\s-]*(?=\S)"
    rf"|(?:{_HAN_LABELS})\s*[:：|｜丨!！]\s*)",
    re.IGNORECASE,
)


def without_outlet(title: str, outlet: str = "") -> str:
    """Return the headline without " - Reuters", " | Sports | Harbour Times" and the like.

    A tail goes only when it looks like a name, a section, a date or an address, and enough of
    a headline remains; a clause stays. Behind a long dash, where clauses stand, only what says
    by itself that it is an outlet goes.

    Args:
        title: As printed, on one line.
        outlet: The publisher's name, where known; a tail that is this name always goes.
    """
    if title.endswith((")", "]", "）")):
        title = _BYLINE.sub("", _TRAILING_LABEL.sub("", title)) or title
    for _ in range(_MOST_TAILS):
        left, mark, tail = _parted(title)
        if not (tail and _leaves_enough(left, tail) and _is_tail(tail, left, mark, outlet)):
            break
        title = left
    return title


def without_label(title: str) -> str:
    """Return the headline without "Exclusive:", "UPDATE 2-", "[단독]", "【快讯】" and the like."""
    for _ in range(_MOST_LABELS):
        found = _LABEL.match(title)
        if found is None or found.end() == len(title):
            return title
        title = title[found.end() :].lstrip()
    return title


def _parted(title: str) -> tuple[str, str, str]:
    """Return what stands before the last mark, the mark, and what stands behind it."""
    last = None
    for mark in _MARK.finditer(title):
        start, end = mark.span()
        is_spaced = title[start - 1 : start].isspace() and title[end : end + 1].isspace()
        if is_spaced or mark[0] in _CLOSE_MARKS:
            last = mark
    if last is None:
        return title, "", ""
    return title[: last.start()].rstrip(), last[0], title[last.end() :].strip()


def _leaves_enough(left: str, tail: str) -> bool:
    if _SPACELESS.search(left):
        return len(left) >= _SHORT_SPACELESS
    words = _WORD.findall(left)
    return (
        len(left) >= max(_LEAST_LEFT, len(tail) + 1)
        and len(words) >= _LEAST_WORDS_LEFT
        and words[-1].casefold() not in _UNFINISHED
    )


def _is_tail(tail: str, left: str, mark: str, outlet: str) -> bool:
    if outlet and tail.casefold() == outlet.casefold():
        return True
    parts = tail.replace(",", "").split()
    if len(tail) > _LONGEST_TAIL or len(parts) > _MOST_TAIL_WORDS or not _is_balanced(tail):
        return False
    if _DOMAIN.fullmatch(tail) or _DATE.fullmatch(tail) or tail.casefold() in _PICTURES:
        return True
    if _PUNCTUATION.search(tail.removesuffix(".")):
        return False
    if _SPACELESS.search(tail):
        return _says_outlet_spaceless(tail) or (mark not in _DASHES and _is_short_name(tail))
    return _says_outlet(parts) or _looks_like_name(tail, parts, left, mark)


def _says_outlet_spaceless(tail: str) -> bool:
    return len(tail) <= 2 * _SHORT_SPACELESS and bool(_OUTLET_SIGNS.search(tail))


def _is_short_name(tail: str) -> bool:
    return len(tail) <= _SHORT_SPACELESS and _does_nothing(tail)


def _says_outlet(parts: list[str]) -> bool:
    if parts[0].casefold() in _CLAUSE_WORDS or not _is_capitalised(parts[0]):
        return False
    named = all(_is_capitalised(part) or part.casefold() in _MORE_PARTICLES for part in parts)
    return named and any(part.casefold() in _OUTLET_WORDS for part in parts)


def _looks_like_name(tail: str, parts: list[str], left: str, mark: str) -> bool:
    if mark in _NO_NAME_BEHIND or any(sign.isdigit() for sign in tail):
        return False
    if parts[0].casefold() in _CLAUSE_WORDS:
        return False
    if not all(_is_capitalised(part) or part.casefold() in _PARTICLES for part in parts):
        return False
    if _CASELESS.search(tail):
        return mark.startswith("|") or len(parts) <= 2
    if mark == "-" and _is_in_title_case(left) and len(parts) > _MOST_WORDS_IN_TITLE_CASE:
        return False
    return _does_nothing(tail)


def _does_nothing(tail: str) -> bool:
    folded = fold(tail)
    return not actions(folded) and not direction(folded)


def _is_capitalised(part: str) -> bool:
    return not part[:1].islower() or any(sign.isupper() for sign in part)


def _is_in_title_case(left: str) -> bool:
    words = [word for word in _WORD.findall(left) if word[0].isalpha()]
    return len(_CAPITALISED.findall(left)) >= 0.75 * len(words)


def _is_balanced(tail: str) -> bool:
    return not re.search(r"['\"“”‘«»]", tail.replace("'s", "")) and all(
        tail.count(left) == tail.count(right) for left, right in ("()", "[]", "【】", "（）")
    )
