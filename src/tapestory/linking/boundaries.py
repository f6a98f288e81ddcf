"""A span of a text → whether it is a whole word there, as far as its script has words."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex

_LATIN = late_regex(r"[A-Za-z0-9À-ɏ_]")
_OPENS = frozenset(' \n("“‘/') | {""}
_CLOSES = frozenset(" \n,;:)'’\"”?!/") | {""}
"""What most words stand between."""
_KATAKANA = late_regex(r"[ァ-ヺー]")
_CYRILLIC = late_regex(r"[Ѐ-ӿ]")
_ARABIC = late_regex(r"[\u0621-\u064a]")
_DEVANAGARI = late_regex(r"[\u0900-\u0963]")
_SCRIPTS = (_LATIN, _KATAKANA, _CYRILLIC, _ARABIC, _DEVANAGARI)
_RUSSIAN_ENDING = late_regex(r"(?:а|у|ом|ой|е|ы|и|ю|я|ей|ью|ами|ов|ах)?(?![Ѐ-ӿ])")
_ARABIC_PREFIX = late_regex(r"(?:^|[^\u0621-\u064a])(?:[وفبلك]|وب|ول|ال|لل|بال|وال)?$")
_HANGUL = late_regex(r"[가-힣]")
_PARTICLE = late_regex(
    r"(?:은|는|이|가|을|를|의|와|과|도|로|에|만|측|주|등|및|보다|부터|까지|처럼|같은|에서|에게|"
    r"으로|이나|나|란|라는|지수|그룹|발|향|와의|과의|株)(?![가-힣]{3})"
)
BLOCKED_AROUND = {
    "高通": late_regex(r"[提最较更很]高通|高通[胀脹过過量行货貨膨]"),
    "日立": late_regex(r"[今当當即昨翌]日立|日立[即刻案法]"),
    "美光": late_regex(r"[完优優精]美光"),
    "思科": late_regex(r"思科[学學技]"),
    "博通": late_regex(r"[渊淵]博通"),
    "苹果": late_regex(r"苹果[树酱汁园农派干]"),
    "阿里": late_regex(r"阿里[山地郎斯亚亞]"),
    "메타": late_regex(r"메타(?:버스|데이터|분석|물질|인지)"),
    "メタ": late_regex(r"メタ(?:バース|データ|ル|ン|ボ)"),
}
"""Short names in scripts without spaces, and the longer words in which they are not meant."""


GENITIVE = frozenset(["da", "de", "nb", "nl", "no", "sv"])
"""Languages that say "Nvidias" for what is Nvidia's."""


def stands_alone(text: str, start: int, end: int, *, lang: str = "") -> bool:
    """Tell whether text[start:end] is a whole word, as far as its script has words.

    Latin, Cyrillic, Arabic and Indian edges need a non-letter beside them, but for the endings of a
    Russian case and the Arabic words that are written with the next; katakana edges need a
    non-katakana one; a Korean name of up to three syllables may only be followed by a particle.
    """
    form = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if form.isascii():
        # Most of what is looked at is Latin, and a part of a longer word: told at once.
        if before.isascii() and before.isalnum() and form[0].isalnum():
            return False
        if before in _OPENS and after in _CLOSES:
            return True
    whole = _begins(text, start, before) and (
        _ends(text, end, after) or _owns(text, form, end, lang)
    )
    return whole and not _is_domain(text, form, end) and not _in_longer_word(text, form, start, end)


def _in_longer_word(text: str, form: str, start: int, end: int) -> bool:
    if _HANGUL.match(form[0]) and len(form) <= 3 and not _free_korean(text, start, end):
        return True
    blocked = BLOCKED_AROUND.get(form)
    return bool(blocked and blocked.search(text[max(0, start - 1) : end + 3]))


def _begins(text: str, start: int, before: str) -> bool:
    kind = _script(text[start])
    if kind is _ARABIC:
        return bool(_ARABIC_PREFIX.search(text[max(0, start - 4) : start]))
    if kind is _LATIN and before in {"@", "#"}:
        return False
    return kind is None or not kind.match(before)


def _owns(text: str, form: str, end: int, lang: str) -> bool:
    """Tell whether an "s" without apostrophe follows a name that cannot be a plural for it."""
    if text[end : end + 1] != "s" or _LATIN.match(text, end + 1):
        return False
    return lang in GENITIVE or " " in form or (form.isupper() and len(form) > 2)


def _ends(text: str, end: int, after: str) -> bool:
    kind = _script(text[end - 1])
    if kind is _CYRILLIC:
        return bool(_RUSSIAN_ENDING.match(text, end))
    return kind is None or not kind.match(after)


def _script(letter: str) -> re.Pattern[str] | None:
    return next((kind for kind in _SCRIPTS if kind.match(letter)), None)


def _is_domain(text: str, form: str, end: int) -> bool:
    if not _LATIN.match(form[-1]):
        return False
    return text[end : end + 1] == "." and text[end + 1 : end + 2].islower()


def _free_korean(text: str, start: int, end: int) -> bool:
    if _HANGUL.match(text[start - 1 : start]):
        return False
    return not _HANGUL.match(text[end : end + 1]) or bool(_PARTICLE.match(text, end))
