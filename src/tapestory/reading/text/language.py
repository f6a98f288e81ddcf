"""Text → its language: by script where scripts decide, by a model only among Latin languages."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 4_000
"""Characters that are looked at; more tell nothing new."""

_SCRIPTS = {
    "kana": re.compile(r"[ぁ-ゖァ-ヺｦ-ﾝ]"),
    "han": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "hangul": re.compile(r"[가-힣ㄱ-ㆎ]"),
    "cyrillic": re.compile(r"[Ѐ-ӿ]"),
    "arabic": re.compile(r"[ؠ-يٮ-ە]"),
    "hebrew": re.compile(r"[א-ת]"),
    "thai": re.compile(r"[ก-๎]"),
    "devanagari": re.compile(r"[ऄ-ॿ]"),
    "greek": re.compile(r"[Ͱ-Ͽ]"),
    "latin": re.compile(r"[A-Za-zÀ-ɏ]"),
}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII_LETTERS = re.compile(r"[A-Za-z]+")
_WEIGHT = {"kana": 2, "han": 2, "hangul": 2}
"""A syllable or ideograph says as much as about two Latin letters."""
_MEMBERS = {
    "cyrillic": ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn"),
    "arabic": ("ar", "fa", "ur", "ps", "ckb"),
    "hebrew": ("he", "yi"),
    "thai": ("th",),
    "devanagari": ("hi", "mr", "ne"),
    "greek": ("el",),
    "hangul": ("ko",),
}
"""The first is meant when nothing else is known."""
_NOT_LATIN = frozenset(tag for tags in _MEMBERS.values() for tag in tags) | {"zh", "ja"}
_LATIN_LANGUAGES = [
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "hu", "ro", "tr",
    "vi", "id",
]  # fmt: skip
"""Those that markets write in: on a headline a model that knows more guesses worse."""
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|is|for|on|with|that|as|its|by|from|after)\b", re.IGNORECASE
)
_ENOUGH_LETTERS = 12
_KANA_SHARE = 0.08
"""Chinese texts quote a stray の; Japanese ones hold far more kana."""


def detect_language(text: str, declared: str = "") -> str:
    """Return the BCP 47 primary tag of a text, "und" when it holds too few letters.

    Mixed text goes by the majority of its letters. Among languages of one script the declared
    tag decides; without one, marker letters or (Latin) a small model do.

    Args:
        text: Plain text; the first `SAMPLE` characters count.
        declared: What the feed or user says, e.g. "zh-TW"; empty when nothing is said.
    """
    sample = text[:SAMPLE]
    tag = re.split(r"[-_]", declared.strip().lower())[0]
    counts = _letters(sample)
    east_asian = counts["han"] + counts["kana"]
    totals = {**counts, "han": east_asian, "kana": 0}
    script = max(totals, key=lambda name: totals[name])
    if totals[script] == 0:
        return tag if tag and tag != "und" else "und"
    if script == "han":
        return _east_asian(counts, tag)
    if script == "latin":
        return _latin(sample, tag, counts["latin"])
    return _member(script, sample, tag)


def _letters(sample: str) -> Counter[str]:
    """Count the letters of each script, weighted; ASCII holds no other script than Latin."""
    beyond = "".join(_BEYOND_ASCII.findall(sample))
    counts = Counter(
        {
            name: len(found.findall(beyond)) * _WEIGHT.get(name, 1)
            for name, found in _SCRIPTS.items()
        }
    )
    counts["latin"] += sum(map(len, _ASCII_LETTERS.findall(sample)))
    return counts


def _east_asian(counts: Counter[str], tag: str) -> str:
    if counts["kana"] > _KANA_SHARE * (counts["kana"] + counts["han"]):
        return "ja"
    return "ja" if tag == "ja" and counts["han"] < 60 else "zh"


def _member(script: str, sample: str, tag: str) -> str:
    members = _MEMBERS[script]
    if tag in members:
        return tag
    if script == "cyrillic" and re.search(r"[іїєґІЇЄҐ]", sample):
        return "uk"
    if script == "arabic" and re.search(r"[پچژگ]", sample):
        return "ur" if re.search(r"[ٹڈےں]", sample) else "fa"
    return members[0]


def _latin(sample: str, tag: str, letters: int) -> str:
    if tag and tag != "und" and tag not in _NOT_LATIN:
        return tag
    if letters < _ENOUGH_LETTERS:
        return "und"
    words = len(sample.split())
    if len(_ENGLISH.findall(sample)) >= 0.12 * words:
        return "en"
    return _classify(sample)


def _classify(sample: str) -> str:
    # Imported here: the model takes most of a second to load and is rarely needed.
    import py3langid  # noqa: PLC0415 (see above)

    py3langid.set_languages(_LATIN_LANGUAGES)
    tag, _ = py3langid.classify(sample.lower() if sample.isupper() else sample)
    return str(tag)
