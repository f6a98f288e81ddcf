"""The chains of an event → lines for a terminal of 80 columns, and JSON-ready documents.

What is said of a link and what was measured stand beside each other; nothing here says that the
one is why the other happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tapestory.cli.indicator_shape import percent
from tapestory.cli.invocation import Invocation
from tapestory.cli.move_shape import sector_move_json
from tapestory.cli.output import emit_line
from tapestory.cli.shapes import Json
from tapestory.cli.terminal import Terminal, plain, wrapped
from tapestory.model import ChainLink, EventView, Sector, SectorMove
from tapestory.pipeline.chaining import ChainView, ChainVoice, LinkView, event_chains
from tapestory.pipeline.components import Components

_SHOWN = 3
"""Sentences of a side that are printed; JSON has all."""
_LABEL = 11
_SIGNS = {
    "same": "what is good for the one is good for the other",
    "opposite": "what is good for the one is bad for the other",
}


def chains_of(call: Invocation, components: Components, view: EventView) -> tuple[ChainView, ...]:
    """Return the chains of which an event's articles assert or dispute a link."""
    from tapestory.config import load_chains

    return event_chains(view, load_chains(call.config(), call.paths), components.universe)


def print_chains(
    out: Terminal, components: Components, view: EventView, chains: Sequence[ChainView]
) -> None:
    """Write the chains of an event below its title."""
    emit_line(view.event.title, out)
    out.line()
    for line in chain_lines(chains, components.universe.sectors, width=out.width):
        emit_line(line, out)


def chains_json(chains: Sequence[ChainView]) -> list[Json]:
    """Return the chains of an event; a link is there only with a sentence."""
    return [
        {
            "id": view.chain.id,
            "name": view.chain.name,
            "links": [_link_json(link) for link in view.links],
            "silent": [{"cause": link.cause, "effect": link.effect} for link in view.silent],
        }
        for view in chains
    ]


def _link_json(view: LinkView) -> Json:
    link = view.link
    return {
        "cause": link.cause,
        "effect": link.effect,
        "sign": link.sign,
        "mechanism": link.mechanism,
        "asserted": [_voice_json(voice) for voice in view.asserted],
        "disputed": [_voice_json(voice) for voice in view.disputed],
        "measured": {
            "cause": view.cause_move and sector_move_json(view.cause_move),
            "effect": view.effect_move and sector_move_json(view.effect_move),
        },
    }


def _voice_json(voice: ChainVoice) -> Json:
    said = voice.evidence
    return {
        "article_id": said.article_id,
        "outlet": voice.outlet,
        "sentence": said.sentence,
        "cause_text": said.cause_text,
        "effect_text": said.effect_text,
        "cue": said.cue,
        "hedged": said.hedged,
    }


def chain_lines(
    chains: Sequence[ChainView], sectors: Mapping[str, Sector], *, width: int
) -> Iterator[str]:
    """Yield what an event says link by link, and how far both sectors moved on day 0."""
    if not chains:
        yield "No article of it asserts or disputes a link of a chain."
    for number, view in enumerate(chains):
        if number:
            yield ""
        yield view.chain.name
        for link in view.links:
            yield ""
            yield from _link_lines(link, sectors, width)
        if view.silent:
            yield ""
            text = "; ".join(_arrow(link) for link in view.silent)
            yield from _under("silent", f"nobody speaks of {text}", width)
    if any(view.links for view in chains):
        yield ""
        yield from wrapped(
            "Measured is how far both sectors moved beyond the market on day 0. It stands beside "
            "what is said; it does not show that one moved the other.",
            width,
        )


def _link_lines(view: LinkView, sectors: Mapping[str, Sector], width: int) -> Iterator[str]:
    link = view.link
    yield f"{_name(link.cause, sectors)} → {_name(link.effect, sectors)}"
    yield from _under("how", f"{link.mechanism} ({_SIGNS[link.sign]})", width)
    yield from _side("asserted", view.asserted, width)
    yield from _side("disputed", view.disputed, width)
    yield from _under("measured", _measured(link.cause, view.cause_move), width)
    yield from _under("", _measured(link.effect, view.effect_move), width)


def _side(label: str, voices: Sequence[ChainVoice], width: int) -> Iterator[str]:
    if not voices:
        yield from _under(label, "by nobody", width)
        return
    for at, voice in enumerate(voices[:_SHOWN]):
        said = voice.evidence
        hedge = ", as something that may be" if said.hedged else ""
        text = f"“{plain(said.sentence)}” ({plain(voice.outlet)}{hedge})"
        yield from _under("" if at else label, text, width)
    more = len(voices) - _SHOWN
    if more > 0:
        yield from _under("", f"and {more} more", width)


def _under(label: str, text: str, width: int) -> Iterator[str]:
    for at, line in enumerate(wrapped(text, width - _LABEL - 2)):
        yield f"  {'' if at else label:<{_LABEL}}{line}"


def _measured(sector: str, move: SectorMove | None) -> str:
    if move is None or move.abnormal is None:
        return f"{sector} not measured"
    told = [f"t {move.t:.1f}" if move.t is not None else "no t"]
    if move.p is not None:
        told.append(f"p {move.p:.3f}")
    told.append("1 company" if move.members == 1 else f"{move.members} companies")
    figures = ", ".join(told).replace("-", "\N{MINUS SIGN}")
    return f"{sector} {percent(move.abnormal)} ({figures})"


def _name(sector: str, sectors: Mapping[str, Sector]) -> str:
    known = sectors.get(sector)
    return plain(known.name) if known is not None else sector


def _arrow(link: ChainLink) -> str:
    return f"{link.cause} → {link.effect}"
