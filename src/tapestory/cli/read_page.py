"""What was read out of one text → the page that `read` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tapestory.cli.claim_shape import DIFFERENCES, claim_value, claim_when
from tapestory.cli.event_certainty import certainty_words, cue_words, speaker_of
from tapestory.cli.output import Column, emit_line, emit_table
from tapestory.cli.read_shape import TextRead
from tapestory.cli.terminal import Terminal, plain, wrapped
from tapestory.digest.inert import quotation
from tapestory.digest.wording import count
from tapestory.model import Narrative, Universe
from tapestory.model.symbols import sector_of, sector_symbol

_ROLES = {"subject": "about", "affected": "affected", "mentioned": "mentioned"}
_SOURCES = {"report": "report", "statement": "own word", "aside": "in passing"}
_MOST_WORDS = 30
_INDENT = "  "


def print_text(
    out: Terminal,
    text: TextRead,
    document: Mapping[str, Any],
    universe: Universe,
    narratives: Mapping[str, Narrative],
) -> None:
    """Write the page: how sure, by whose word, who is meant, moves, figures, explanations.

    Args:
        out: Where to.
        text: What was read.
        document: The same in its JSON shape.
        universe: For names.
        narratives: For names.
    """
    _lines(out, text.title or "(no title)", first="", bold=True)
    facts = (document["lang"], document["kind"], count(document["sentences"], "sentence"))
    emit_line("  ".join(facts), out)
    _sure(out, text)
    _sources(out, document)
    _table(out, "Names", _names(document), _NAMES)
    for move in document["reported_moves"]:
        move |= {"kind": "move", "unit": "fraction", "name": _name(move["symbol"], universe)}
    _table(out, "Reported moves", document["reported_moves"], _MOVES)
    for figure in document["figures"]:
        figure["name"] = _name(figure["subject"], universe)
        figure["with"] = _name(figure["counterparty"], universe)
    _table(out, "Figures", document["figures"], _FIGURES)
    for group in document["figure_groups"]:
        label = DIFFERENCES[group["difference"]]
        what = f"{_name(group['subject'], universe)} {group['kind'].replace('_', ' ')}"
        _lines(out, f"{what}: {label}, {group['why']}")
    _table(out, "Explanations", _stances(document, narratives), _NARRATIVES)


def _sure(out: Terminal, text: TextRead) -> None:
    _heading(out, "How sure")
    evidence = text.verification.evidence
    why = ""
    if evidence:
        why = ", ".join(part for part in (speaker_of(evidence[0]), cue_words(evidence[0])) if part)
    _lines(out, f"{certainty_words(text.verification)}: {why}" if why else "nothing is told")
    if evidence and evidence[0].sentence.strip() not in {"", text.title.strip()}:
        _lines(out, f"“{quotation(evidence[0].sentence, max_words=_MOST_WORDS)}”", first="    ")


def _sources(out: Terminal, document: Mapping[str, Any]) -> None:
    """Write whose reports it rests on, then who else speaks."""
    if document["origins"]:
        _heading(out, "Sources")
    for item in document["origins"]:
        role = _SOURCES.get(item["role"], item["role"])
        unnamed = ", unnamed people" if item["unnamed"] else ""
        link = f" {item['url']}" if item["url"] else ""
        _lines(out, f"{item['name']} ({role}{unnamed}): “{item['cue']}”{link}")


def _names(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the links, each with the words that name it, the most frequent first."""
    texts: dict[str, Counter[str]] = {}
    for mention in document["mentions"]:
        texts.setdefault(mention["symbol"], Counter())[mention["text"]] += 1
    rows = []
    for link in document["links"]:
        symbol = link["symbol"] or sector_symbol(link["sector"])
        named = texts.get(symbol, Counter())
        rows.append({**link, "texts": [text for text, _ in named.most_common()]})
        rows[-1]["times"] = sum(named.values())
    return rows


def _stances(
    document: Mapping[str, Any], narratives: Mapping[str, Narrative]
) -> list[dict[str, Any]]:
    """Return a row for each narrative and stance, with its first sentence, the most told first."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for item in document["narratives"]:
        known = narratives.get(item["id"])
        name = known.name if known else item["id"]
        row = rows.setdefault((item["id"], item["stance"]), {**item, "name": name, "times": 0})
        row["times"] += 1
    order = ("supports", "disputes", "reports")
    return sorted(rows.values(), key=lambda row: (order.index(row["stance"]), -row["times"]))


_NAMES = (
    Column(heading="role", text=lambda item: _ROLES.get(item["role"], item["role"])),
    Column(heading="symbol", text=lambda item: item["symbol"] or "sector", style=lambda _: "bold"),
    Column(heading="name", text=lambda item: item["name"], flexible=True),
    Column(heading="times", text=lambda item: str(item["times"] or ""), right=True),
    Column(heading="named as", text=lambda item: ", ".join(item["texts"]), flexible=True),
)
_MOVES = (
    Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
    Column(heading="name", text=lambda item: item["name"], flexible=True),
    Column(
        heading="move",
        text=lambda item: claim_value(item) or "no figure",
        right=True,
        style=lambda item: "up" if (item["high"] or item["low"] or 0) > 0 else "down",
    ),
    Column(heading="when", text=claim_when),
    Column(heading="sentence", text=lambda item: item["sentence"], flexible=True, spare=True),
)
_FIGURES = (
    Column(
        heading="of",
        text=lambda item: item["name"],
        flexible=True,
        least=8,
        style=lambda _: "bold",
    ),
    Column(
        heading="figure",
        text=lambda item: item["kind"].replace("_", " "),
        flexible=True,
        least=8,
    ),
    Column(heading="value", text=claim_value, right=True),
    Column(heading="period", text=lambda item: item["period"]),
    Column(heading="with", text=lambda item: item["with"], flexible=True, least=8),
    Column(heading="says", text=lambda item: item["speaker"], flexible=True, least=8),
    Column(
        heading="flag",
        text=lambda item: DIFFERENCES.get(item["flag"] or "", ""),
        style=lambda _: "warn",
    ),
)
_NARRATIVES = (
    Column(heading="stance", text=lambda item: item["stance"]),
    Column(heading="times", text=lambda item: str(item["times"]), right=True),
    Column(heading="narrative", text=lambda item: item["name"], style=lambda _: "bold"),
    Column(
        heading="sentence",
        text=lambda item: item["sentence"],
        flexible=True,
        least=40,
        may_stand_below=True,
    ),
)


def _name(symbol: str, universe: Universe) -> str:
    meant = sector_of(symbol)
    if meant is not None:
        sector = universe.sectors.get(meant)
        return sector.name if sector else symbol
    parts = [part for part in symbol.split("+") if part]
    known = (universe.instruments.get(part) for part in parts)
    names = [item.name if item else part for item, part in zip(known, parts, strict=True)]
    return " and ".join(names)


def _table(
    out: Terminal, heading: str, documents: Sequence[Mapping[str, Any]], columns: Sequence[Column]
) -> None:
    if documents:
        _heading(out, heading)
        emit_table(documents, columns, out)


def _heading(out: Terminal, heading: str) -> None:
    out.line()
    out.line(out.paint(heading, "dim"))


def _lines(out: Terminal, text: str, *, first: str = _INDENT, bold: bool = False) -> None:
    """Write a paragraph: on a terminal as many lines as it takes, else one."""
    said = plain(text)
    room = out.width - len(first) - 2
    for at, line in enumerate(wrapped(said, room) if out.is_tty else [said]):
        shown = out.paint(line, "bold") if bold else line
        out.line(f"{first}{'  ' if at and first else ''}{shown}")
