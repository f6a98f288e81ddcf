"""A stream's stories → the matcher, with the shipped concepts and those that the stream coins."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.matching.stream import Story, Stream
from tapestory import config
from tapestory.matching import Matcher, MatchItem
from tapestory.model import ArticleId, Concept


def matcher_for(stream: Stream) -> Matcher:
    """Return a new matcher as the program makes it, which knows the terms of a stream as well."""
    with TemporaryDirectory() as empty:
        paths = config.resolve(Path(empty) / "config.toml", {})
        shipped = config.load_concepts(config.load(paths, {}), paths)
    coined = [
        Concept(
            id=name,
            kind=kind,
            terms={lang: (term,) for lang, term in terms.items()},
            symbol=name if kind == "entity" else "",
        )
        for kind, name, terms in stream.terms()
    ]
    return Matcher([*shipped, *coined])


def item(story: Story) -> MatchItem:
    """Return a story as the matcher takes it in; its names were read by another stage."""
    return MatchItem(
        article_id=ArticleId(f"story{story.number:09}"),
        title=story.title,
        text=story.lead,
        lang=story.lang,
        time=story.time,
        symbols=frozenset(story.symbols),
    )
