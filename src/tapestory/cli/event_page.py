"""An event view → the page that `events show` prints on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from tapestory.cli.event_answers import (
    after_lines,
    answer_lines,
    measurement_notes,
    split_lines,
)
from tapestory.cli.event_articles import article_lines
from tapestory.cli.event_background import background_lines
from tapestory.cli.event_certainty import STATE_STYLES, certainty_words, history_lines
from tapestory.cli.event_checks import check_lines
from tapestory.cli.event_figures import figure_lines
from tapestory.cli.event_origins import origin_lines
from tapestory.cli.event_roles import role_lines
from tapestory.cli.event_statements import statement_lines
from tapestory.cli.event_timing import timing_note
from tapestory.cli.look import Look
from tapestory.cli.move_bars import BarScale, bar
from tapestory.cli.story import related_lines, storyline_words
from tapestory.cli.terminal import Style, fitted, plain, width_of, wrapped
from tapestory.digest.cells import fill
from tapestory.digest.citations import Citations, outlet_of
from tapestory.digest.course import first_told
from tapestory.digest.disagreements import disputed_moves
from tapestory.digest.edition import Disagreement, MoveGroup, MoveRow, MoveTable
from tapestory.digest.explanations import explainers
from tapestory.digest.inert import quotation
from tapestory.digest.lead import event_title
from tapestory.digest.move_table import move_table
from tapestory.digest.naming import Names
from tapestory.digest.opening import telling_sentences
from tapestory.digest.origins import origin_words
from tapestory.digest.readable import readable
from tapestory.digest.tape_words import tape_reason
from tapestory.digest.wording import MINUS, count, listing, short_day
from tapestory.model import (
    EventView,
    Narrative,
    NarrativeEvidence,
    Sector,
    Stance,
    TapeTest,
    TapeVerdict,
)

_VERDICTS: dict[TapeVerdict, tuple[str, Style]] = {
    TapeVerdict.CONSISTENT: ("tape consistent", "good"),
    TapeVerdict.CONTRADICTS: ("tape contradicts", "warn"),
    TapeVerdict.INSUFFICIENT: ("tape cannot tell", "dim"),
}
_LABEL, _LEFT_AND_BAR, _REPORTED, _MOVE, _VERSUS = 8, 24, 9, 7, 9
_MAX_EXPLANATIONS = 8


def event_page(
    view: EventView,
    narratives: Mapping[str, Narrative],
    *,
    sectors: Mapping[str, Sector] | None = None,
    width: int = 80,
    look: Look | None = None,
) -> str:
    """Return the page, without a line end after its last line.

    Args:
        view: The event.
        narratives: By id, for their names.
        sectors: By id, for their names.
        width: Cells that a line may take.
        look: Zone, colours, whether to cut and to explain.
    """
    page = _Page(view, narratives, sectors or {}, width, look or Look())
    sections = [list(section) for section in page.sections()]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


class _Page:
    def __init__(
        self,
        view: EventView,
        narratives: Mapping[str, Narrative],
        sectors: Mapping[str, Sector],
        width: int,
        look: Look,
    ) -> None:
        self.view = view
        self.narratives = narratives
        self.width = width
        self.look = look
        self.paint = look.paint
        self.names = Names(view=view, sectors=sectors)
        self.citations = Citations(view.articles)
        for member in self.citations.masters:  # numbered as they are listed: oldest first
            self.citations.cite([member.article.id])
        self.quoted: set[str] = set()
        """Sentences that stand in the head."""
        self.year = view.as_of.astimezone(ZoneInfo(look.zone)).year

    def sections(self) -> Iterator[Iterator[str]]:
        """Yield the sections in order, each as its lines; an empty one has none."""
        table = move_table(
            self.view, self.names, self.citations, prices=self.look.prices, year=self.year
        )
        yield self._head()
        yield self._subjects()
        if table is not None:
            scale = BarScale.of([row for group in table.groups for row in group.rows])
            for group in table.groups:
                yield self._group(group, table, scale)
        yield from self._reactions()
        yield self._explanations()
        yield self._figures()
        yield self._disputed()
        yield statement_lines(
            self.view, self.names, self.citations, width=self.width, look=self.look
        )
        yield history_lines(
            self.view,
            self.citations,
            width=self.width,
            look=self.look,
            quoted=self.quoted,
        )
        yield background_lines(
            self.view, self.citations, year=self.year, width=self.width, look=self.look
        )
        yield origin_lines(self.view, self.citations, width=self.width, look=self.look)
        yield article_lines(self.view, self.citations, width=self.width, look=self.look)
        yield self._related()
        yield self._covered()
        yield self._notes(table)

    def _reactions(self) -> Iterator[Iterator[str]]:
        """Yield what may be said of the moves, section by section."""
        view, names, width, look = self.view, self.names, self.width, self.look
        yield answer_lines(view, names, width=width, look=look)
        yield split_lines(view, names, width=width, look=look)
        yield after_lines(view, names, width=width, look=look)
        yield check_lines(view, names, self.citations, width=width, look=look)

    def _head(self) -> Iterator[str]:
        view, paint = self.view, self.paint
        state = view.verification.state
        indent = " " * (len(view.event.id) + 2)
        title = fill(event_title(view), first=indent, rest=indent, width=self.width).splitlines()
        yield paint(view.event.id, "dim") + "  " + paint(title[0].strip(), "bold")
        for line in title[1:]:
            yield indent + paint(line.strip(), "bold")
        if view.event.title_by_hand:
            yield indent + paint("title by hand", "dim")
        zone = ZoneInfo(self.look.zone)
        day = short_day(view.verification.since.astimezone(zone).date(), year=self.year)
        word = f"{certainty_words(view.verification)} since {day}"
        origin = origin_words(view, self.citations)
        told = first_told(view, zone=zone, year=self.year)
        since = told[:1].lower() + told[1:]
        style = STATE_STYLES[state]
        if len(indent) + sum(map(width_of, (word, origin, since))) + 4 <= self.width:
            yield f"{indent}{paint(word, style)}  {paint(f'{origin}  {since}', 'dim')}"
        elif len(indent) + width_of(word) + width_of(since) + 2 <= self.width:
            yield f"{indent}{paint(word, style)}  {paint(since, 'dim')}"
            yield indent + paint(origin, "dim")
        else:
            yield indent + paint(word, style)
            yield from (indent + paint(part, "dim") for part in (since, origin))
        yield from self._evidence(indent)

    def _evidence(self, indent: str) -> Iterator[str]:
        if self.view.verification.by_hand:
            said = self.view.verification.evidence[0].sentence
            self.quoted.add(said.strip())
            note = quotation(said)
            yield from fill(
                f"“{note}” by hand", first=indent, rest=indent, width=self.width
            ).splitlines()
        members = {member.article.id: member for member in self.view.articles}
        found = [
            (article_id, sentence)
            for article_id, sentence in telling_sentences(self.view, self.citations)
            if article_id in members and sentence.strip()
        ]
        found.sort(key=lambda p: not readable(p[1], written_in=members[p[0]].article.lang))
        for article_id, sentence in found[:1]:
            self.quoted.add(sentence.strip())
            said = f"“{quotation(sentence)}” {outlet_of(members[article_id].article)}"
            cites = _cites(self.citations.cite([article_id]))
            text = fill(f"{said} {cites}", first=indent, rest=indent, width=self.width)
            yield from text.splitlines()

    def _subjects(self) -> Iterator[str]:
        named = [
            self.narratives[share.narrative].name
            for share in self.view.shares
            if share.narrative in self.narratives
        ]
        sectors: list[str] = []
        if not any(link.sector for link in self.view.links):
            symbols = (self.view.instruments.get(link.symbol or "") for link in self.view.links)
            known = dict.fromkeys(item.sector for item in symbols if item is not None)
            sectors = [self.names.sector(sector) for sector in known if sector]
        yield from role_lines(self.view, self.names, width=self.width, look=self.look)
        for heading, items in (("Narratives", named), ("Sectors", sectors)):
            if items:
                text = fill(
                    plain(", ".join(items)), first=" " * 12, rest=" " * 12, width=self.width
                )
                yield self.paint(fitted(heading, 12), "dim") + text[12:]

    def _group(self, group: MoveGroup, table: MoveTable, scale: BarScale) -> Iterator[str]:
        left, bar_width = self._move_widths(table)
        headings = ["reported", "close"] if table.measured else ["reported", ""]
        if not any(row.close or row.reported for row in group.rows):
            headings = ["", ""]
        tail = (
            f"{'':{bar_width}} {headings[0]:>{_REPORTED}} {headings[1]:>{_MOVE}}"
            f" {'vs market':>{_VERSUS}}"
        )
        heading = fitted(group.heading, left + 2)
        yield self.paint(f"{heading} {tail}".rstrip(), "dim")
        for row in group.rows:
            yield self._row(row, left, bar_width, scale)

    def _move_widths(self, table: MoveTable) -> tuple[int, int]:
        """Return the cells of the names and of the bars."""
        fixed = 2 + _REPORTED + _MOVE + _VERSUS + 5
        room = max(self.width - fixed, _LEFT_AND_BAR)
        bar_width = min(30, room * 3 // 8)
        longest = max(width_of(self._handle(row)) for group in table.groups for row in group.rows)
        left = room - bar_width
        return (left if self.look.cut else max(left, longest)), bar_width

    def _handle(self, row: MoveRow) -> str:
        numbers = sorted({number for cited in row.reported for number in cited.cites})
        name = f"{row.name} {_cites(numbers)}".strip()
        return f"{fitted(row.label, max(_LABEL - 1, width_of(row.label)))} {name}".rstrip()

    def _row(self, row: MoveRow, left: int, bar_width: int, scale: BarScale) -> str:
        value = row.bar if row.bar is not None else (row.reported_span or (0.0, 0.0))[1]
        style: Style = "up" if value > 0 else "down" if value < 0 else "plain"
        handle = fitted(self._handle(row), left)
        label = row.label if handle.startswith(row.label) else ""
        drawn = bar(row, scale, bar_width)
        low, axis, high = drawn.partition("│")
        picture = self.paint(low, "down") + self.paint(axis, "dim") + self.paint(high, "up")
        close = "" if row.reported_span and row.bar is None else row.close
        said = _span(row)
        gap = " " * (_REPORTED + 1 + _MOVE - width_of(said) - width_of(close))
        if width_of(close) <= _MOVE:
            said, gap = f"{said:>{_REPORTED}}", " " * (1 + _MOVE - width_of(close))
        versus = self.paint(f"{row.versus:>{_VERSUS}}", "plain" if row.significant else "dim")
        return (
            f"  {self.paint(label, 'bold')}{handle[len(label) :]} {picture} {said}{gap}"
            f"{self.paint(close, style if row.bar is not None else 'dim')}"
            f" {versus}{'*' if row.significant else ''}"
        ).rstrip()

    def _explanations(self) -> Iterator[str]:
        supported = [share for share in self.view.shares if share.supports > 0]
        if not supported:
            return
        total = explainers(self.view)
        counted = "outlet that takes a side" if total == 1 else "outlets that take a side"
        yield self.paint(f"Explanations, of {total} {counted}", "dim")
        names = [self._narrative(share.narrative) for share in supported]
        tally = [f"{share.supports} of {total}" for share in supported]
        cites = [_cites(self._supporters(share.narrative)) for share in supported]
        shown = list(zip(supported, names, tally, cites, strict=True))[:_MAX_EXPLANATIONS]
        wide = max(map(width_of, tally))
        room = max(map(width_of, names))
        if self.look.cut:
            room = min(room, self.width - wide - 24 - max(width_of(each[3]) for each in shown))
        for share, name, said, cited in shown:
            test = self.view.tape.get(share.narrative)
            words, style = _VERDICTS[test.verdict if test else TapeVerdict.INSUFFICIENT]
            line = f"  {said:>{wide}}  {self.paint(fitted(name, room), 'bold')}"
            line += f"  {self.paint(fitted(words, 16), style)}  {self.paint(cited, 'dim')}"
            yield line.rstrip()
            if test is not None:
                yield from self._why(test, indent=wide + 4)

    def _why(self, test: TapeTest, *, indent: int) -> Iterator[str]:
        """Yield why the tape says so."""
        reason = plain(tape_reason(test, self.names))
        for line in wrapped(reason, self.width - indent) if self.look.cut else [reason]:
            yield f"{' ' * indent}{self.paint(line, 'dim')}"

    def _narrative(self, narrative: str) -> str:
        known = self.narratives.get(narrative)
        return plain(known.name if known else narrative)

    def _supporters(self, narrative: str) -> tuple[int, ...]:
        told: list[NarrativeEvidence] = [
            evidence
            for evidence in self.view.narrative_evidence
            if evidence.narrative == narrative and evidence.stance is Stance.SUPPORTS
        ]
        return self.citations.cite(evidence.article_id for evidence in told)

    def _figures(self) -> Iterator[str]:
        return figure_lines(self.view, self.names, self.citations, width=self.width, look=self.look)

    def _disputed(self) -> Iterator[str]:
        found = disputed_moves(self.view, self.names, self.citations, year=self.year)
        if not found:
            return
        yield self.paint("Disputed moves", "dim")
        wide = max(width_of(item.title) for item in found)
        if self.look.cut:
            wide = min(wide, self.width - 24)
        for item in found:
            title = self.paint(fitted(item.title, wide), "bold")
            yield f"  {title}  {self.paint(item.label, 'warn')}"
            yield from self._points(item)

    def _points(self, item: Disagreement) -> Iterator[str]:
        for statements in item.lines:
            said = "; ".join(
                f"{statement.text} {_cites(statement.cites)}".strip() for statement in statements
            )
            text = fill(said, first=" " * 6, rest=" " * 6, width=self.width)
            yield from (self.paint(line, "dim") for line in text.splitlines())

    def _related(self) -> Iterator[str]:
        chained = storyline_words(self.view)
        if self.view.related or chained:
            yield self.paint(fitted("Related", 12), "dim") + self.paint(chained, "dim")
        yield from related_lines(
            self.view, zone=self.look.zone, width=self.width, cut=self.look.cut
        )

    def _covered(self) -> Iterator[str]:
        if self.view.covered_by:
            outlets = dict.fromkeys(outlet_of(article) for article in self.view.covered_by)
            told = count(len(self.view.covered_by), "round-up")
            text = f"{told}: {listing(list(outlets), most=3)}"
            rest = " " * 14
            lines = fill(text, first=rest, rest=rest, width=self.width).splitlines()
            yield f"{self.paint('Also told in', 'dim')}  {lines[0].strip()}"
            yield from lines[1:]

    def _notes(self, table: MoveTable | None) -> Iterator[str]:
        notes = list(table.notes) if table is not None else []
        if table is not None and (note := timing_note(self.view, self.names)):
            notes.append(note)
        if table is not None:
            notes.extend(measurement_notes(self.view, self.names, year=self.year))
        if table is not None and table.more:
            notes.append(f"{count(table.more, 'more instrument')} in --json.")
        if not self.look.prices:
            notes.append("tapestory prices import FILE adds prices.")
        if notes:
            text = fill(" ".join(notes), width=self.width)
            yield from (self.paint(line, "dim") for line in text.splitlines())


def _span(row: MoveRow) -> str:
    """Return the printed figures, short: "+8..+10%", without decimals where they do not fit."""
    if row.reported_span is None:
        return ""
    exact, whole = (_ends(row.reported_span, digits) for digits in (1, 0))
    return exact if width_of(exact) <= _REPORTED else fitted(whole, _REPORTED).rstrip()


def _ends(span: tuple[float, float], digits: int) -> str:
    near, far = (f"{round(100 * end, digits):+.12g}".replace("-", MINUS) for end in span)
    return f"{near}%" if near == far else f"{near}..{far}%"


def _cites(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)
