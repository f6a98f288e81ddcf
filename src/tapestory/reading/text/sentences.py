"""Document → its sentences, in any language that marks their ends; every span indexes the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tapestory.late_regex import late_regex
from tapestory.model import Document, Mention, Sentence
from tapestory.reading.text.document import READ_LIMIT
from tapestory.reading.text.stops import AROUND, ends_before_letters, ends_before_space

LONGEST = 2_000
"""Characters after which a sentence is cut whatever it holds."""

_END = late_regex(
    r"""(?P<full>[。！？｡]+|(?<!\d)．|．(?!\d)|\.{6}|……
        |[.!?](?=[“『「【]\S)|(?<=[\u3040-\u9fff])[!?]+(?=[\u3040-\u9fff])|(?<=[다요죠까음함임])[.!?](?=[가-힣]))
        (?P<close1>[”’"'」』〉》）)\]]*)
    |(?P<half>[.!?…؟۔।॥։]+)(?P<close2>[”’"'»“」』〉》）)\]]*(?:[ \u00a0\u202f]»)?)(?=\s|$)
    |(?<=\s)(?P<bullet>[•▪●■◆▶►])
    """,
    re.VERBOSE,
)
_END_MARK = late_regex(r"[。！？｡．.!?…؟۔।॥։•▪●■◆▶►]")
"""What every end begins with: to look for one letter is many times faster."""
_QUOTES = frozenset("”’\"'」』»“")


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in order.

    `document.text[s.start:s.end] == s.text` for each. A newline ends a sentence. At most
    `READ_LIMIT` characters are read.
    """
    text = document.text[:READ_LIMIT]
    found: list[Sentence] = []
    place = 0
    for line in text.splitlines(keepends=True):
        for start, end in _cut(line, document.lang):
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
    body = piece.strip()
    if not body:
        return None
    if len(body) < len(piece):
        start += len(piece) - len(piece.lstrip())
    return Sentence(text=body, start=start, end=start + len(body))


def _cut(line: str, lang: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _possible_ends(line):
        end = _end_of(line, start, found, lang)
        if end > start:
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


def _end_of(line: str, start: int, found: re.Match[str], lang: str) -> int:
    """Return where the sentence ends for which a possible end was found, `start` if it does not."""
    if found.group("bullet"):
        return found.start()
    sign = found.group("full")
    after = line[found.end() : found.end() + AROUND]
    if sign is not None:
        closed = not _QUOTES.isdisjoint(found.group("close1"))
        ends = ends_before_letters(sign, after, closed=closed)
    else:
        before = line[max(start, found.start() - AROUND) : found.start()]
        closed = not _QUOTES.isdisjoint(found.group("close2"))
        ends = ends_before_space(found.group("half"), before, after, closed=closed, lang=lang)
    return found.end() if ends else start


def _bounded(start: int, end: int, line: str) -> Iterator[tuple[int, int]]:
    """Yield the span in pieces of at most `LONGEST` characters, cut at white space if there is."""
    while end - start > LONGEST:
        space = line.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space + 1 if space > 0 else start + LONGEST
        yield start, cut
        start = cut
    if end > start:
        yield start, end
