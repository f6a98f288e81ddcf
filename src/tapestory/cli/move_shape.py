"""A measured move, and what may be said of it → its stable JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapestory.cli.shapes import Json, number_json
from tapestory.model import MOVED_AT, answers

if TYPE_CHECKING:
    from tapestory.model import (
        Confounder,
        DayRank,
        FamilyTested,
        FollowThrough,
        Move,
        ReportedCheck,
        SectorMove,
    )


def move_json(move: Move, checks: Sequence[ReportedCheck] = ()) -> Json:
    """Return a measured move, with whether what articles report of its session agrees with it.

    Args:
        move: The move.
        checks: Of everything that the articles of its event report.
    """
    return {
        "symbol": move.symbol,
        "mic": move.mic,
        "window": list(move.window),
        "session": None if move.session is None else move.session.isoformat(),
        "raw": number_json(move.raw),
        "expected": number_json(move.expected),
        "abnormal": number_json(move.abnormal),
        "t": number_json(move.t),
        "p": number_json(move.p),
        "q": number_json(move.q),
        "benchmark": move.benchmark,
        "model": move.model,
        "status": move.status.value,
        "reported": _checks(move, checks),
        "confounders": [item.id for item in move.confounders],
        **parts_json(move),
    }


def flat_move(document: Any) -> Json:
    """Return the CSV row of a move's document: what is nested in columns of its own."""
    split, rank = document["split"] or {}, document["rank"] or {}
    nested = {"split", "rank", "confounded_by"}
    row = {key: value for key, value in document.items() if key not in nested}
    return row | {
        "window": "[{},{}]".format(*document["window"]),
        "reported": document["reported"]["agrees"],
        "confounders": " ".join(document["confounders"]),
        "peers": split.get("peers"),
        "own": split.get("own"),
        "as_far": rank.get("as_far"),
        "names": rank.get("names"),
        "percentile": rank.get("percentile"),
    }


def answers_json(move: Move) -> Json:
    """Return whether it moved, is linked, and is clean: side by side, never one verdict."""
    said = answers(move)
    return {"moved": said.moved, "linked": said.linked.value, "clean": said.clean}


def rank_json(rank: DayRank | None) -> Json | None:
    """Return where a session's return stands among all names."""
    if rank is None:
        return None
    return {"as_far": rank.as_far, "names": rank.names, "percentile": rank.percentile}


def confounder_json(other: Confounder) -> Json:
    """Return what else a session answered."""
    return {
        "kind": other.kind.value,
        "id": other.id,
        "name": other.name,
        "session": other.session.isoformat(),
    }


def sector_move_json(move: SectorMove) -> Json:
    """Return the move of a sector's basket."""
    return {
        "sector": move.sector,
        "window": list(move.window),
        "abnormal": number_json(move.abnormal),
        "t": number_json(move.t),
        "p": number_json(move.p),
        "q": number_json(move.q),
        "members": move.members,
        "breadth": number_json(move.breadth),
        "second_t": number_json(move.second_t),
        "second_p": number_json(move.second_p),
        "correlation": number_json(move.correlation),
        "moved": None if move.q is None else move.q <= MOVED_AT,
    }


def family_json(tested: FamilyTested) -> Json:
    """Return what was tested together."""
    return {"family": tested.family.value, "members": list(tested.members)}


def follow_through_json(followed: FollowThrough) -> Json:
    """Return what an instrument did in the sessions after day 0."""
    return {
        "symbol": followed.symbol,
        "mic": followed.mic,
        "after": followed.after,
        "session": None if followed.session is None else followed.session.isoformat(),
        "raw": number_json(followed.raw),
        "abnormal": number_json(followed.abnormal),
        "t": number_json(followed.t),
        "p": number_json(followed.p),
        "q": number_json(followed.q),
        "retraced": number_json(followed.retraced),
        "verdict": followed.verdict.value,
    }


def _split_json(move: Move) -> Json | None:
    if move.own is None:
        return None
    return {
        # The benchmark's part of the move; what the benchmark did itself is the move's "market".
        "market": number_json(move.expected),
        "peers": number_json(move.peers),
        "own": number_json(move.own),
        "peer_count": move.peer_count,
    }


def parts_json(move: Move) -> Json:
    """Return what a move is made of, how it ranks, and the three answers about it."""
    return {
        "market": number_json(move.market),
        "abnormal_alpha0": number_json(move.abnormal_alpha0),
        "split": _split_json(move),
        "family": None if move.family is None else move.family.value,
        **answers_json(move),
        "rank": rank_json(move.rank),
        "confounded_by": [confounder_json(item) for item in move.confounders],
    }


def _checks(move: Move, checks: Sequence[ReportedCheck]) -> Json:
    """Return what articles say of a move's session: null when none of it can be compared."""
    told = [item for item in checks if _is_about(item, move)]
    kinds = {item.kind.value for item in told} - {"unverifiable"}
    return {
        "agrees": bool(kinds - {"contradicted"}) if kinds else None,
        "checks": [
            {
                "article_id": item.reported.article_id,
                "kind": item.kind.value,
                "note": item.note,
            }
            for item in told
        ],
    }


def _is_about(check: ReportedCheck, move: Move) -> bool:
    """Tell whether a check is of the very session that a move was measured over."""
    single = move.window[0] == move.window[1] == 0
    return single and check.reported.symbol == move.symbol and check.session == move.session
