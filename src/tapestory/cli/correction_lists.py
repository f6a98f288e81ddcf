"""What corrections by hand are chosen from: the articles of an event, and the edits made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tapestory.cli.edit_shape import Edits, edit_json
from tapestory.cli.invocation import Invocation
from tapestory.cli.lookup import event_of
from tapestory.cli.options import Format, ListOptions
from tapestory.cli.output import Column, Listing, emit_json, emit_line, emit_list, limit_of, schema
from tapestory.cli.strength import match_json
from tapestory.cli.times import shown
from tapestory.model import Edit

_LEAST_ID = 4


def list_members(call: Invocation, typed: str, form: Format) -> None:
    """Write the articles of an event with ids to choose by."""
    with call.store() as store, store.reading() as session:
        event = event_of(session, typed)
        members = session.events.members(event.id)
    short = _short_ids([article.id for article, _ in members])
    documents = [
        {
            "id": article.id,
            "short_id": short[article.id],
            "title": article.title,
            "outlet": article.outlet,
            "copy_of": article.copy_of,
            "match": match_json(match, article),
        }
        for article, match in members
    ]
    if form is Format.JSON:
        document = {"schema": schema("event_articles"), "event_id": event.id, "title": event.title}
        emit_json({**document, "articles": documents}, call.out)
        return
    emit_line(f"{event.id}  {event.title}", call.out)
    listing = Listing(noun="articles", documents=documents, columns=_MEMBER_COLUMNS, empty="")
    emit_list(listing, ListOptions(limit=0), call.out)
    hint = f"tapestory events split {event.id} ARTICLE... takes some of them out."
    call.out.line(call.out.paint(hint, "dim"))


_MEMBER_COLUMNS = (
    Column(heading="article", text=lambda item: item["short_id"], style=lambda _: "bold"),
    Column(
        heading="match",
        text=lambda item: item["match"]["strength"].replace("_", " "),
        right=True,
    ),
    Column(heading="outlet", text=lambda item: item["outlet"], flexible=True),
    Column(heading="title", text=lambda item: item["title"], flexible=True, least=30),
)


def _short_ids(ids: Sequence[str]) -> dict[str, str]:
    """Return id → its shortest beginning that no other of them has."""
    found: dict[str, str] = {}
    for name in ids:
        others = [other for other in ids if other != name]
        lengths = range(min(_LEAST_ID, len(name)), len(name) + 1)
        unique = (n for n in lengths if not any(other.startswith(name[:n]) for other in others))
        found[name] = name[: next(unique, len(name))]
    return found


def list_edits(call: Invocation, output: ListOptions, as_of: datetime | None) -> None:
    """Write every edit, or those made by a time, the latest first."""
    with call.store() as store, store.reading() as session:
        edits: Edits = {edit.id: edit for edit in session.edits.all()}
    if as_of is not None:
        made = {name: edit for name, edit in edits.items() if edit.at <= as_of}
        edits = {name: _in_force_again(edit, made) for name, edit in made.items()}
    wanted = limit_of(output, call.out)
    zone = call.zone()
    listing = Listing(
        noun="edits",
        documents=[edit_json(edit, edits) for edit in edits.values()][: wanted or None],
        columns=(
            Column(heading="id", text=lambda item: item["id"], style=lambda _: "bold"),
            Column(heading="when", text=lambda item: _when(item["at"], zone)),
            Column(
                heading="state",
                text=lambda item: "undone" if item["undone_by"] else "",
                style=lambda _: "dim",
            ),
            Column(
                heading="edit",
                text=lambda item: item["says"],
                style=lambda item: "dim" if item["undone_by"] else "plain",
                flexible=True,
                least=56,
                may_stand_below=True,
            ),
        ),
        empty="tapestory events merge, split, rename, confirm and deny make some.",
        flat=_flat,
    )
    emit_list(listing, output, call.out)


def _in_force_again(edit: Edit, made: Edits) -> Edit:
    """Return an edit as it was while only so much had been made."""
    return edit if edit.undone_by in made else replace(edit, undone_by=None)


def _flat(document: object) -> dict[str, object]:
    assert isinstance(document, dict)  # noqa: S101  # for the type checker
    keys = ("id", "at", "kind", "event_id", "says", "undoes", "undone_by")
    return {key: document[key] for key in keys} | {"articles": len(document["moved"])}


def _when(at: str, zone: str) -> str:
    return shown(datetime.fromisoformat(at), zone)
