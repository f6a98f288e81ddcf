"""What moved an instrument or sector → documents, and the columns of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapestory.cli.move_shape import (
    answers_json,
    confounder_json,
    move_json,
    rank_json,
    sector_move_json,
)
from tapestory.cli.output import Column
from tapestory.cli.shapes import Json, event_head, number_json
from tapestory.cli.terminal import Style
from tapestory.model import Event, Move, MoveStatus

if TYPE_CHECKING:  # the store is imported when a command runs
    from tapestory.store import Reaction

STAR = "* farther than chance explains, corrected for how many were tested."
_STATUS = {
    MoveStatus.PENDING.value: "pending",
    MoveStatus.NO_PRICES.value: "no prices",
    MoveStatus.TOO_SHORT.value: "too short",
    MoveStatus.MEASURED.value: "",
}
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def reaction_json(reaction: Reaction) -> Json:
    """Return an event with what one instrument did on its day 0."""
    move = next(iter(reaction.on_day0), None)
    return {
        **event_head(reaction.event),
        "happened_precise": reaction.event.happened_precise,
        "role": None if reaction.role is None else reaction.role.value,
        **_day0_json(move),
    }


def moves_json(reactions: Sequence[Reaction]) -> list[Json]:
    """Return every move of some events, over all windows."""
    return [
        {"event_id": reaction.event.id, "title": reaction.event.title, **move_json(move)}
        for reaction in reactions
        for move in reaction.moves
    ]


def sector_reaction_json(reaction: Reaction) -> Json:
    """Return an event with what a sector's basket and its members did on its day 0."""
    basket = next((move for move in reaction.basket if move.window == (0, 0)), None)
    measured = [move for move in reaction.on_day0 if move.raw is not None]
    sessions = [move.session for move in reaction.on_day0 if move.session is not None]
    return {
        **event_head(reaction.event),
        "happened_precise": reaction.event.happened_precise,
        "role": None if reaction.role is None else reaction.role.value,
        "session": min(sessions).isoformat() if sessions else None,
        "basket": None if basket is None else sector_move_json(basket),
        "members": [{"symbol": move.symbol, **_day0_json(move)} for move in measured],
    }


def baskets_json(reactions: Sequence[Reaction]) -> list[Json]:
    """Return every move of a sector's basket, over all windows."""
    return [
        {"event_id": reaction.event.id, "title": reaction.event.title, **sector_move_json(move)}
        for reaction in reactions
        for move in reaction.basket
    ]


def has_basket(document: Any) -> bool:
    """Tell whether a basket was measured."""
    return document["basket"] is not None and document["basket"]["abnormal"] is not None


def last_move_json(found: tuple[Move, Event] | None) -> Json | None:
    """Return the last move of a member beyond chance, with its event."""
    if found is None:
        return None
    move, event = found
    return {"event_id": event.id, "title": event.title, **_day0_json(move)}


def flat_reaction(document: Any) -> Json:
    """Return the CSV row of an event and an instrument."""
    rank = document["rank"] or {}
    return {
        key: value for key, value in document.items() if key not in {"rank", "confounded_by"}
    } | {
        "percentile": rank.get("percentile"),
        "confounders": " ".join(item["id"] for item in document["confounded_by"]),
    }


def flat_sector_reaction(document: Any) -> Json:
    """Return the CSV row of an event and a sector."""
    basket = document["basket"] or {}
    largest: Json = next(iter(document["members"]), {})
    row = {key: value for key, value in document.items() if key not in {"basket", "members"}}
    names = ("abnormal", "t", "p", "q", "members", "breadth", "second_t", "second_p", "correlation")
    row |= {name: basket.get(name) for name in names}
    return row | {f"largest_{key}": largest.get(key) for key in ("symbol", "raw", "abnormal", "q")}


def reaction_columns() -> Sequence[Column]:
    """Return the columns of the events that moved an instrument."""
    return (
        Column(heading="session", text=lambda item: item["session"] or ""),
        Column(heading="raw", text=_raw, right=True, style=direction),
        Column(heading="vs market", text=_versus, right=True),
        Column(heading="rank", text=_rank, right=True),
        Column(heading="linked", text=_link),
        Column(heading="clean", text=clean_words, flexible=True, least=8),
        Column(heading="id", text=lambda item: item["id"], style=lambda _: "dim"),
        _title(),
    )


def unmeasured_columns() -> Sequence[Column]:
    """Return the columns of the events that name an instrument, but have no move of it."""
    return (
        Column(heading="first seen", text=lambda item: item["first_seen"][:10]),
        Column(heading="linked", text=_link),
        Column(heading="move", text=lambda item: _STATUS.get(item.get("status") or "", "")),
        Column(heading="id", text=lambda item: item["id"], style=lambda _: "dim"),
        _title(),
    )


def sector_columns() -> Sequence[Column]:
    """Return the columns of the events that moved a sector."""
    return (
        Column(heading="session", text=lambda item: item["session"] or ""),
        Column(heading="basket", text=_basket, right=True, style=_basket_direction),
        Column(heading="members", text=_breadth, right=True),
        Column(heading="q", text=lambda item: _chance(item, "q"), right=True),
        Column(heading="2nd p", text=lambda item: _chance(item, "second_p"), right=True),
        Column(heading="farthest told", text=_farthest, flexible=True, least=8),
        Column(heading="id", text=lambda item: item["id"], style=lambda _: "dim"),
        _title(),
    )


def member_columns() -> Sequence[Column]:
    """Return the columns of a sector's members, each with its last move beyond chance."""
    return (
        Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
        Column(heading="name", text=lambda item: item["name"], flexible=True),
        Column(heading="mic", text=lambda item: item["mic"], spare=True),
        Column(heading="last moved", text=lambda item: _last(item).get("session") or ""),
        Column(
            heading="raw",
            text=lambda item: _raw(_last(item)) if _last(item) else "",
            right=True,
            style=lambda item: direction(_last(item)),
        ),
        Column(
            heading="vs market",
            text=lambda item: _versus(_last(item)) if _last(item) else "",
            right=True,
        ),
        Column(heading="event", text=lambda item: _last(item).get("event_id", "")),
    )


def direction(item: Any) -> Style:
    """Return how a return is coloured."""
    raw = item.get("raw")
    return "plain" if not raw else "up" if raw > 0 else "down"


def clean_words(item: Any) -> str:
    """Return "clean", or what else the session answered: "2 events, payrolls"."""
    from tapestory.digest.wording import count

    if item["clean"] is None:
        return ""
    if item["clean"]:
        return "clean"
    others = item["confounded_by"]
    events = sum(1 for other in others if not other["id"].startswith("release:"))
    listed = [other["name"] for other in others if other["id"].startswith("release:")]
    return ", ".join([*([count(events, "event")] if events else []), *dict.fromkeys(listed)])


def ordinal(number: int) -> str:
    """Return "1st", "12th", "93rd"."""
    ending = "th" if number % 100 in {11, 12, 13} else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def _day0_json(move: Move | None) -> Json:
    if move is None:
        empty = ("session", "raw", "abnormal", "p", "q", "status", "rank", "moved", "clean")
        return dict.fromkeys(empty) | {"linked": "no", "confounded_by": []}
    return {
        "session": None if move.session is None else move.session.isoformat(),
        "raw": number_json(move.raw),
        "abnormal": number_json(move.abnormal),
        "p": number_json(move.p),
        "q": number_json(move.q),
        "status": move.status.value,
        "rank": rank_json(move.rank),
        **answers_json(move),
        "confounded_by": [confounder_json(item) for item in move.confounders],
    }


def _title() -> Column:
    return Column(
        heading="event",
        text=lambda item: item["title"],
        flexible=True,
        least=48,
        may_stand_below=True,
    )


def _raw(item: Any) -> str:
    from tapestory.digest.wording import percent

    if item["raw"] is None:
        return _STATUS.get(item["status"] or "", "")
    return percent(item["raw"], digits=2)


def _versus(item: Any) -> str:
    from tapestory.digest.wording import points

    if item["abnormal"] is None:
        return ""
    return points(item["abnormal"]) + ("*" if item["moved"] else " ")


def _rank(item: Any) -> str:
    return "" if item["rank"] is None else ordinal(int(item["rank"]["percentile"]))


def _link(item: Any) -> str:
    return item["role"] or {"sector": "by sector"}.get(item.get("linked", ""), "")


def _basket(item: Any) -> str:
    from tapestory.digest.wording import points

    basket = item["basket"]
    if basket is None or basket["abnormal"] is None:
        return ""
    return points(basket["abnormal"]) + ("*" if basket["moved"] else " ")


def _basket_direction(item: Any) -> Style:
    abnormal = (item["basket"] or {}).get("abnormal")
    return "plain" if not abnormal else "up" if abnormal > 0 else "down"


def _breadth(item: Any) -> str:
    basket = item["basket"]
    if basket is None or basket["breadth"] is None or not basket["abnormal"]:
        return "" if basket is None else str(basket["members"])
    way = "up" if basket["abnormal"] > 0 else "down"
    return f"{round(basket['breadth'] * basket['members'])}/{basket['members']} {way}"


def _chance(item: Any, key: str) -> str:
    value = (item["basket"] or {}).get(key)
    return "" if value is None else f"{value:.3f}"


def _farthest(item: Any) -> str:
    from tapestory.digest.wording import percent, points

    largest = next(iter(item["members"]), None)
    if largest is None:
        return ""
    if largest["abnormal"] is None:
        return f"{largest['symbol']} {percent(largest['raw'])}"
    # By this it is the farthest; its price may have gone the other way, with the market.
    return f"{largest['symbol']} {points(largest['abnormal'])}"


def _last(item: Any) -> Any:
    return item["last_move"] or {}
