"""A span of a text → whether it is a whole word there, as far as its script has words."""

from __future__ import annotations

import re

_LATIN = re.compile(r"[A-Za-z0-9À-ɏ_]")
_SPACE = frozenset([" ", "\n", ",", ""])
"""What most words stand between."""
_KATAKANA = re.compile(r"[ァ-ヺー]")
_HANGUL = re.compile(r"[가-힣]")
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|와|과|도|로|에|만|측|주|등|및|보다|부터|까지|처럼|같은|에서|에게|"
    r"으로|이나|나|란|라는|지수|그룹|발|향|와의|과의|株)(?![가-힣]{3})"
)
BLOCKED_AROUND = {
    "高通": re.compile(r"[提最较更很]高通|高通[胀脹过過量行货貨膨]"),
    "日立": re.compile(r"[今当當即昨翌]日立|日立[即刻案法]"),
    "美光": re.compile(r"[完优優精]美光"),
    "思科": re.compile(r"思科[学學技]"),
    "博通": re.compile(r"[渊淵]博通"),
    "苹果": re.compile(r"苹果[树酱汁园农派干]"),
    "메타": re.compile(r"메타(?:버스|데이터|분석|물질|인지)"),
    "メタ": re.compile(r"メタ(?:バース|データ|ル|ン|ボ)"),
}
"""Short names in scripts without spaces, and the longer words in which they are not meant."""


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is a whole word, as far as its script has words.

    Latin edges need a non-letter beside them, katakana edges a non-katakana one; a Korean name of
    up to three syllables may only be followed by a particle.
    """
    form = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if form.isascii() and before in _SPACE and after in _SPACE:
        return True
    if not (_begins(form[0], before) and _ends(form[-1], after)) or _is_domain(text, form, end):
        return False
    if _HANGUL.match(form[0]) and len(form) <= 3 and not _free_korean(text, start, end):
        return False
    blocked = BLOCKED_AROUND.get(form)
    return not (blocked and blocked.search(text[max(0, start - 1) : end + 3]))


def _begins(first: str, before: str) -> bool:
    if _LATIN.match(first):
        return not (_LATIN.match(before) or before in {"@", "#"})
    return not (_KATAKANA.match(first) and _KATAKANA.match(before))


def _ends(last: str, after: str) -> bool:
    kind = next((kind for kind in (_LATIN, _KATAKANA) if kind.match(last)), None)
    return kind is None or not kind.match(after)


def _is_domain(text: str, form: str, end: int) -> bool:
    if not _LATIN.match(form[-1]):
        return False
    return text[end : end + 1] == "." and text[end + 1 : end + 2].islower()


def _free_korean(text: str, start: int, end: int) -> bool:
    if _HANGUL.match(text[start - 1 : start]):
        return False
    return not _HANGUL.match(text[end : end + 1]) or bool(_PARTICLE.match(text, end))
