"""A correction by hand → its JSON shape, and what is said of it in a line."""

from __future__ import annotations

from collections.abc import Mapping

from tapestory.cli.shapes import Json
from tapestory.cli.times import iso
from tapestory.model import Edit, EditId, EditKind

Edits = Mapping[EditId, Edit]
"""All edits by id: an undo is told by what it took back."""


def edit_json(edit: Edit, edits: Edits) -> Json:
    """Return an edit as `events undo --list` prints it."""
    titled = edit.retitled
    return {
        "id": edit.id,
        "at": iso(edit.at),
        "kind": edit.kind.value,
        "event_id": edit.event_id,
        "says": says(edit, edits),
        "moved": [
            {"article_id": moved.article_id, "from": moved.source, "to": moved.target}
            for moved in edit.moved
        ],
        "title": (
            None
            if titled is None
            else {
                "event_id": titled.event_id,
                "before": titled.before or None,
                "after": titled.after or None,
            }
        ),
        "note": edit.note or None,
        "undoes": edit.undoes,
        "undone_by": edit.undone_by,
    }


def says(edit: Edit, edits: Edits) -> str:
    """Return what a person did: "merged k2v9aa01 into wx12ab34: 3 articles"."""
    from tapestory.digest.wording import count, listing

    articles = count(len(edit.moved), "article")
    if edit.kind is EditKind.MERGE:
        gone = listing(list(dict.fromkeys(moved.source for moved in edit.moved)))
        return f"merged {gone} into {edit.event_id}: {articles}"
    if edit.kind is EditKind.SPLIT:
        target = next((moved.target for moved in edit.moved), edit.event_id)
        return f"split {articles} from {edit.event_id} to {target}"
    if edit.kind is EditKind.RENAME:
        given = edit.retitled.after if edit.retitled is not None else ""
        return f"renamed {edit.event_id}" + (f": {given}" if given else " by its articles again")
    if edit.kind in {EditKind.CONFIRM, EditKind.DENY}:
        word = "confirmed" if edit.kind is EditKind.CONFIRM else "denied"
        return f"{word} {edit.event_id} by hand: {edit.note}"
    back = "took back" if edit.kind is EditKind.UNDO else "did again"
    origin = begun(edit, edits)
    return f"{back} {origin.id}: {says(origin, edits)}"


def begun(edit: Edit, edits: Edits) -> Edit:
    """Return the correction that an undo or a redo is about; else itself."""
    while edit.undoes is not None:
        edit = edits[edit.undoes]
    return edit
