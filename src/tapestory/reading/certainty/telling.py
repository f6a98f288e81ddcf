"""One sentence with its mentions → how it is told: what it leans on, what it states as done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from tapestory.late_regex import late_regex
from tapestory.model import Citation, Mention, Sentence
from tapestory.model.symbols import is_index
from tapestory.reading.certainty.basis import Basis, Finding
from tapestory.reading.certainty.speakers import is_onlooker, speaker
from tapestory.reading.certainty.words.classes import Class
from tapestory.reading.certainty.words.lexicon import Hit, hits
from tapestory.reading.price_moves.movewords import DIRECTION
from tapestory.reading.sources.attributions import UNNAMED
from tapestory.reading.sources.outlets import canonical, is_known, is_research
from tapestory.reading.text.quick import Quick

MOST_HITS = 60
"""No sentence that people write holds more words of these classes."""
_CLAUSE_END = late_regex(
    r"[,;:，；：、。]|\s[–—-]\s|\s(?:and|but|while|as|after|because|und|aber|et|mais|y|pero|ma|mas)\s"
)
"""Where the force of a "may" or a "plans to" ends."""
_TO = late_regex(r"\bto\s+(?:\w{2,20}ly\s+)?$", re.IGNORECASE)
_REACH = 60
"""Characters before a verb in which a "may", "plans to" or "not" is looked for."""
_NEAR = 20
"""Characters behind a verb in which the plan stands that it announces."""
_ANNOUNCES = late_regex(
    r"announc|unveil|declar|disclos|outlin|detail|publish|reveal|宣[布佈]|公[布佈]|发[表布]|發[表佈]|발표|공개|発表|"
    r"公表|kündig|annonc|anunci|annunc|divulg|gibt|gab|kondig|meld|maakt|объяв",
    re.IGNORECASE,
)
"""Verbs that only tell: what they tell may be a plan."""
_PROSPECT = frozenset({Class.INTENT, Class.TALKS, Class.MODAL})
_FUTURE = late_regex(
    r"\s(?:that\s)?(?:\w{1,15}\s){0,3}(?:will|would|is\sto|are\sto|was\sto|were\sto|is\sgoing\sto)\s"
)
_NOT_BEHIND = {
    "de": late_regex(r"(?:(?!\b(?:und|aber)\b)[^,;:.!?]){0,60}?\bnicht\b(?!\s+(?:nur|mehr)\b)"),
    "ja": late_regex(
        r"(?:は|も|し){0,2}(?:ておらず|てい(?:ない|ません)|なかった|ない|ません|せず)"
    ),
    "ko": late_regex(r"[은는도을를]?\s?하(?:지[는도]?|진)\s?(?:않|못)"),
    "nl": late_regex(r"(?:(?!\b(?:en|maar)\b)[^,;:.!?]){0,60}?\bniet\b(?!\s+(?:alleen|meer)\b)"),
}
"""What negates a verb from behind, in its own clause, where the language puts it there."""
_QUESTION_ENDS = ("?", "？", "か", "吗", "嗎")
_APART = late_regex(r"[:：;；]\s?|\s[–—-]\s|[.!。！]\s*(?=\S)")
"""Parts a headline from the question that is hung on it."""
_WHY = late_regex(
    r"(?:why|how|what|when|where|who|which|whose|warum|wieso|wie|was|wann|wer|welche\w?|pourquoi|comment|"
    r"quand|qui|quel\w*|por\s?qué|cómo|qué|cuándo|quién|perché|come|cosa|quando|chi|por\s?que|como|o\s+que|"
    r"quem)\b|为什么|為什麼|为何|為何|怎么|怎麼|如何|왜|어떻게|なぜ|どう",
    re.IGNORECASE,
)
_UNREAL = frozenset({Class.INTENT, Class.TALKS, Class.MODAL, Class.CONDITION, Class.NEGATION})
_ONLY = late_regex(
    r"\b(?:is|are|was|were)\s+(?:only|merely|simply|nothing\s+(?:but|more))\b|"
    r"\b(?:only|just|merely|no\s+more\s+than)\s+(?:an?\s|one\s|\d)",
    re.IGNORECASE,
)
"""Words behind a verb of saying that make little of what others told."""
_CREDIT = Quick(
    late_regex(
        r"\b(?:copy|text|digest|wire|feed|syndicated|republished|reprint|translation|translated|piece|item|"
        r"excerpt)\b|^\W*(?:\(|/|[-–—]{1,2}\s)",
        re.IGNORECASE,
    )
)
"""A line that says who wrote the article, not whose word it rests on."""
_COURT = late_regex(
    r"\b(?:judges?|(?:supreme\s|appeals\s|district\s|high\s)?court|justices|\w*gericht|tribunal\w*|"
    r"cour|juges?|juez\w?|juzgado|corte|giudice|giudici|ju[ií]z\w*|rechtbank|rechter|суд|судья)\b|"
    r"法院|法庭|法官|裁判所|地裁|高裁|법원|재판부|판사|지법|고법",
    re.IGNORECASE,
)
"""Who decides about parties and is none."""
_SIMPLE = {
    Class.REPORT: Basis.REPORT,
    Class.LEAK: Basis.LEAK,
    Class.RUMOUR: Basis.RUMOUR,
    Class.UNCONFIRMED: Basis.UNCONFIRMED,
    Class.TALKS: Basis.TALKS,
    Class.INTENT: Basis.PLAN,
    Class.MODAL: Basis.POSSIBLE,
    Class.RESULTS: Basis.RESULTS,
    Class.RETRACTION: Basis.RETRACTED,
}
"""Classes whose word alone shows the ground."""
_CONTRADICTS = {
    Class.DENIAL: Basis.DENIED,
    Class.DISCLAIMER: Basis.DISCLAIMED,
    Class.PLAYED_DOWN: Basis.PLAYED_DOWN,
}
"""Classes whose word shows the ground where a party speaks it."""
_MARKET = Quick(
    late_regex(
        r"\b(?:stocks|equities|shares|markets?|index|indexes|indices|wall\s+street|börsen?|aktien|bourses?|"
        r"actions|bolsas?|acciones|ações|borse?|azioni)\b|股市|美股|港股|股指|指数|指數|大盘|大盤|증시|지수|코스피|코스닥|株式|株価|日経平均",
        re.IGNORECASE,
    )
)
"""What a market is called as a whole."""


class Telling:
    """A sentence as it is told.

    Args:
        sentence: Of an article.
        lang: Of the article.
        parties: The companies and indices that it names.
        moved: Symbols of which it says that they moved.
        cited: Reports that it attributes something to.
    """

    def __init__(
        self,
        sentence: Sentence,
        *,
        lang: str,
        parties: Sequence[Mention],
        moved: Collection[str] = (),
        cited: Sequence[Citation] = (),
    ) -> None:
        self.sentence = sentence
        self.lang = lang
        self.parties = parties
        self._moved = moved
        self._cited = cited
        # What every finding asks for is looked up once, and not when it is first asked for:
        # that costs as much as most of it.
        self.hits = self._hits()
        """The words in it that show how it is told, `MOST_HITS` at most; no name is one of them."""
        self.unnamed = UNNAMED.search(sentence.text)
        """The words for people without a name, if it has some."""
        self._asks = _asks(sentence.text)
        """It asks if something is so."""
        self._market = self._what_moved()

    def _hits(self) -> Sequence[Hit]:
        found = hits(self.sentence.text, self.lang)[:MOST_HITS]
        if not found or not self.parties:
            return found
        start = self.sentence.start
        names = [(m.start - start, m.end - start) for m in self.parties]
        return [h for h in found if not any(s <= h.start and h.end <= e for s, e in names)]

    @cached_property
    def findings(self) -> Mapping[Basis, Finding]:
        """The first showing of every ground in it."""
        found: dict[Basis, Finding] = {}
        for finding in self._look():
            found.setdefault(finding.basis, finding)
        return found

    def _look(self) -> Iterator[Finding]:
        text = self.sentence.text
        for citation in self._cited:
            if not _CREDIT.search(citation.cue):
                start, end = self._span_of(citation)
                yield Finding(basis=Basis.REPORT, start=start, end=end, speaker=citation.name)
        for hit in self.hits:
            if (finding := self._of(hit)) is not None:
                yield finding
        if self.unnamed is not None:
            start, end = self.unnamed.span()
            yield Finding(basis=Basis.UNNAMED, start=start, end=end)
        if self._asks:
            return
        if self._market is not None and (moved := DIRECTION.search(text)):
            yield Finding(basis=self._market, start=moved.start(), end=moved.end())
        elif self._market is not None and self._moved and self.parties:
            first = self.parties[0]
            start, end = first.start - self.sentence.start, first.end - self.sentence.start
            yield Finding(basis=self._market, start=start, end=end)

    def _span_of(self, citation: Citation) -> tuple[int, int]:
        """Return where a citation attributes; its whole sentence if that cannot be told."""
        text, begin = self.sentence.text, self.sentence.start
        if begin <= citation.start < citation.end <= begin + len(text):
            return citation.start - begin, citation.end - begin
        start = text.find(citation.cue)
        return (start, start + len(citation.cue)) if start >= 0 else (0, len(text))

    def _of(self, hit: Hit) -> Finding | None:
        """Return the ground that a word shows where it stands, or None."""
        who = ""
        if hit.kind in _SIMPLE:
            basis: Basis | None = _SIMPLE[hit.kind]
            if basis is Basis.RESULTS and self.unreal(hit):
                basis = None
        elif hit.kind in _CONTRADICTS:
            basis, who = self._contradicts(hit)
        elif hit.kind in {Class.CONFIRM, Class.RECORD, Class.SPEECH}:
            basis, who = self._on_record(hit)
        else:
            basis = self._done(hit)
        if basis is None:
            return None
        return Finding(basis=basis, start=hit.start, end=hit.end, speaker=who)

    def _done(self, hit: Hit) -> Basis | None:
        """Return whether a word tells of something done."""
        if hit.kind is Class.DEED_AFTER_NAME and not self._behind_a_name(hit):
            return None
        if hit.kind in {Class.DEED, Class.DEED_AFTER_NAME}:
            return None if self.unreal(hit) or self._of_a_plan(hit) else Basis.DEED
        if hit.kind is Class.DEED_NOUN:
            return None if self.unreal(hit) else Basis.DONE
        return self._market if hit.kind is Class.MARKET and not self._asks else None

    def _of_a_plan(self, hit: Hit) -> bool:
        """Tell whether what a verb announces is a plan: "announced it will", "unveils plans"."""
        if not _ANNOUNCES.match(self.sentence.text, hit.start):
            return False
        behind = [h for h in self.hits if 0 <= h.start - hit.end <= _NEAR]
        if any(h.kind in _PROSPECT for h in behind):
            return True
        return bool(_FUTURE.match(self.sentence.text, hit.end))

    def _contradicts(self, hit: Hit) -> tuple[Basis | None, str]:
        """Return whether a party contradicts or plays down, and who; a court's denial is a deed."""
        who = speaker(self, hit) or self._says()
        if not who or self._negated(hit) or is_onlooker(self, hit):
            return None, ""
        if _COURT.search(who):
            return Basis.DEED, who
        return _CONTRADICTS[hit.kind], who

    def _says(self) -> str:
        """Return who is quoted in it: "it is false, says Musk"."""
        verbs = (hit for hit in self.hits if hit.kind is Class.SPEECH)
        return next((who for verb in verbs if (who := speaker(self, verb))), "")

    def _on_record(self, hit: Hit) -> tuple[Basis | None, str]:
        """Return whether a party stands to it, and who."""
        who = (self._says() if hit.kind is Class.RECORD else "") or speaker(self, hit)
        if self.unnamed is not None or is_onlooker(self, hit) or self._only_reports(who, hit):
            return None, ""
        if hit.kind is Class.RECORD:
            return (None if self._negated(hit) else Basis.RECORD), who
        if not who or self.unreal(hit):
            return None, ""
        if hit.kind is Class.CONFIRM:
            return Basis.CONFIRMED, who
        belittles = _ONLY.search(self.sentence.text, hit.end, hit.end + _REACH)
        return (Basis.PLAYED_DOWN if belittles else Basis.SPOKEN), who

    def _only_reports(self, who: str, hit: Hit) -> bool:
        """Tell whether who speaks is a newsroom, or a research house that speaks of others."""
        name = canonical(who)
        if not is_known(name) or any(m.text in who for m in self.parties):
            return False
        return bool(self.parties) if is_research(name) else hit.kind is not Class.RECORD

    def _behind_a_name(self, hit: Hit) -> bool:
        start = self.sentence.start
        return any(0 <= hit.start - (m.end - start) <= 2 for m in self.parties)

    def is_person(self, name: str) -> bool:
        """Tell whether a name is here that of a person: with a given name and an office."""
        *_, surname = name.split()
        known = {m.text for m in self.parties}
        full = re.search(rf"\b[A-Z][a-z]{{1,20}}\s+{re.escape(surname)}\b", self.sentence.text)
        return bool(full and full.group() not in known and self.first(Class.VOICE))

    def agent(self, basis: Basis) -> str:
        """Return who does what a ground shows, as named before it, or ""."""
        found = self.findings[basis]
        return speaker(self, Hit(kind=Class.DEED, start=found.start, end=found.end))

    def leads(self, basis: Basis) -> bool:
        """Tell whether no plan and no possibility is told before a deed."""
        start = self.findings[basis].start
        plans = (self.findings.get(ground) for ground in (Basis.TALKS, Basis.PLAN, Basis.POSSIBLE))
        return not any(plan is not None and plan.start < start for plan in plans)

    def count(self, kind: Class) -> int:
        """Return how many words of a class it holds."""
        return sum(hit.kind is kind for hit in self.hits)

    def first(self, kind: Class) -> Hit | None:
        """Return the first word of a class."""
        return next((hit for hit in self.hits if hit.kind is kind), None)

    def _what_moved(self) -> Basis | None:
        """Return the ground of a price word in it: that of a market, of shares, or none.

        None when it names a company that did not move: then a deed may be behind the move.
        """
        symbols = {str(m.symbol) for m in self.parties}
        if all(map(is_index, symbols)):
            return Basis.MARKET if symbols or _MARKET.search(self.sentence.text) else None
        moved = all(is_index(symbol) or symbol in self._moved for symbol in symbols)
        return Basis.MOVED if moved else None

    def _negated(self, hit: Hit) -> bool:
        if (not_so := _NOT_BEHIND.get(self.lang)) and not_so.match(self.sentence.text, hit.end):
            return True
        return any(
            other.kind in {Class.NEGATION, Class.CONDITION} for other in self._governing(hit)
        )

    def unreal(self, hit: Hit) -> bool:
        """Tell whether a word stands under a plan, a possibility, a condition or a negation."""
        text = self.sentence.text
        if self._asks and not _APART.search(text, hit.end):
            return True
        if _TO.search(text, max(0, hit.start - _REACH), hit.start):
            return True
        return any(other.kind in _UNREAL for other in self._governing(hit))

    def _governing(self, hit: Hit) -> list[Hit]:
        """Return the words before a word in its own clause."""
        begin = max(0, hit.start - _REACH)
        cuts = [m.end() for m in _CLAUSE_END.finditer(self.sentence.text, begin, hit.start)]
        begin = cuts[-1] if cuts else begin
        return [other for other in self.hits if begin <= other.start < hit.start]


def _asks(sentence: str) -> bool:
    """Tell whether a sentence asks if something is so; "why" and "how" take it for granted."""
    text = sentence.rstrip()
    if not text.endswith(_QUESTION_ENDS):
        return False
    cuts = [m.end() for m in _APART.finditer(text)]
    return not _WHY.match(text[cuts[-1] if cuts else 0 :].lstrip("¿ \"“'"))
