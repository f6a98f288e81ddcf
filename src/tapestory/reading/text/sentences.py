"""Document → its sentences in en, zh, ko and ja; every span indexes the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tapestory.model import Document, Mention, Sentence
from tapestory.reading.text.document import READ_LIMIT

LONGEST = 2_000
"""Characters after which a sentence is cut whatever it holds."""

_END = re.compile(
    r"""(?P<full>[。！？｡]+|[.!?](?=[“『「【])|\.{6}|……)(?P<close1>[”’"'」』）】)\]]*)
    |(?P<half>[.!?…]+)(?P<close2>[”’"'」』）)\]]*)(?=\s|$)
    """,
    re.VERBOSE,
)
_END_MARK = re.compile(r"[。！？｡.!?…]")
"""What every end begins with: to look for one letter is many times faster."""
_ABBREVIATION = re.compile(
    r"""(?:^|[\s(“"'\-])(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Gov|Sen|Rep|Hon|Rev|Lt|Col|Sgt|Capt|
    vs|etc|cf|al|approx|est|ca|No|Nos|Fig|Eq|Vol|pp?|Dept|Univ|Bros|Mt|Ft|Ave|Blvd|
    e\.g|i\.e|a\.k\.a|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|
    Fri|Sat|Sun|[A-Z]|[A-Z]\.[A-Z]|bzw|z\.B|Mio|Mrd|Nr|Sra?|Dña|Mme|Mlle|Art|N\.V|S\.A|S\.p\.A)$""",
    re.VERBOSE,
)
_MAYBE_END = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|Cos|Bhd|Plc|U\.S|U\.K|U\.N|E\.U|a\.m|p\.m|D\.C))$"
)
"""Abbreviations that also end sentences: they do when a usual opening word follows."""
_OPENING = re.compile(
    r"\s+[“\"'(]?(?:The|It|Its|In|On|At|But|And|He|She|They|We|I|This|That|These|Those|A|An|However|"
    r"Meanwhile|Shares|Analysts|Investors|For|As|If|When|While|After|Before|Since|Some|Most|Both|"
    r"By|From|With|There|What|Why|How|Our|You|According|Earlier|Last|Still|Yet|So|Also|To|No|"
    r"Separately|Elsewhere|Among|Despite|Although)\b"
)


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in order.

    `document.text[s.start:s.end] == s.text` for each. A newline ends a sentence. At most
    `READ_LIMIT` characters are read.
    """
    text = document.text[:READ_LIMIT]
    found: list[Sentence] = []
    place = 0
    for line in text.splitlines(keepends=True):
        for start, end in _cut(line):
            sentence = _trimmed(text, place + start, place + end)
            if sentence is not None:
                found.append(sentence)
        place += len(line)
    return tuple(found)


def by_sentence(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Return the mentions that lie inside each sentence, in text order.

    Args:
        sentences: In text order, not overlapping.
        mentions: In any order; those outside every sentence are left out.
    """
    found: list[list[Mention]] = [[] for _ in sentences]
    starts = [sentence.start for sentence in sentences]
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        place = bisect_right(starts, mention.start) - 1
        if place >= 0 and mention.end <= sentences[place].end:
            found[place].append(mention)
    return found


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    """Return the sentence without the white space around it, or None when nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    body = piece.strip()
    if not body:
        return None
    begin = start + left
    return Sentence(text=body, start=begin, end=begin + len(body))


def _cut(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _possible_ends(line):
        end = found.end()
        if found.group("half") and not _ends(line, start, found):
            continue
        yield from _bounded(start, end, line)
        start = end
    yield from _bounded(start, len(line), line)


def _possible_ends(line: str) -> Iterator[re.Match[str]]:
    """Yield what may end a sentence, from left to right."""
    place = 0
    while mark := _END_MARK.search(line, place):
        found = _END.match(line, mark.start())
        if found is not None:
            yield found
        place = found.end() if found is not None else mark.end()


def _ends(line: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether a half-width stop that is followed by space ends the sentence."""
    mark, after = found.group("half"), line[found.end() : found.end() + 30]
    following = after.lstrip()[:1]
    if following.islower():
        return False
    if mark != ".":
        return True
    before = line[max(start, found.start() - 12) : found.start()]
    if _MAYBE_END.search(before):
        return not following or bool(_OPENING.match(after)) or following in '“"•'
    if _ABBREVIATION.search(before):
        return not following
    return not (before.strip().isdigit() and len(before.strip()) <= 2 and start + 4 > found.start())


def _bounded(start: int, end: int, line: str) -> Iterator[tuple[int, int]]:
    """Yield the span in pieces of at most `LONGEST` characters, cut at white space if there is."""
    while end - start > LONGEST:
        space = line.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space + 1 if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    if end > start:
        yield start, end
