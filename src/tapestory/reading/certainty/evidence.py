"""A reading → the sentences that speak for rumour, report, confirmation or denial."""

from __future__ import annotations

from collections import defaultdict

from tapestory.model import Citation, Evidence, Reading
from tapestory.reading.certainty.basis import Basis, Finding, state_of
from tapestory.reading.certainty.judgement import RANK, answers, judge
from tapestory.reading.certainty.telling import Telling
from tapestory.reading.text.sentences import by_sentence

MOST = 12
"""Pieces of evidence that are kept of one article, in the order of the text but for the first."""
_LONGEST_CUE = 80
_NOTHING = "nothing told as done"
"""The cue where an article tells of no deed, and of nobody's word."""


def evidence(said: Reading) -> tuple[Evidence, ...]:
    """Return the sentences that speak for a state: first that which decides for the article.

    Each sentence stands at most once, with the words that show it, their span in the document,
    and who speaks. Its cue names the ground (a value of `Basis`) and then the words. The first
    is what the article as a whole amounts to: an article that shows no ground at all is a report
    by its headline. What decides and how is in `judgement`; the other sentences follow in text
    order, at most `MOST` in all.

    Args:
        said: What else was read out of the article.
    """
    told = tellings(said)
    if not told:
        return ()
    verdict = judge(told, said.kind)
    if verdict is None:
        first = told[0].sentence
        return (
            Evidence(
                article_id=said.article_id, state="reported", sentence=first.text, cue=_NOTHING,
                start=first.start, end=first.end,
            ),
        )  # fmt: skip
    place, basis = verdict
    deciding = told[place].findings[basis]
    if basis is Basis.DISCLAIMED and answers(told):
        deciding = deciding._replace(basis=Basis.DENIED)
    found = [_evidence(said, told[place], deciding)]
    for index, telling in enumerate(told):
        if len(found) >= MOST:
            break
        if index != place and telling.findings:
            surest = min(telling.findings, key=RANK.__getitem__)
            found.append(_evidence(said, telling, telling.findings[surest]))
    return tuple(found)


def tellings(said: Reading) -> list[Telling]:
    """Return the sentences of an article with what was read in each."""
    cited: defaultdict[str, list[Citation]] = defaultdict(list)
    for citation in said.citations:
        if citation.role == "report":
            cited[citation.sentence].append(citation)
    moved: defaultdict[str, set[str]] = defaultdict(set)
    for move in said.reported_moves:
        moved[move.sentence].add(move.symbol)
    inside = by_sentence(said.sentences, said.mentions)
    return [
        Telling(
            sentence,
            lang=said.lang,
            parties=[mention for mention in mentions if mention.symbol],
            moved=moved.get(sentence.text, ()),
            cited=cited.get(sentence.text, ()),
        )
        for sentence, mentions in zip(said.sentences, inside, strict=True)
    ]


def _evidence(said: Reading, telling: Telling, finding: Finding) -> Evidence:
    sentence = telling.sentence
    words = " ".join(sentence.text[finding.start : finding.end].split())[:_LONGEST_CUE]
    return Evidence(
        article_id=said.article_id,
        state=state_of(finding.basis),
        sentence=sentence.text,
        cue=f"{finding.basis.value}: {words}",
        speaker=finding.speaker,
        start=sentence.start + finding.start,
        end=sentence.start + finding.end,
    )
