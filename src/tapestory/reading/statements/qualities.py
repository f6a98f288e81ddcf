"""Sentences with their mentions → which of two opposites somebody's thing is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapestory.late_regex import late_regex
from tapestory.model import Aspect, Reading, Statement
from tapestory.reading.text.sentences import by_sentence

_OPPOSITES = {
    "open-source": r"open[\s-]?source[d]?|open[\s-]weights?|开源|開源|오픈\s?소스|"
    r"オープンソース|quelloffen",
    "closed-source": r"closed[\s-]?source[d]?|proprietary|closed[\s-]weights?|闭源|閉源|폐쇄형|"
    r"비공개\s?소스|クローズドソース|非公開モデル",
    "profitable": r"(?<!un)profitable|盈利的|흑자|黒字",
    "loss-making": r"unprofitable|loss[\s-]making|in\s+the\s+red|亏损的|虧損的|적자|赤字",
    "overvalued": r"overvalued|overpriced|高估|고평가|割高",
    "undervalued": r"undervalued|underpriced|低估|저평가|割安",
    "solvent": r"(?<!in)solvent",
    "insolvent": r"insolvent|bankrupt|破产|破產|파산|破産",
    "listed": r"publicly\s+traded|上市公司|상장사|上場企業",
    "unlisted": r"privately\s+held|未上市|비상장|非上場",
    "lawful": r"(?<![il])legal\b|lawful|合法|합법",
    "unlawful": r"illegal|unlawful|违法|違法|불법",
}
"""Two by two: a quality, and its opposite."""
_NAMES = tuple(_OPPOSITES)
_PATTERNS = [
    (
        (_NAMES[place], _NAMES[place + 1]),
        (
            late_regex(_OPPOSITES[_NAMES[place]], re.IGNORECASE),
            late_regex(_OPPOSITES[_NAMES[place + 1]], re.IGNORECASE),
        ),
    )
    for place in range(0, len(_NAMES), 2)
]
_NOT = late_regex(
    r"\b(?:not|no\s+longer|never|n['’]t|isn['’]t|wasn['’]t)\s+(?:\w+\s+){0,2}$|(?:不是|并非|並非|"
    r"非)$",
    re.IGNORECASE,
)
_UNREAL = late_regex(r"[?？]")
_NEAR = 120


def qualities(reading: Reading) -> Iterator[Statement]:
    """Yield which of two opposites is said of something of an instrument's.

    `about` holds the name that stands nearest in the text ("Llama"), so that two things of one
    owner are told apart.
    """
    for sentence, named in zip(
        reading.sentences, by_sentence(reading.sentences, reading.mentions), strict=True
    ):
        known = [m for m in named if m.symbol]
        if not known or _UNREAL.search(sentence.text.rstrip()[-1:]):
            continue
        for names, patterns in _PATTERNS:
            for side, pattern in enumerate(patterns):
                found = pattern.search(sentence.text)
                if found is None:
                    continue
                place = sentence.start + found.start()
                nearest = min(known, key=lambda m: abs(m.start - place))
                if abs(nearest.start - place) > _NEAR:
                    continue
                turned = _NOT.search(sentence.text[max(0, found.start() - 30) : found.start()])
                yield Statement(
                    aspect=Aspect.QUALITY, subject=str(nearest.symbol),
                    value=names[1 - side if turned else side],
                    about=frozenset({"/".join(names), f"of:{nearest.text.lower()}"}),
                    article_id=reading.article_id, sentence=sentence.text, cue=found.group(),
                    start=place, end=sentence.start + found.end(),
                )  # fmt: skip
