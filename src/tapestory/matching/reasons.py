"""Why an article matches an event, in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from tapestory.matching.events import LiveEvent
from tapestory.matching.features import Features

_MOST_SHOWN = 3
_MOST_WORDS = 6
"""So many words are looked up, since those that only spell a name are not shown."""
_DIGITS = 9
"""The order in which articles were summed up shows in later ones."""
_SILENT = frozenset("ayz#p")
"""Pairs of what is shown anyway, bare numbers, and places, which the words name."""


@dataclass(slots=True)
class Shared:
    """What an article has in common with an event, each with its part in their likeness."""

    names: dict[str, float] = field(default_factory=dict)
    ideas: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)

    def count(self, feature: str, part: float) -> None:
        """Count a shared feature in."""
        if ":" not in feature:
            self.words[feature] = self.words.get(feature, 0.0) + part
            return
        family, _, rest = feature.partition(":")
        if family == "s":
            self.names[rest] = self.names.get(rest, 0.0) + part
        elif family == "c":
            self.ideas[rest] = self.ideas.get(rest, 0.0) + part
        elif family == "x":
            name, _, idea = rest.partition("|")
            self.names[name] = self.names.get(name, 0.0) + part
            self.ideas[idea] = self.ideas.get(idea, 0.0) + part
        elif family not in _SILENT:
            self.figures.add(feature)


def reason(
    article: Features,
    event: LiveEvent,
    spell: Callable[[Collection[str]], Mapping[str, str]],
) -> str:
    """Return what the article shares with the event, what counts most first.

    Args:
        article: Its features.
        event: The event before it takes the article.
        spell: Stems → those that may be shown, as the article spells them.
    """
    shared = Shared()
    for part in event.parts.values():
        held = part.full
        for feature, weight in article.full.items():
            if feature in held:
                shared.count(feature, weight * held[feature])
    spelling = spell(_most(shared.words, _MOST_WORDS))
    told = {idea.replace("_", " "): part for idea, part in shared.ideas.items()}
    told |= {spelling[word]: part for word, part in shared.words.items() if word in spelling}
    figures = len(shared.figures)
    parts = (
        ", ".join(_most(shared.names, _MOST_SHOWN)),
        ", ".join(f"'{word}'" for word in _most(told, _MOST_SHOWN)),
        f"{figures} figure{'s' * (figures != 1)}" if figures else "",
    )
    return f"shares {'; '.join(filter(None, parts)) or 'numbers'}"


def _most(counted: Mapping[str, float], most: int) -> list[str]:
    return sorted(counted, key=lambda each: (-round(counted[each], _DIGITS), each))[:most]
