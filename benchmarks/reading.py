"""Articles read per core-second, beside the least that reading them can take, rounds interleaved.

Splitting an article into sentences and finding the names in it is what any reader does first; it
is measured beside all of reading, on the same articles in the same minute. Every article is made
here, from sentences of our own, and is the same in every run. No time is asserted.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tapestory import config
from tapestory.linking import Gazetteer
from tapestory.model import ArticleId
from tapestory.reading import detect_language, document, read, split_sentences

ARTICLES = 300
WORDS = 300
ROUNDS = 7
PUBLISHED = datetime(2026, 7, 2, 21, 30, tzinfo=UTC)
COMPANIES = ("Nvidia", "Micron", "CoreWeave", "Oracle", "Sandisk", "Samsung Electronics", "Meta")
OUTLETS = ("Bloomberg", "Reuters", "the Harbour Times", "The Information", "CNBC")
PLAIN = (
    "The hall stands beside a river and draws its cooling water from it all year round.",
    "Visitors walked past rows of cabinets while the fans above them roared.",
    "Most of the racks were delivered before the roof was closed, a foreman recalled.",
    "Whoever rents a machine by the hour cares little about whose name is on the door.",
    "The town council met twice in spring and asked for a second study of the noise.",
    "“We had expected a quieter summer,” one engineer wrote in a note to colleagues.",
    "Prices of second-hand servers have drifted lower as newer ones reach the market.",
    "Nobody at the table wanted to guess how long the shortage would last.",
    "Farmers nearby sold two meadows, and a third is let for a solar park.",
    "Apprentices learn to solder in a workshop that once repaired looms.",
)
TELLING = (
    "{company} shares fell {n}.4% on Thursday after {outlet} reported the plan.",
    "According to {outlet}, {company} is in talks to lease {n}0,000 GPUs from {other}.",
    "{company} said in a statement that its capital expenditure would reach ${n}0 billion in 2026.",
    "A spokesperson for {company} denied that it had signed a deal worth ${n}.2 billion.",
    "People familiar with the matter said {company} may still change its mind.",
    "{company} and {other} rose {n}% and {n}.5%, respectively, by the close of trading.",
    "The rumour about {company} could not be independently verified.",
)


def main() -> int:
    """Print both rates and their ratio; always 0."""
    nowhere = config.resolve(None, {"TAPESTORY_HOME": str(Path(__file__).parent / "nowhere")})
    gazetteer = Gazetteer(config.load_universe(config.load(nowhere, {}), nowhere))
    articles = made(ARTICLES, seed=1)

    def least(title: str, body: str) -> None:
        text = document(title, body, lang="en")
        split_sentences(text)
        gazetteer.find(text.text, lang="en")

    def whole(title: str, body: str) -> None:
        text = document(title, body, lang=detect_language(f"{title}\n{body}", "en"))
        mentions = gazetteer.find(text.text, lang=text.lang)
        read(text, mentions, article_id=ArticleId("a"), published=PUBLISHED)

    times = measured({"sentences and names": least, "all of reading": whole}, articles)
    for name, taken in times.items():
        rate = len(articles) / statistics.median(taken)
        print(f"{name:<26} {rate:6.0f} articles of {WORDS} words per core-second")
    alone, everything = (statistics.median(taken) for taken in times.values())
    print(f"ratio to the least         {everything / alone:6.2f}")
    return 0


def made(count: int, *, seed: int) -> list[tuple[str, str]]:
    """Return titles and bodies; about every fourth sentence says something that is read."""
    dice = random.Random(seed)  # noqa: S311 (the same articles in every run)
    return [_article(dice) for _ in range(count)]


def _article(dice: random.Random) -> tuple[str, str]:
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < WORDS:
        pool = TELLING if dice.random() < 1 / 4 else PLAIN
        sentences.append(_filled(dice.choice(pool), dice))
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    return _filled("{company} weighs a new hall as {other} waits", dice), "\n\n".join(paragraphs)


def _filled(sentence: str, dice: random.Random) -> str:
    company, other = dice.sample(COMPANIES, 2)
    return sentence.format(
        company=company, other=other, outlet=dice.choice(OUTLETS), n=dice.randint(1, 9)
    )


def measured(
    readers: dict[str, Callable[[str, str], None]], articles: Sequence[tuple[str, str]]
) -> dict[str, list[float]]:
    """Return the processor seconds of each reader over all articles, one entry per round."""
    times: dict[str, list[float]] = {name: [] for name in readers}
    for round_number in range(ROUNDS + 1):
        for name, reader in readers.items():
            started = time.process_time()
            for title, body in articles:
                reader(title, body)
            if round_number:  # the first round compiles the patterns
                times[name].append(time.process_time() - started)
    return times


if __name__ == "__main__":
    sys.exit(main())
