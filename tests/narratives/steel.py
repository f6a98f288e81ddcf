"""A narrative of a steel glut in four languages, and the stance that a sentence takes to it."""

from __future__ import annotations

from tapestory.model import ArticleId, Narrative, Sentence
from tapestory.narratives import find_evidence

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "metal": {"en": ("steel",), "zh": ("钢材",), "ko": ("철강",), "ja": ("鉄鋼",)},
    "surplus": {"en": ("glut",), "zh": ("过剩",), "ko": ("과잉",), "ja": ("過剰",)},
    "mills": {"en": ("mills",), "zh": ("钢厂",), "ko": ("제철소",), "ja": ("製鉄所",)},
    "relief": {"en": ("closures",), "zh": ("停产",), "ko": ("감산",), "ja": ("減産",)},
}
GLUT = Narrative(
    id="n",
    name="n",
    thesis="t",
    opposes=(),
    strong=dict.fromkeys(("en", "zh", "ko", "ja"), ("{metal} & {surplus}",)),
    weak={},
    disputing=dict.fromkeys(("en", "zh", "ko", "ja"), ("{mills} & {relief}",)),
    blocking={},
    predictions=(),
    falsifiers=(),
    concepts=WORDS,
)


def stance_of(text: str) -> tuple[str, str]:
    (item,) = find_evidence(
        [Sentence(text=text, start=0, end=len(text))],
        article_id=ArticleId("a"),
        lang="en",
        narratives=[GLUT],
    )
    return item.stance.value, item.rule
