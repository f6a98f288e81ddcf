"""Corrections by hand: the commands merge, split, rename, confirm, deny and undo of `events`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from tapestory.cli import completing
from tapestory.cli.correction_lists import list_edits, list_members
from tapestory.cli.edit_shape import Edits, begun, edit_json, says
from tapestory.cli.event_choice import EventName
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import edit_of, event_of, member_of
from tapestory.cli.options import DocumentOptions, Format, ListOptions, expanded
from tapestory.cli.output import (
    emit_csv,
    emit_json,
    emit_line,
    json_text,
    schema,
    write_json,
)
from tapestory.cli.terminal import plain
from tapestory.errors import UsageError
from tapestory.model import EditKind, Event, EventId, VerificationChange

if TYPE_CHECKING:  # the store and the pipeline are imported when a command runs
    from tapestory.pipeline.components import Components
    from tapestory.pipeline.edit_step import Corrected

_LONGEST_NOTE = 1000
_LONGEST_TITLE = 300


@expanded
def merge(
    ctx: typer.Context,
    event: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The event that stays.", autocompletion=completing.events
        ),
    ],
    others: Annotated[
        list[str],
        typer.Argument(
            metavar="OTHER", help="Those that go into it.", autocompletion=completing.events
        ),
    ],
    output: DocumentOptions,
) -> None:
    """Make several events one, for good: all articles go to the first.

    The ids of the others lead to it from then on. Later matching adds articles, but takes none
    away. Title, links, verification, moves and storyline are up to date at once. `events undo`
    takes it back.
    """
    from tapestory.pipeline.edit_step import merge_events

    call = invocation(ctx)
    with _correcting(call) as components:
        with components.store.reading() as session:
            keep = event_of(session, event)
            gone = [event_of(session, other).id for other in others]
        done = merge_events(components, keep.id, gone)
        _tell(call, components, done, output.format)


@expanded
def split(
    ctx: typer.Context,
    event: EventName,
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE", help="Those that leave it; none lists them all."),
    ] = None,
    *,
    to: Annotated[
        str | None, typer.Option(metavar="EVENT", help="Where they go; else to a new event.")
    ] = None,
    output: DocumentOptions,
) -> None:
    """Take articles out of an event, for good: to a new one, or to another.

    Without articles it lists those of the event, with ids to choose by. Copies go where the
    article goes that they repeat. Later matching never puts together again what was split. Titles,
    links, verification, moves and storylines of both events are up to date at once. `events undo`
    takes it back.
    """
    from tapestory.pipeline.edit_step import split_event

    call = invocation(ctx)
    if not articles:
        list_members(call, event, output.format)
        return
    with _correcting(call) as components:
        with components.store.reading() as session:
            source = event_of(session, event)
            leaving = {member_of(session, source, typed).id for typed in articles}
            target = None if to is None else event_of(session, to).id
        done = split_event(components, source.id, leaving, to=target)
        _tell(call, components, done, output.format)


@expanded
def rename(
    ctx: typer.Context,
    event: EventName,
    title: Annotated[str | None, typer.Argument(metavar="TITLE", help="In quotes.")] = None,
    *,
    reset: Annotated[
        bool, typer.Option("--reset", help="Let the title follow from the articles again.")
    ] = False,
    output: DocumentOptions,
) -> None:
    """Give an event a title that stays, whatever articles come. `events undo` takes it back."""
    from tapestory.pipeline.edit_step import rename_event

    call = invocation(ctx)
    wanted = plain(title or "")
    if reset == (title is not None) or (title is not None and not wanted):
        message = "give either a title or --reset"
        raise UsageError(message, hint='tapestory events rename ID "TITLE"')
    if len(wanted) > _LONGEST_TITLE:
        message = f"the title has {len(wanted):,} characters, and may have {_LONGEST_TITLE}"
        raise UsageError(message, hint="A line says what happened; the articles say the rest.")
    with _correcting(call) as components:
        with components.store.reading() as session:
            found = event_of(session, event)
        done = rename_event(components, found.id, wanted)
        _tell(call, components, done, output.format)


Note = Annotated[
    str, typer.Option("--note", metavar="TEXT", help="Why: who said it, where it is written.")
]


@expanded
def confirm(ctx: typer.Context, event: EventName, *, note: Note, output: DocumentOptions) -> None:
    """Note that you know an event to be true, and why.

    It is shown as "confirmed by hand", with the note as evidence, in the history of how sure it
    is. From then on only another word by hand, or what a party to it puts on record later,
    changes that; follow-up reports and silence do not. `events undo` takes it back.
    """
    from tapestory.pipeline.edit_step import confirm_event

    _say(ctx, event, note, output, confirm_event)


@expanded
def deny(ctx: typer.Context, event: EventName, *, note: Note, output: DocumentOptions) -> None:
    """Note that you know an event to be untrue, and why; else as `events confirm`."""
    from tapestory.pipeline.edit_step import deny_event

    _say(ctx, event, note, output, deny_event)


def _say(
    ctx: typer.Context,
    typed: str,
    note: str,
    output: DocumentOptions,
    enter: Callable[[Components, EventId, str], Corrected],
) -> None:
    call = invocation(ctx)
    why = plain(note).strip()
    if not why:
        message = "the note is empty"
        raise UsageError(message, hint='--note "Why": who said it, where it is written.')
    if len(why) > _LONGEST_NOTE:
        message = f"the note has {len(why):,} characters, and may have {_LONGEST_NOTE:,}"
        raise UsageError(message, hint="Say it in a sentence or two, with an address.")
    with _correcting(call) as components:
        with components.store.reading() as session:
            found = event_of(session, typed)
        done = enter(components, found.id, why)
        _tell(call, components, done, output.format)


@expanded
def undo(
    ctx: typer.Context,
    edit: Annotated[
        str | None,
        typer.Argument(metavar="EDIT", help="Its id or the beginning of it; else the last one."),
    ] = None,
    *,
    listed: Annotated[
        bool, typer.Option("--list", help="List every edit instead, the latest first.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="TIME", help="With --list: those made by then."),
    ] = None,
    output: ListOptions,
) -> None:
    """Take back a merge, a split, a renaming or a word by hand, so that all is as before it.

    Only the history of how sure an event was stays, and tells of the taking back as well. Without
    an id it takes back the last one that is in force; again, the one before that. Named by its id
    an undo is taken back itself: what it took back is done again. An edit that a later one builds
    on waits for that one.
    """
    from tapestory.pipeline.edit_step import undo_edit

    call = invocation(ctx)
    if listed:
        if edit is not None:
            message = "--list shows all edits, and takes back none"
            raise UsageError(message, hint=f"tapestory events undo {plain(edit)} takes it back.")
        list_edits(call, output, call.when(as_of))
        return
    if as_of is not None:
        message = "--as-of goes with --list: nothing is taken back in the past"
        raise UsageError(message, hint="tapestory events undo --list --as-of TIME")
    with _correcting(call) as components:
        with components.store.reading() as session:
            meant = None if edit is None else edit_of(session, edit).id
        done = undo_edit(components, meant)
        _tell(call, components, done, output.format)


@contextmanager
def _correcting(call: Invocation) -> Iterator[Components]:
    """Hold the lock: a run that is matching would not know of the correction."""
    with call.run_lock(), call.components() as components:
        yield components


def _tell(call: Invocation, components: Components, done: Corrected, form: Format) -> None:
    with components.store.reading() as session:
        edits: Edits = {edit.id: edit for edit in session.edits.all()}
        found = {event_id: session.events.get(event_id) for event_id in done.events}
        sizes = {event_id: len(session.events.members(event_id)) for event_id in done.events}
        states = {
            event_id: session.events.verification_history(event_id)[-1:] for event_id in done.events
        }
    if form is not Format.TABLE:
        document = {
            "schema": schema("edit"),
            **edit_json(edits[done.edit.id], edits),
            "events": [
                {
                    "id": event.id,
                    "title": event.title,
                    "title_by_hand": event.title_by_hand,
                    "articles": sizes[event.id],
                    "state": states[event.id][0].state.value if states[event.id] else None,
                }
                for event in found.values()
                if event is not None
            ],
            "moves_measured": done.moves_measured,
        }
        if form is Format.JSON:
            emit_json(document, call.out)
        elif form is Format.NDJSON:
            write_json(json_text(document), call.out)
        else:
            emit_csv([document], call.out)
        return
    emit_line(says(done.edit, edits), call.out)
    is_word = begun(edits[done.edit.id], edits).kind in {EditKind.CONFIRM, EditKind.DENY}
    for event in found.values():
        if event is not None:
            state = states[event.id] if is_word else ()
            emit_line(f"  {event.id}  {_told(event, sizes[event.id], state)}", call.out)
    call.out.line(call.out.paint(_next(done, edits), "dim"))


def _told(event: Event, size: int, state: Sequence[VerificationChange]) -> str:
    named = " (by hand)" if event.title_by_hand else ""
    from tapestory.cli.event_certainty import state_words
    from tapestory.digest.wording import count

    sure = "".join(f"{state_words(change)}  " for change in state)
    return f"{sure}{count(size, 'article')}{named}  {event.title}"


def _next(done: Corrected, edits: Edits) -> str:
    edit = done.edit
    if edit.kind is EditKind.UNDO:
        return f"tapestory events undo {edit.id} does it again."
    event_id = begun(edit, edits).event_id
    return f"tapestory events show {event_id} shows it; tapestory events undo takes it back."
