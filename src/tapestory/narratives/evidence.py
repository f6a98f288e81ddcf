"""Sentences of an article → the narratives that they take a stance on, each with its cue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tapestory.model import ArticleId, Citation, Narrative, NarrativeEvidence, Sentence, Stance
from tapestory.narratives.continuing import CONTINUES, Anchor, Continuing, Pointed
from tapestory.narratives.cues import Cue, CueIndex, CueKind, Hit, Subject, folded_in
from tapestory.narratives.matching import stands
from tapestory.narratives.stance import Verdict, dispute_of, language_of, stance_of
from tapestory.narratives.stance_words import SAYING

_MEMO_SIZE = 4
_memo: dict[tuple[int, ...], tuple[tuple[Narrative, ...], CueIndex]] = {}
"""Indexes by the identities of their narratives, which the entry keeps alive."""

_SUBJECT_BY_THEN = 8
"""Sentences by which an article has named its subject."""

_NOTHING_ALONE = (CueKind.WEAK, CueKind.CONTINUING, CueKind.BLOCKING)
"""A single cue of these is no evidence by itself."""

_ORDER = (Stance.DISPUTES, Stance.SUPPORTS, Stance.REPORTS)
"""Where the cues of a sentence differ, a denial decides before an assertion, and that before a
report."""


class _Judged(NamedTuple):
    """What a sentence says of a narrative."""

    verdict: Verdict
    cue: str
    strong: bool
    """Whether later sentences may go on from it."""


def find_evidence(
    sentences: Sequence[Sentence],
    *,
    article_id: ArticleId,
    lang: str,
    narratives: Sequence[Narrative],
    voices: Sequence[Citation] = (),
) -> tuple[NarrativeEvidence, ...]:
    """Return what the sentences say for or against each narrative, in order of appearance.

    A strong cue, two weak ones that do not overlap, or a reporting one make a sentence evidence; so
    does a continuing one, or a word that points back, just behind strong evidence. A blocking cue
    unmakes it. A sentence speaks once for each narrative.

    Args:
        sentences: Of one article, in order.
        article_id: Whose they are.
        lang: The article's language; sentences in another script are read in theirs.
        narratives: Those to look for.
        voices: Who is quoted or cited in the article. What stands in a sentence of theirs is
            theirs, not the author's.
    """
    index = _index_of(narratives)
    speakers = _Speakers(voices)
    found: list[NarrativeEvidence] = []
    subjects = _Subjects(index, sentences, lang)
    continuing = Continuing()
    for place, sentence in enumerate(sentences):
        own_lang = language_of(sentence.text, lang)
        folded = folded_in(own_lang, sentence.text)
        continuing.begin(place, folded, own_lang)
        pointed = continuing.pointed_at(place, folded, own_lang)
        hits = index.find(folded, own_lang)
        if not hits and pointed is None:
            continue
        for narrative, judged in _said(folded, hits, own_lang, continuing, pointed):
            if not subjects.allow(narrative, folded, own_lang):
                continue
            if judged.strong:
                continuing.note(narrative, Anchor(place, judged.verdict.stance, judged.cue))
            found.append(
                NarrativeEvidence(
                    narrative=narrative,
                    stance=judged.verdict.stance,
                    article_id=article_id,
                    sentence=sentence.text,
                    cue=judged.cue,
                    rule=judged.verdict.rule,
                    speaker=speakers.of(sentence.text),
                    start=sentence.start,
                    end=sentence.end,
                )
            )
    return tuple(found)


def speaks(sentence: Sentence, *, lang: str, narratives: Sequence[Narrative]) -> bool:
    """Tell whether a sentence is evidence about any narrative."""
    return bool(
        find_evidence([sentence], article_id=ArticleId(""), lang=lang, narratives=narratives)
    )


def _index_of(narratives: Sequence[Narrative]) -> CueIndex:
    """Return the index of a set of narratives; building it costs as much as many articles."""
    key = tuple(id(narrative) for narrative in narratives)
    if key not in _memo:
        if len(_memo) >= _MEMO_SIZE:
            _memo.pop(next(iter(_memo)))
        _memo[key] = (tuple(narratives), CueIndex(narratives))
    return _memo[key][1]


class _Subjects:
    """What the sentences of an article are about, as far as it has been asked."""

    def __init__(self, index: CueIndex, sentences: Sequence[Sentence], lang: str) -> None:
        self._index = index
        self._sentences = sentences
        self._lang = lang
        self._named: dict[str, bool] = {}

    def allow(self, narrative: str, folded: str, lang: str) -> bool:
        """Tell whether a sentence with a cue can be about what its narrative is about.

        The article must name that somewhere. A short one may leave it unsaid, if the sentence
        does not speak of something else.
        """
        if self._named.get(narrative):
            return True
        subject = self._index.subject_of(narrative, folded, lang)
        if subject is Subject.OWN:
            self._named[narrative] = True
        elif narrative not in self._named:
            self._named[narrative] = any(
                self._speaks_of(narrative, sentence.text) for sentence in self._sentences
            )
        if self._named[narrative]:
            return True
        return len(self._sentences) < _SUBJECT_BY_THEN and subject is Subject.UNSAID

    def _speaks_of(self, narrative: str, text: str) -> bool:
        lang = language_of(text, self._lang)
        return self._index.subject_of(narrative, folded_in(lang, text), lang) is Subject.OWN


class _Speakers:
    """Who speaks in which sentence, as far as an article names them."""

    def __init__(self, voices: Sequence[Citation]) -> None:
        # A person or a party before the paper that carried their word.
        ordered = sorted(voices, key=lambda voice: voice.role == "report")
        self._names = list(dict.fromkeys(voice.name for voice in ordered if voice.name))
        self._by_sentence: dict[str, str] = {}
        for voice in ordered:
            self._by_sentence.setdefault(voice.sentence, voice.name)

    def of(self, sentence: str) -> str:
        """Return whose words a sentence gives: attributed in it, or named beside a word of saying.

        A source is listed once for an article, with the sentence that tells most of it; it may
        speak in others.
        """
        if sentence in self._by_sentence:
            return self._by_sentence[sentence]
        if not self._names or not SAYING.search(sentence):
            return ""
        return next((name for name in self._names if stands(name, sentence)), "")


def _said(
    folded: str,
    hits: Mapping[str, Sequence[Hit]],
    lang: str,
    continuing: Continuing,
    pointed: Pointed | None,
) -> Iterator[tuple[str, _Judged]]:
    """Yield what a sentence says of each narrative that it speaks of."""
    for narrative, found in hits.items():
        judged = _judge(folded, found, lang)
        if judged is None and (anchor := continuing.anchor_of(narrative)) is not None:
            judged = _gone_on(folded, found, lang, anchor)
        if judged is not None:
            yield narrative, judged
            if pointed is not None and pointed.narrative == narrative:
                pointed = None
        elif pointed is not None and pointed.narrative == narrative:
            pointed = None if _of(found, CueKind.BLOCKING) else pointed
    if pointed is not None:
        judged = _points_back(folded, lang, pointed)
        if judged is not None:
            yield pointed.narrative, judged


def _judge(folded: str, hits: Sequence[Hit], lang: str) -> _Judged | None:
    if (len(hits) == 1 and hits[0].cue.kind in _NOTHING_ALONE) or _of(hits, CueKind.BLOCKING):
        return None
    if disputing := _of(hits, CueKind.DISPUTING):
        return _Judged(dispute_of(folded, disputing[0], lang), disputing[0].cue.text, strong=True)
    if strong := _of(hits, CueKind.STRONG):
        return _Judged(*_strongest(folded, strong, lang), strong=True)
    pair = _two_apart(_of(hits, CueKind.WEAK))
    if pair is not None:
        verdict, _ = _strongest(folded, pair, lang)
        return _Judged(verdict, " + ".join(hit.cue.text for hit in pair), strong=True)
    if reporting := _of(hits, CueKind.REPORTING):
        return _Judged(*_reported(folded, reporting[0], lang), strong=False)
    return None


def _of(hits: Sequence[Hit], kind: CueKind) -> list[Hit]:
    return [hit for hit in hits if hit.cue.kind is kind]


def _gone_on(folded: str, hits: Sequence[Hit], lang: str, anchor: Anchor) -> _Judged | None:
    """Return what a continuing cue says behind strong evidence: the same, unless marked."""
    continuing = _of(hits, CueKind.CONTINUING)
    if not continuing or _of(hits, CueKind.BLOCKING):
        return None
    hit = continuing[0]
    verdict = stance_of(folded, hit, lang)
    if verdict.rule == "asserted":
        verdict = Verdict(anchor.stance, "continued")
    return _Judged(verdict, f"{hit.cue.text}{CONTINUES}{anchor.cue}", strong=False)


def _points_back(folded: str, lang: str, pointed: Pointed) -> _Judged | None:
    """Return what a sentence says of the view that it points back to."""
    words = folded[pointed.start : pointed.end]
    cue = Cue(narrative=pointed.narrative, kind=CueKind.CONTINUING, lang=lang, text=words)
    spans = ((pointed.start, pointed.end),)
    verdict = stance_of(folded, Hit(cue, spans, pointed.start, pointed.end), lang)
    if verdict.rule == "asserted":
        verdict = Verdict(pointed.anchor.stance, "continued")
    elif verdict.stance is Stance.DISPUTES is pointed.anchor.stance:
        # Who denies a denial may mean either.
        return None
    return _Judged(verdict, f"{words}{CONTINUES}{pointed.anchor.cue}", strong=False)


def _reported(folded: str, hit: Hit, lang: str) -> tuple[Verdict, str]:
    """Return what a cue says that takes no side: only its denial does."""
    verdict = stance_of(folded, hit, lang)
    if verdict.stance is not Stance.DISPUTES:
        verdict = Verdict(Stance.REPORTS, "brought up")
    return verdict, hit.cue.text


def _strongest(folded: str, hits: Sequence[Hit], lang: str) -> tuple[Verdict, str]:
    best: tuple[Verdict, str] | None = None
    for hit in hits:
        verdict = stance_of(folded, hit, lang)
        if best is None or _ORDER.index(verdict.stance) < _ORDER.index(best[0].stance):
            best = (verdict, hit.cue.text)
        if verdict.stance is _ORDER[0]:
            break
    if best is None:
        message = "a sentence without a cue has no stance"
        raise ValueError(message)
    return best


def _two_apart(hits: Sequence[Hit]) -> tuple[Hit, Hit] | None:
    for position, first in enumerate(hits):
        for second in hits[position + 1 :]:
            if first.cue != second.cue and not _overlap(first, second):
                return first, second
    return None


def _overlap(first: Hit, second: Hit) -> bool:
    return any(a < d and c < b for a, b in first.spans for c, d in second.spans)
