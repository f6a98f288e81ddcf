"""A sentence and the cues in it → whether it supports, disputes or only reports the narrative.

Sources of the rules: negation scope after NegEx (Chapman et al. 2001, J. Biomed. Inform. 34,
301-310): triggers before and after a term within a window that conjunctions end; attribution to
an unnamed crowd counts as reported speech.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tapestory.late_regex import late_regex
from tapestory.model import Stance
from tapestory.narratives.cues import Hit, Span
from tapestory.narratives.rules import Rules
from tapestory.narratives.stance_words import RULES


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a sentence stands, and by which rule."""

    stance: Stance
    rule: str
    """"asserted", "negated", "mistaken", "rebutted", "against fact", "asked", "argued step by
    step", "on condition", "inquired into", "of a crowd", "of some", "feared or planned",
    "passed on", "disputed", "dispute negated", "dispute put off", "brought up", "continued"."""


_UNDECIDED = frozenset({"asked", "argued step by step"})
"""Rules of whole sentences by which they take no side."""
_STEPS = ("→", "⇒", " = ")
"""Two of one kind: an argument that is laid out step by step is somebody's; who, the sentence does
not say."""
_ARGUED = 2

_STOP = late_regex(r"[.!?][\"')\]]* |[。!?][\"')\]」』]*")
"""Ends a sentence within a quotation; a point within a number does not."""
_RHETORICAL = late_regex(r"哪来|何来|谈何|哪有|怎么(?:可能|跟|和|敌)|어디 있|どこにあ")
"""A question that answers itself."""

_KANA = late_regex(r"[\u3041-\u30ff]")
_HANGUL = late_regex(r"[\uac00-\ud7af]")
_HAN = late_regex(r"[\u3400-\u9fff]")
_LATIN = frozenset({"de", "fr", "es", "it", "pt"})


def language_of(sentence: str, lang: str) -> str:
    """Return the language whose cues and rules a sentence is read with.

    Articles mix languages, so that the script decides where it can, and the article's language
    only where characters are shared.

    Args:
        sentence: Any text.
        lang: Language of the article it stands in; BCP 47 primary tag, or "und".
    """
    if not sentence.isascii():
        if _HANGUL.search(sentence):
            return "ko"
        if _KANA.search(sentence):
            return "ja"
        if _HAN.search(sentence):
            return "ja" if lang == "ja" else "zh"
    return lang if lang in _LATIN else "en"


def stance_of(folded: str, hit: Hit, lang: str) -> Verdict:
    """Return how a sentence stands to what a cue in it says.

    Denied or contrasted: it disputes. Asked, feared, planned, supposed, passed on, or believed by
    some or by a nameless crowd: it reports. Otherwise it supports.

    Args:
        folded: The sentence as `notation.fold` returns it.
        hit: A strong or weak cue in it.
        lang: As `language_of` returns it.
    """
    rules = RULES[lang]
    whole = _whole(_own(folded, hit), lang)
    folded = _without_undone(folded, hit, rules)
    before, after = folded[: hit.start], folded[hit.end :]
    said_before = _since(before, rules.contrast)
    stance, rule = Stance.SUPPORTS, "asserted"
    if whole in _UNDECIDED:
        stance, rule = Stance.REPORTS, whole
    elif rules.divided.search(said_before):
        stance, rule = Stance.REPORTS, "of some"
    elif _is_denied(folded, hit, rules):
        stance, rule = Stance.DISPUTES, "negated"
    elif _is_mistaken(folded, hit, rules):
        stance, rule = Stance.DISPUTES, "mistaken"
    elif _is_rebutted(folded, hit, rules):
        stance, rule = Stance.DISPUTES, "rebutted"
    elif whole == "against fact":
        stance, rule = Stance.DISPUTES, "against fact"
    elif _is_open(folded, hit, rules):
        stance, rule = Stance.REPORTS, "inquired into"
    elif unsure := _unsure(folded, hit, said_before, after, rules):
        stance, rule = Stance.REPORTS, unsure
    return Verdict(stance, rule)


def _without_undone(folded: str, hit: Hit, rules: Rules) -> str:
    """Return a sentence of the same length without the denials before a cue that assert it."""
    if rules.undone is None:
        return folded
    before = rules.undone.sub(lambda found: " " * len(found[0]), folded[: hit.start])
    return before + folded[hit.start :]


def _own(folded: str, hit: Hit) -> str:
    """Return the sentence that a cue stands in, where a quotation holds several."""
    end = _STOP.search(folded, hit.end)
    if end is None or end.end() == len(folded):
        return folded
    return folded[: end.end()].rstrip()


@lru_cache(maxsize=8)
def _whole(folded: str, lang: str) -> str:
    """Return the rule that a sentence as a whole falls under, whichever cue is in it, or none."""
    rules = RULES[lang]
    if rules.question.search(folded) and not _RHETORICAL.search(folded):
        return "asked"
    if any(folded.count(step) >= _ARGUED for step in _STEPS):
        return "argued step by step"
    if rules.counterfactual.search(folded):
        return "against fact"
    return ""


def _is_mistaken(folded: str, hit: Hit, rules: Rules) -> bool:
    """Tell whether somebody takes something for it; a cue that speaks of mistakes is no such."""
    if rules.verdict.search(folded[hit.start : hit.end]):
        return False
    return bool(rules.mistaken.search(folded[: hit.start]))


def _is_rebutted(folded: str, hit: Hit, rules: Rules) -> bool:
    """Tell whether what is said from the end of a cue, or of its first part, on rejects it."""
    if rules.rebutted is None:
        return False
    ends = {hit.end, min(hit.spans)[1]}
    return any(rules.rebutted.match(folded[end:]) for end in ends)


def _is_open(folded: str, hit: Hit, rules: Rules) -> bool:
    """Tell whether it is asked, debated or looked into whether what a cue says is so."""
    if rules.inquired is not None and rules.inquired.search(_own(folded, hit)):
        return True
    if rules.whether is not None and any(
        rules.whether.search(_since(folded[:start], rules.clause)) for start, _ in hit.spans
    ):
        return True
    return rules.whether_after is not None and any(
        rules.whether_after.match(folded[end:]) for _, end in hit.spans
    )


def _unsure(folded: str, hit: Hit, before: str, after: str, rules: Rules) -> str:
    """Return why what is said is not the author's own word; empty if it is."""
    if rules.condition.search(_since(before, rules.clause)):
        return "on condition"
    if rules.crowd.search(before):
        return "of a crowd"
    reach_after = rules.reach_after or rules.reach // 2
    gaps = _gaps(folded, sorted(hit.spans)) if rules.felt_between else []
    between = [gap for gap in gaps if len(gap) <= rules.reach]
    if rules.feeling.search(" … ".join([before[-rules.reach :], *between, after[:reach_after]])):
        return "feared or planned"
    if rules.relayed.search(folded):
        return "passed on"
    return ""


def dispute_of(folded: str, hit: Hit, lang: str) -> Verdict:
    """Return the stance of a sentence that holds a disputing cue.

    A question only reports, and so does what some hold. A dispute that is denied supports: "that
    does not mean that the shortage is over".
    """
    rules = RULES[lang]
    if _whole(_own(folded, hit), lang) == "asked":
        return Verdict(Stance.REPORTS, "asked")
    before = _since(folded[: hit.start], rules.contrast)
    if rules.divided.search(before):
        return Verdict(Stance.REPORTS, "of some")
    says_not = rules.before is not None and any(
        rules.before.search(folded[start:end]) for start, end in hit.spans
    )
    # A cue that says "not" itself is denied by no other "not" beside it.
    if (
        rules.before is not None
        and not says_not
        and any(
            rules.equation.search(_since(text, rules.clause))
            for text in (before[-rules.reach :], *_gaps(folded, sorted(hit.spans)))
        )
    ):
        return Verdict(Stance.SUPPORTS, "dispute negated")
    if rules.put_off is not None and rules.put_off.match(folded[hit.end :]):
        return Verdict(Stance.SUPPORTS, "dispute put off")
    if rules.inquired is not None and rules.inquired.search(_own(folded, hit)):
        return Verdict(Stance.REPORTS, "inquired into")
    return Verdict(Stance.DISPUTES, "disputed")


def _is_denied(folded: str, hit: Hit, rules: Rules) -> bool:
    after = _is_denied_behind(folded, hit, rules)
    if len(hit.spans) == 1:
        return _is_denied_as_whole(folded, hit, rules, after=after)
    spans = sorted(hit.spans)
    gaps = _gaps(folded, spans)
    # What a cue itself denies ("cannot supply") is its meaning: between its parts, only that one
    # of them is not, or does not mean, the other.
    between = any(
        rules.equation.search(_since(text, rules.clause))
        for text, after_gap in zip(gaps, spans[1:], strict=True)
        # What a cue names first is what it is about: "a mismatch, not excess compute" denies none
        # of "compute ~ mismatch".
        if after_gap != hit.spans[0]
    )
    if rules.before is None:
        return after != between
    clause = _since(folded[: hit.start][-rules.reach :], rules.clause)
    # A denial in the clause of the first part does not reach parts that stand in another.
    reaches = not any(rules.clause.search(text) for text in gaps)
    before = between or (reaches and bool(rules.before.search(clause)))
    # Denied twice is asserted: "does not mean that the shortage is over".
    return before != after


def _is_denied_behind(folded: str, hit: Hit, rules: Rules) -> bool:
    """Tell whether what stands behind a cue denies it, or says that it has become its opposite."""
    after = folded[hit.end :]
    if rules.aside is not None:
        after = rules.aside.sub(" ", after, count=1)
    if rules.lasting is not None and rules.lasting.match(after):
        return False
    if rules.after.search(after):
        return True
    turned = rules.turned.match(after) if rules.turned is not None else None
    if turned is None:
        return False
    was, now = folded[hit.start : hit.end], turned["into"]
    return any(
        (one.search(was) and other.search(now)) or (other.search(was) and one.search(now))
        for one, other in rules.opposites
    )


def _gaps(folded: str, spans: Sequence[Span]) -> list[str]:
    """Return what stands between the parts of a cue, first to last."""
    return [folded[end:start] for (_, end), (start, _) in itertools.pairwise(spans)]


def _is_denied_as_whole(folded: str, hit: Hit, rules: Rules, *, after: bool) -> bool:
    if rules.before is None:
        return after
    clause = _since(folded[max(0, hit.start - rules.reach) : hit.start], rules.clause)
    return bool(rules.before.search(clause)) != after


def _since(text: str, breaks: re.Pattern[str]) -> str:
    """Return what stands behind the last break."""
    end = 0
    for found in breaks.finditer(text):
        end = found.end()
    return text[end:]
