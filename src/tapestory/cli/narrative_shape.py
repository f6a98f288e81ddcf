"""Narratives, who argues them and what is suggested → JSON-ready documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapestory.cli.shapes import Json, number_json
from tapestory.cli.times import iso
from tapestory.model import Stance

if TYPE_CHECKING:
    from tapestory.model import (
        Article,
        Indicator,
        Narrative,
        NarrativeAccount,
        NarrativeVoice,
        SharePoint,
    )
    from tapestory.narratives import Suggestion


def definition_json(narrative: Narrative) -> Json:
    """Return a narrative as it is configured, with horizons and what to watch."""
    return {
        "id": narrative.id,
        "name": narrative.name,
        "thesis": narrative.thesis,
        "opposes": list(narrative.opposes),
        "predictions": [
            {
                "sector": item.sector,
                "direction": item.direction,
                "mechanism": item.mechanism,
                "horizon": item.horizon,
            }
            for item in narrative.predictions
        ],
        "falsifiers": list(narrative.falsifiers),
        "indicators": [_indicator(item, narrative.id) for item in narrative.indicators],
    }


def _indicator(indicator: Indicator, narrative: str) -> Json:
    return {
        "id": indicator.id,
        "what": indicator.what,
        "source": indicator.source,
        "direction": indicator.under[narrative],
        "under": dict(indicator.under),
        "expires_after": indicator.expires_after,
    }


def account_json(account: NarrativeAccount) -> Json:
    """Return who argues a narrative."""
    return {
        "id": account.narrative,
        "supports": account.supports,
        "disputes": account.disputes,
        "reports": account.reports,
        "share": number_json(account.share),
        "momentum": number_json(account.momentum),
        "disagreement": number_json(account.disagreement),
        "first": voice_json(account.first),
        "quotes": {
            side.value: voice_json(account.quotes.get(side))
            for side in (Stance.SUPPORTS, Stance.DISPUTES)
        },
    }


def voice_json(voice: NarrativeVoice | None) -> Json | None:
    """Return a sentence with who says it, where and when."""
    if voice is None:
        return None
    return {
        "sentence": voice.evidence.sentence,
        "speaker": voice.evidence.speaker or None,
        "outlet": voice.outlet,
        "article_id": voice.evidence.article_id,
        "at": iso(voice.at),
        "cue": voice.evidence.cue,
        "rule": voice.evidence.rule,
    }


def point_json(point: SharePoint) -> Json:
    """Return a narrative's share in one stretch of time."""
    return {
        "since": iso(point.since),
        "until": iso(point.until),
        "share": number_json(point.share),
        "outlets": point.outlets,
    }


def suggestion_json(suggestion: Suggestion, article: Article) -> Json:
    """Return a sentence that may speak of a narrative."""
    return {
        "narrative": suggestion.narrative,
        "score": number_json(suggestion.score),
        "lang": suggestion.lang,
        "sentence": suggestion.sentence.text,
        "shared": list(suggestion.shared),
        "cue": suggestion.cue,
        "article_id": article.id,
        "outlet": article.outlet,
    }
