"""An event view → the stable JSON shape of an event."""

from __future__ import annotations

from collections.abc import Mapping

from tapestory.cli.aftermath_shape import aftermath_json
from tapestory.cli.event_background import recalled_json
from tapestory.cli.event_timing import timing_json
from tapestory.cli.move_shape import family_json, follow_through_json, move_json, sector_move_json
from tapestory.cli.shapes import (
    Json,
    event_head,
    evidence_json,
    figure_group_json,
    figure_json,
    number_json,
    published_json,
    reported_check_json,
    statement_group_json,
    tape_json,
)
from tapestory.cli.strength import match_json
from tapestory.cli.times import iso
from tapestory.model import (
    EventView,
    Instrument,
    Link,
    MemberArticle,
    Narrative,
    NarrativeEvidence,
    NarrativeShare,
    Origin,
    Sector,
    Storyline,
    Verification,
    independent,
)


def event_json(
    view: EventView,
    *,
    sectors: Mapping[str, Sector],
    narratives: Mapping[str, Narrative],
) -> Json:
    """Return an event as `events show` prints it.

    Args:
        view: The event.
        sectors: For the names of sectors.
        narratives: For the names of narratives.
    """
    return {
        **event_head(view.event),
        "title_by_hand": view.event.title_by_hand,
        **timing_json(view),
        "day0": {mic: day.isoformat() for mic, day in sorted(view.day0.items())},
        "verification": _verification(view.verification),
        "articles": [_member(member) for member in view.articles],
        "origins": [_origin(origin) for origin in independent(view.origins)],
        "other_origins": [_origin(o) for o in view.origins if o not in independent(view.origins)],
        "links": [link_json(link, view.instruments, sectors) for link in view.links],
        "reported_moves": [reported_check_json(check) for check in view.reported_checks],
        "aftermath_claims": [aftermath_json(check) for check in view.aftermath_checks],
        "figures": [figure_json(figure) for figure in view.figures],
        "figure_groups": [figure_group_json(group) for group in view.figure_groups],
        "statement_groups": [statement_group_json(group) for group in view.statement_groups],
        "moves": [move_json(move, view.reported_checks) for move in view.moves],
        "sector_moves": [sector_move_json(move) for move in view.sector_moves],
        "families": [family_json(tested) for tested in view.families],
        "follow_through": [follow_through_json(item) for item in view.follow_through],
        "narratives": [_narrative(share, view, narratives) for share in view.shares],
        "recalled": [recalled_json(item) for item in view.recalled],
        "related": [{"id": item.id, "relation": item.relation} for item in view.related],
        "storyline": None if view.storyline is None else storyline_json(view.storyline),
        "covered_by": [
            {
                "id": article.id,
                "url": article.url,
                "title": article.title,
                "outlet": article.outlet,
                "published": published_json(article.published),
            }
            for article in view.covered_by
        ],
    }


def storyline_json(storyline: Storyline) -> Json:
    """Return a storyline with the ids of its events, in the order in which they happened."""
    return {
        "id": storyline.id,
        "title": storyline.title,
        "events": list(storyline.events),
    }


def _verification(verification: Verification) -> Json:
    return {
        "state": verification.state.value,
        "since": iso(verification.since),
        "by_hand": verification.by_hand,
        "evidence": [evidence_json(evidence) for evidence in verification.evidence],
        "history": [
            {
                "at": iso(change.at),
                "state": change.state.value,
                "evidence": None if change.evidence is None else evidence_json(change.evidence),
            }
            for change in verification.history
        ],
    }


def _origin(origin: Origin) -> Json:
    return {
        "name": origin.name,
        "kind": origin.kind.value,
        "seen": origin.seen,
        "articles": list(origin.articles),
    }


def _member(member: MemberArticle) -> Json:
    article = member.article
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": published_json(article.published),
        "published_precision": article.published.precision.value,
        "first_seen": iso(article.first_seen),
        "lang": article.lang,
        "copy_of": article.copy_of,
        "origin": member.origin,
        "kind": member.kind.value,
        "match": match_json(member.match, article),
        "covers": list(member.covers),
    }


def link_json(
    link: Link, instruments: Mapping[str, Instrument], sectors: Mapping[str, Sector]
) -> Json:
    """Return a link with its role and names."""
    instrument = instruments.get(link.symbol) if link.symbol else None
    sector = link.sector or (instrument.sector if instrument else None)
    named = sectors.get(link.sector) if link.sector else None
    name = instrument.name if instrument else (named.name if named else link.sector or link.symbol)
    return {
        "symbol": link.symbol,
        "mic": (instrument.mic or None) if instrument else None,
        "name": name,
        "sector": sector,
        "role": link.role.value,
        "mentions": link.mentions,
    }


def _narrative(share: NarrativeShare, view: EventView, narratives: Mapping[str, Narrative]) -> Json:
    known = narratives.get(share.narrative)
    return {
        "id": share.narrative,
        "name": known.name if known else share.narrative,
        "supports": share.supports,
        "disputes": share.disputes,
        "reports": share.reports,
        "share": number_json(share.share),
        "tape": tape_json(view.tape.get(share.narrative)),
        "evidence": [
            _narrative_evidence(item)
            for item in view.narrative_evidence
            if item.narrative == share.narrative
        ],
    }


def _narrative_evidence(item: NarrativeEvidence) -> Json:
    return {
        "article_id": item.article_id,
        "sentence": item.sentence,
        "stance": item.stance.value,
        "cue": item.cue,
        "rule": item.rule,
        "speaker": item.speaker or None,
    }
