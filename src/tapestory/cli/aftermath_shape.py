"""What articles claim followed, beside what followed → its stable JSON shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapestory.cli.shapes import Json

if TYPE_CHECKING:
    from tapestory.model import AftermathCheck, AftermathClaim


def aftermath_claim_json(claim: AftermathClaim) -> Json:
    """Return a claim about what followed, as an article makes it."""
    return {
        "article_id": claim.article_id,
        "about": claim.about or None,
        "was": "up" if claim.was > 0 else "down",
        "then": "up" if claim.then > 0 else "down",
        "share": claim.share or None,
        "after": claim.after,
        "session": None if claim.session is None else claim.session.isoformat(),
        "sentence": claim.sentence,
        "cue": claim.cue,
        "start": claim.start,
        "end": claim.end,
    }


def aftermath_json(check: AftermathCheck) -> Json:
    """Return a claim about what followed, with what the tape says of it on each exchange."""
    return {
        **aftermath_claim_json(check.claim),
        "verdict": check.verdict.value,
        "markets": [
            {
                "mic": market.mic,
                "session": None if market.session is None else market.session.isoformat(),
                "moved": list(market.moved),
                "as_claimed": list(market.as_claimed),
                "verdict": market.verdict.value,
                "note": market.note,
            }
            for market in check.markets
        ],
    }
