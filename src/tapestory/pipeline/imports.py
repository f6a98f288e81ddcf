"""Articles from a file → the same path as polled ones, each as if it arrived when published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from tapestory.errors import InputError
from tapestory.ingest.dating.dates import resolve_date
from tapestory.ingest.identity.names import article_id
from tapestory.ingest.identity.outlets import country_of, outlet_of_name
from tapestory.ingest.identity.urls import canonical_url, host_of, host_outlet
from tapestory.ingest.parsing.clean import one_line, paragraphs
from tapestory.ingest.parsing.entries import guid_of, primary_tag
from tapestory.model import Article, ArticleId
from tapestory.pipeline.components import Components
from tapestory.pipeline.keep_step import keep_articles
from tapestory.pipeline.link_step import link_events
from tapestory.pipeline.place_step import place_articles
from tapestory.pipeline.reading_step import read_articles
from tapestory.pipeline.story_step import chain_events


class ArticleRecord(BaseModel):
    """One line of the file: what `articles import` takes (stable)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | None = None
    url: str = ""
    title: str
    text: str = ""
    published: str = ""
    """ISO 8601 or any date that feeds print; empty when nobody knows."""
    lang: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where an imported article ended up (stable)."""

    id: str
    """As given in the file, else the article's own."""
    event_id: str
    score: float
    reason: str
    copy_of: str | None
    """In the same ids."""


_Arrival = tuple[Article, ArticleRecord]
"""An article as it will be stored, and the record that it comes from."""


def read_records(path: Path) -> Iterator[ArticleRecord]:
    """Yield the records of a JSONL file.

    Raises:
        InputError: The file cannot be read, or a line is not a record; names file and line.
    """
    try:
        # Not splitlines: JSON leaves U+2028 and its like inside of a string as they are.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        message = f"{path}: is not UTF-8 text (byte {error.start})"
        raise InputError(message, hint="Save the file as UTF-8.") from error
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        raise InputError(message, hint="Check the path.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = {key: value for key, value in json.loads(line).items() if value is not None}
            yield ArticleRecord.model_validate(given)
        except (ValueError, AttributeError) as error:
            reason = _first_problem(error)
            message = f"{path}:{number}: not an article: {reason}"
            raise InputError(
                message, hint='A line is {"title": …, "published": …, "text"?: …, "url"?: …}.'
            ) from error


def import_articles(
    components: Components, records: Iterable[ArticleRecord], *, online: bool = False
) -> list[Assignment]:
    """Store, read, match and link the records, oldest first; return where each one went.

    An article that is already stored is not doubled; records of one article end up in one place.
    Those without a date arrive last, together with the newest that has one. All records are
    checked before anything is written.

    Args:
        components: What to work with.
        records: In any order.
        online: Return the decision made on arrival instead of the final state.

    Raises:
        InputError: What a record gives as its publishing time is none; nothing was changed.
    """
    arrivals = _in_order([(_article(components, record), record) for record in records])
    with components.store.writing() as session:
        for wave in _waves([article for article, _ in arrivals]):
            keep_articles(session, wave)
    read_articles(components)
    place_articles(components)
    link_events(components)
    chain_events(components)
    return _assignments(components, arrivals, online=online)


def _in_order(arrivals: list[_Arrival]) -> list[_Arrival]:
    """Return the articles as they arrive; when the undated ones did, the dated ones tell."""
    newest = max((a.first_seen for a, _ in arrivals if a.published.instant), default=None)
    timed = [
        (article, record)
        if article.published.instant or newest is None
        else (replace(article, first_seen=newest), record)
        for article, record in arrivals
    ]
    return sorted(
        timed, key=lambda pair: (pair[0].first_seen, pair[0].published.instant is None, pair[0].id)
    )


def _waves(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """Yield the articles so that of those with one id each comes after the one before it."""
    waiting = list(articles)
    while waiting:
        wave: dict[ArticleId, Article] = {}
        waiting = [one for one in waiting if wave.setdefault(one.id, one) is not one]
        yield list(wave.values())


def _article(components: Components, record: ArticleRecord) -> Article:
    now = components.clock.now()
    url = canonical_url(record.url)
    country = country_of(record.outlet, host_of(url))
    published = resolve_date(record.published, country=country, now=now)
    if published.instant is None and record.published.strip():
        name = record.id or repr(record.title)
        message = f"{name}: {record.published!r} is no usable publishing time"
        raise InputError(message, hint="Give ISO 8601, e.g. 2026-07-01T14:10:00Z or 2026-07-01.")
    title = one_line(record.title)
    return Article(
        id=article_id(url=url, guid=record.id or "", feed_url="import", title=title),
        feed_url="",
        url=url,
        guid=guid_of(record.id or ""),
        title=title,
        summary="",
        text=paragraphs(record.text),
        author="",
        outlet=outlet_of_name(one_line(record.outlet)) or host_outlet(url),
        lang=primary_tag(record.lang) or "und",
        published=published,
        updated=None,
        first_seen=(published.instant or now).astimezone(UTC),
    )


def _assignments(
    components: Components, arrivals: Sequence[_Arrival], *, online: bool
) -> list[Assignment]:
    """Return one assignment a record, also where several are of one article.

    On arrival an article went where its first decision put it; merges came later.
    """
    given: dict[ArticleId, str] = {}
    for article, record in arrivals:
        given.setdefault(article.id, record.id or article.id)
    with components.store.reading() as session:
        matches = session.events.matches_of(given)
        first = {known: session.events.history(known)[0] for known in given} if online else {}
    found: list[Assignment] = []
    for article, record in arrivals:
        last, copy_of = matches[article.id]
        match = first.get(article.id, last)
        found.append(
            Assignment(
                id=record.id or article.id,
                event_id=match.event_id,
                score=match.score,
                reason=match.reason,
                copy_of=given.get(copy_of, copy_of) if copy_of is not None else None,
            )
        )
    return found


def _first_problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        problem = error.errors()[0]
        return f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
    return str(error)
