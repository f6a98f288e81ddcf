"""What was read out of one text → its stable JSON shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tapestory.cli.aftermath_shape import aftermath_claim_json
from tapestory.cli.event_shape import link_json
from tapestory.cli.shapes import (
    Json,
    evidence_json,
    figure_group_json,
    figure_json,
    reported_json,
)
from tapestory.model import (
    Citation,
    Evidence,
    Figure,
    FigureGroup,
    Link,
    Reading,
    Universe,
    Verification,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRead:
    """All that one text says, and what follows from it alone."""

    title: str
    said: Reading
    verification: Verification
    links: tuple[Link, ...]
    """As if it were the only article of an event."""
    figures: tuple[Figure, ...]
    """With their flags."""
    figure_groups: tuple[FigureGroup, ...]


def reading_json(text: TextRead, universe: Universe) -> Json:
    """Return what `read` prints; spans index the title, a blank line and the body."""
    said = text.said
    return {
        "lang": said.lang,
        "title": text.title,
        "kind": said.kind.value,
        "sentences": len(said.sentences),
        "mentions": [
            {
                "symbol": mention.subject,
                "text": mention.text,
                "start": mention.start,
                "end": mention.end,
                "cue": mention.cue,
            }
            for mention in said.mentions
        ],
        "links": [link_json(link, universe.instruments, universe.sectors) for link in text.links],
        "reported_moves": [reported_json(move) for move in said.reported_moves],
        "aftermath_claims": [aftermath_claim_json(claim) for claim in said.aftermath_claims],
        "figures": [figure_json(figure) for figure in text.figures],
        "figure_groups": [figure_group_json(group) for group in text.figure_groups],
        "origins": [_source(citation) for citation in said.sources],
        "verification": {
            "state": text.verification.state.value,
            "why": _deciding(text.verification),
            "evidence": _evidence(said.evidence),
        },
        "narratives": [
            {
                "id": item.narrative,
                "stance": item.stance.value,
                "sentence": item.sentence,
                "cue": item.cue,
                "rule": item.rule,
                "speaker": item.speaker or None,
            }
            for item in said.narratives
        ],
    }


def _source(citation: Citation) -> Json:
    return {
        "name": citation.name,
        "cue": citation.cue,
        "sentence": citation.sentence,
        "unnamed": citation.unnamed,
        "url": citation.url or None,
        "start": citation.start,
        "end": citation.end,
        "role": citation.role,
    }


def _deciding(verification: Verification) -> Json | None:
    """Return what decides for the state; null where nothing was told."""
    return evidence_json(verification.evidence[0]) if verification.evidence else None


def _evidence(found: Sequence[Evidence]) -> list[Json]:
    return [{**evidence_json(item), "state": item.state} for item in found]
