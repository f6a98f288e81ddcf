"""A claim → its JSON shape, and the columns of a list of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapestory.cli.output import Column
from tapestory.cli.shapes import Json, figure_json, reported_json

if TYPE_CHECKING:  # the pipeline is imported when a command runs
    from tapestory.pipeline.claims import Claim

_BASIS_WORDS = {
    "close": "close",
    "intraday": "intraday",
    "premarket": "before the open",
    "after_hours": "after hours",
}
DIFFERENCES = {
    "unit_error": "likely unit error",
    "conflict": "conflict",
    "different_basis": "not the same measure",
    "compatible_bound": "compatible",
    "agree": "agree",
}


def claim_json(claim: Claim) -> Json:
    """Return a claim as `claims list` prints it: every key always there, whatever is claimed."""
    document: Json = {"event_id": claim.event.id}
    if claim.move is not None:
        said = reported_json(claim.move)
        document |= {
            "subject": said.pop("symbol"),
            "kind": "move",
            **said,
            "unit": "fraction",
            "period": None,
            "conflicts_with": [],
            "flag": None,
            "speaker": "",
            "counterparty": "",
        }
    elif claim.figure is not None:
        said = figure_json(claim.figure)
        document |= {**said, "basis": None, "session": None}
    difference = claim.difference
    return document | {
        "outlet": claim.outlet,
        "difference": None if difference is None else difference.value,
        "event_title": claim.event.title,
    }


def claim_columns() -> Sequence[Column]:
    """Return the columns of a list of claims."""
    return (
        Column(heading="event", text=lambda item: item["event_id"], style=lambda _: "dim"),
        Column(
            heading="subject",
            text=lambda item: item["subject"],
            style=lambda _: "bold",
            flexible=True,
        ),
        Column(heading="claim", text=lambda item: item["kind"].replace("_", " ")),
        Column(heading="value", text=claim_value, right=True),
        Column(heading="when", text=claim_when),
        Column(heading="says", text=lambda item: item["speaker"], flexible=True),
        Column(heading="outlet", text=lambda item: item["outlet"], flexible=True),
        Column(
            heading="difference",
            text=_difference,
            style=lambda item: "warn" if item["flag"] else "dim",
        ),
        Column(
            heading="sentence",
            text=lambda item: item["sentence"],
            flexible=True,
            least=40,
            may_stand_below=True,
        ),
    )


def _difference(claim: Any) -> str:
    difference, flag = claim["difference"] or "", claim["flag"] or ""
    if difference == "unit_error" and flag != difference:
        return "conflict" if flag else "against a unit error"
    return DIFFERENCES.get(difference or flag, "")


def claim_when(claim: Any) -> str:
    """Return the session of a move with what part of it, or the period of a figure."""
    if claim["kind"] != "move":
        return str(claim["period"] or "")
    words = (claim["session"] or "", _BASIS_WORDS.get(claim["basis"], ""))
    return " ".join(word for word in words if word)


def claim_value(claim: Any) -> str:
    """Return what is claimed, with its comparator: "down more than 8%", "up to $27 bn"."""
    from tapestory.digest.wording import claimed_range, printed_range
    from tapestory.model import Comparator

    comparator = Comparator(claim["comparator"])
    ends = [end for end in (claim["low"], claim["high"]) if end is not None]
    if not ends:
        return ""
    if claim["unit"] == "fraction" and claim["kind"] == "move":
        return printed_range(ends[0], ends[-1], comparator)
    return claimed_range(ends[0], ends[-1], claim["unit"], comparator)
