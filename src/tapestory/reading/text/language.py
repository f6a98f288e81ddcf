"""Text → its language: by script where scripts decide, by the use of words where they tie."""

from __future__ import annotations

import re
from collections import Counter

from tapestory.late_regex import late_regex
from tapestory.reading.text.scripts import letters
from tapestory.reading.text.usage import Usage, usage

SAMPLE = 4_000
"""Characters that are looked at; more tell nothing new."""
_COMPARED = 1_500
"""Characters whose words are looked up."""

_OF_SCRIPT = {
    "cyrillic": ("ru", "uk", "bg", "mk"),
    "arabic": ("ar", "fa", "ur"),
    "devanagari": ("hi",),
    "hebrew": ("he",),
    "greek": ("el",),
    "armenian": ("hy",),
    "bengali": ("bn",),
    "gurmukhi": ("pa",),
    "gujarati": ("gu",),
    "tamil": ("ta",),
    "telugu": ("te",),
    "kannada": ("kn",),
    "malayalam": ("ml",),
    "sinhala": ("si",),
    "thai": ("th",),
    "lao": ("lo",),
    "burmese": ("my",),
    "georgian": ("ka",),
    "ethiopic": ("am",),
    "khmer": ("km",),
    "hangul": ("ko",),
    "latin": (
        *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "hu"),
        *("ro", "tr", "vi", "id", "ca", "hr", "is", "lt", "lv", "ms", "sk", "sl"),
    ),
}
"""Languages that are told apart; the first is meant when nothing is known."""
_NEVER_LATIN = frozenset(
    {"ja", "zh"}.union(*(langs for script, langs in _OF_SCRIPT.items() if script != "latin"))
)
"""Latin letters write hundreds of languages: all that are not known to be written otherwise."""
_ALSO = {
    "cyrillic": {"be", "sr", "kk", "ky", "mn", "tg", "tt", "uz"},
    "arabic": {"ps", "ckb", "sd", "ug"},
    "devanagari": {"mr", "ne"},
    "hebrew": {"yi"},
    "bengali": {"as"},
    "ethiopic": {"ti"},
}
"""Languages that are believed when they are declared."""
_MARKS = {
    "cyrillic": (
        ("be", late_regex(r"[ўЎ]")),
        ("kk", late_regex(r"[әғқңұһӘҒҚҢҰҺ]")),
        ("uk", late_regex(r"[іїєґІЇЄҐ]")),
        ("mk", late_regex(r"[ѓќѕЃЌЅ]")),
        ("sr", late_regex(r"[ђћЂЋ]")),
        ("ru", late_regex(r"[ыэёЫЭЁ]")),
    ),
    "arabic": (
        ("ckb", late_regex(r"[ەێۆڵڕ]")),
        ("ps", late_regex(r"[ټډړږښڼۍ]")),
        ("ur", late_regex(r"[ٹڈڑےں]")),
        ("fa", late_regex(r"[پچژگ]")),
    ),
    "devanagari": (
        ("mr", late_regex(r"ळ|(?<![\u0900-\u097f])(?:आहे|आणि|आहेत|नाही)(?![\u0900-\u097f])")),
        ("ne", late_regex(r"(?<![\u0900-\u097f])(?:छ|छन्|भएको|गरेको|हुने|गर्ने)(?![\u0900-\u097f])")),
    ),
}
"""Letters and words that only one language of a script has, the surest first."""
_MARK_SHARE = 1 / 300
"""Of the letters, that are marks: fewer may be a name from elsewhere."""
_PRIORS = {
    "en": 1.5,
    **dict.fromkeys(("de", "fr", "es", "it", "pt", "nl", "ru", "ar"), 0.7),
    **dict.fromkeys(("sv", "pl", "tr", "id"), 0.4),
}
"""Powers of ten by which news in a language is more frequent than in the rarest."""
_SAME = {
    "nb": "no", "nn": "no", "bs": "hr", "sr": "hr", "sh": "hr", "iw": "he", "in": "id", "mo": "ro",
}  # fmt: skip
"""Tags of languages that are not told apart, and tags of old."""
_ENGLISH = frozenset(
    {"the", "and", "of", "to", "in", "is", "for", "on", "with", "that", "as", "its", "by", "from"}
    | {"after", "was", "are", "be", "an", "has", "will"}
)
_ENGLISH_SHARE = 0.2
"""Of the words, from which on nobody need look further: no other language comes near."""
_A_FEW_WORDS = 20
"""From so many words on a text shows what it is, whatever its feed declares."""
_DOUBT = 0.1
"""Powers of ten a word by which another language must be more probable than the declared one."""
_LEAST_KNOWN = 0.25
"""Of the words: a text that knows fewer is in none of the languages."""
_FEW_LETTERS = 4
_NAME = late_regex(r"(?<![A-Za-z])[A-Z][A-Za-z]*")
"""East Asian texts hold names in Latin letters: those count half beside the texts' own letters."""
_KANA_SHARE = 0.08
"""Chinese texts quote a stray の; Japanese ones hold far more kana."""
_ONLY_JAPANESE = frozenset(
    "円圧囲栄駅塩応桜仮価絵壊拡覚楽勧歓観気帰戯拠挙暁駆恵渓経継鶏芸撃県剣険圏検権顕験厳広効"
    "鉱黒済砕斎剤雑産賛歯実釈収従渋獣縦粛処渉焼乗浄剰畳縄壌嬢譲醸図粋酔穂髄瀬斉摂専戦潜繊践"
    "銭捜挿巣総聡騒増臓蔵続堕対帯滞滝択沢単団遅鋳庁聴逓鉄転伝闘徳読悩脳覇廃拝売髪発抜浜払変"
    "辺豊毎黙訳薬様謡頼竜両猟緑塁霊歴労録込働峠畑枠匂塀辻駄"
)
"""Characters that Japan simplified in its own way, or made: neither China nor Taiwan writes so."""


def detect_language(text: str, declared: str = "") -> str:
    """Return the BCP 47 primary tag of a text, "und" when it holds too few letters.

    Mixed text goes by the majority of its letters. Among languages of one script the declared
    tag decides, unless the words of a text that is long enough say otherwise; without one, letters
    that only one language has do, or which language the words are most usual in.

    Args:
        text: Plain text; the first `SAMPLE` characters count.
        declared: What the feed or user says, e.g. "zh-TW"; empty when nothing is said.
    """
    sample = text[:SAMPLE]
    tag = re.split(r"[-_]", declared.strip().lower())[0]
    if tag == "und":
        tag = ""
    counts = letters(sample)
    # Kana and ideographs stand in one text: they are one side of a majority.
    totals = {**counts, "han": counts["han"] + counts["kana"], "kana": 0}
    if 0 < max(totals["han"], counts["hangul"]) <= totals["latin"]:
        totals["latin"] -= sum(map(len, _NAME.findall(sample))) // 2
    script = max(totals, key=lambda name: totals[name])
    if totals[script] == 0:
        return tag or "und"
    if script == "han":
        return _east_asian(sample, counts, tag)
    return _of_script(script, sample, tag, counts[script])


def _east_asian(sample: str, counts: Counter[str], tag: str) -> str:
    if counts["kana"] > _KANA_SHARE * (counts["kana"] + counts["han"]):
        return "ja"
    if tag in {"ja", "zh"} and counts["han"] < 100:
        return tag
    own = sum(char in _ONLY_JAPANESE for char in sample[:200])
    return "ja" if own > 0.03 * counts["han"] / 3 else "zh"


def _of_script(script: str, sample: str, tag: str, number: int) -> str:
    """Return the language of a text whose letters are mostly of a script.

    Args:
        script: Which.
        sample: The text.
        tag: As declared, or "".
        number: Of letters.
    """
    members = _OF_SCRIPT[script]
    tag = tag if _may_be(tag, script) else ""
    marks = ((lang, len(mark.findall(sample))) for lang, mark in _MARKS.get(script, ()))
    marked = next((lang for lang, met in marks if met > _MARK_SHARE * number), "")
    if tag and (len(sample.split()) < _A_FEW_WORDS or marked == _SAME.get(tag, tag)):
        return tag
    if marked:
        return marked
    if script == "latin" and _is_english(sample):
        return "en"
    if len(members) == 1 or (tag and _SAME.get(tag, tag) not in members):
        return tag or members[0]
    return _by_words(usage(sample[:_COMPARED], members, _PRIORS), tag, number)


def _may_be(tag: str, script: str) -> bool:
    """Tell whether a declared language can be the one of a text in a script."""
    known = _SAME.get(tag, tag)
    if script != "latin":
        return known in _OF_SCRIPT[script] or tag in _ALSO.get(script, ())
    return tag not in _NEVER_LATIN


def _by_words(found: Usage, tag: str, number: int) -> str:
    if tag:
        doubted = found.lead(_SAME.get(tag, tag)) > max(_DOUBT * found.words, 1.0)
        return found.best() if doubted else tag
    known = found.known[found.best()]
    enough = known >= (1 if found.words < _A_FEW_WORDS else _LEAST_KNOWN * found.words)
    return found.best() if number >= _FEW_LETTERS and enough else "und"


def _is_english(sample: str) -> bool:
    words = sample[:_COMPARED].lower().split()
    met = sum(map(_ENGLISH.__contains__, words))
    return len(words) >= _A_FEW_WORDS and met >= _ENGLISH_SHARE * len(words)
