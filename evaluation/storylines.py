"""Labelled news → how well the events that the matcher finds form the storylines of people.

uci is labelled by storyline; of our own corpus it is known which family an event belongs to, which
event it grew out of, and which others its articles refer to. Storylines are told as the program
tells them: each event whenever the number of its articles doubles, and once more in the end.
"""

from __future__ import annotations

import csv
import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.matching.agreement import Agreement, bcubed, bcubed_by_item
from evaluation.matching.bootstrap import f1_interval
from evaluation.matching.runs import Run, place_all
from evaluation.matching.sets import Domain, Labelled, corpus, domain, lines, public
from tapestory.matching.storylines import (
    Gist,
    Relatives,
    Storylines,
    StorylineSettings,
    Teller,
    Told,
)
from tapestory.model import EventId, Relation, StorylineId

SETS = ("uci", "og2021", "corpus_dev")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """The storyline of every event, and what it took to find them."""

    storylines: Mapping[EventId, StorylineId]
    tellings: int
    seconds: float

    def labels(self, run: Run) -> list[StorylineId]:
        """Return the storyline of each item."""
        return [self.storylines[event] for event in run.events]


def storylines_of(
    items: Sequence[Labelled],
    events: Sequence[EventId],
    shipped: Domain,
    settings: StorylineSettings | None = None,
) -> Chains:
    """Return the storylines that form while events grow article by article.

    Args:
        items: In order of time.
        events: The event that each belongs to in the end.
        shipped: For the concepts, and how much of an article is read.
        settings: Other than the shipped ones.
    """
    teller = Teller(shipped.concepts, shipped.settings)
    told = list(_tellings(items, events, teller))
    storylines = Storylines(teller.background, settings)
    at: dict[EventId, StorylineId] = {}
    gone: dict[StorylineId, StorylineId] = {}
    started = time.process_time()
    for event in told:
        chained = storylines.tell(event)
        at[event.event_id] = chained.storyline
        gone.pop(chained.storyline, None)
        gone |= dict.fromkeys(chained.absorbed, chained.storyline)
    seconds = time.process_time() - started
    return Chains(
        storylines={event: _now(storyline, gone) for event, storyline in at.items()},
        tellings=len(told),
        seconds=seconds,
    )


def _tellings(
    items: Sequence[Labelled], events: Sequence[EventId], teller: Teller
) -> Iterator[Told]:
    last = {event: place for place, event in enumerate(events)}
    sofar: defaultdict[EventId, list[Gist]] = defaultdict(list)
    for place, (one, event) in enumerate(zip(items, events, strict=True)):
        gists = sofar[event]
        gists.append(teller.gist(one.item))
        if len(gists).bit_count() == 1 or last[event] == place:
            yield teller.told(event, gists)


def _now(storyline: StorylineId, gone: Mapping[StorylineId, StorylineId]) -> StorylineId:
    while storyline in gone:
        storyline = gone[storyline]
    return storyline


def family_labels(shared: Path) -> dict[str, dict[str, str]]:
    """Return gold event → its row of the table of events."""
    with (shared / "data/corpus/dev_events.csv").open(encoding="utf-8", newline="") as table:
        return {row["slug"]: row for row in csv.DictReader(table)}


def runs(shared: Path, shipped: Domain) -> dict[str, Run]:
    """Return where the matcher puts the articles of each set."""
    sets = {
        name: corpus(shared, shipped.symbols)
        if name == "corpus_dev"
        else public(shared, name, shipped.symbols)
        for name in SETS
    }
    return {name: place_all(items, shipped) for name, items in sets.items()}


def score(shared: Path) -> dict[str, float]:
    """Return the scores of storylines by their name in the floors."""
    shipped = domain()
    run = place_all(public(shared, "uci", shipped.symbols), shipped)
    chains = storylines_of(run.items, run.events, shipped)
    return {"storylines.uci.bcubed_f1": bcubed(run.gold, chains.labels(run)).f1}


def half(event: str) -> int:
    """Return which half of the gold events one falls in, 0 or 1: the same on every machine."""
    return hashlib.sha256(event.encode()).digest()[0] % 2


def _line(
    name: str, gold: Sequence[str], found: Sequence[StorylineId], events: Sequence[str]
) -> str:
    each = bcubed_by_item(gold, found)
    whole = bcubed(gold, found)
    interval = f1_interval(gold, each)
    halves = [_of_half(gold, found, events, number).f1 for number in (0, 1)]
    return (
        f"{name:<22}{len(gold):>6}{len(set(gold)):>6}{len(set(found)):>7}{whole.precision:>7.3f}"
        f"{whole.recall:>7.3f}{whole.f1:>7.3f}  {interval.low:.3f}-{interval.high:.3f}"
        f"  {halves[0]:.3f} {halves[1]:.3f}"
    )


def _of_half(
    gold: Sequence[str], found: Sequence[StorylineId], events: Sequence[str], number: int
) -> Agreement:
    kept = [
        (label, storyline)
        for label, storyline, event in zip(gold, found, events, strict=True)
        if half(event) == number
    ]
    return bcubed([label for label, _ in kept], [storyline for _, storyline in kept])


def _together(run: Run, labels: Sequence[StorylineId]) -> Mapping[str, StorylineId]:
    """Return gold event → the storyline that most of its articles are in."""
    counted: defaultdict[str, Counter[StorylineId]] = defaultdict(Counter)
    for gold, label in zip(run.gold, labels, strict=True):
        counted[gold][label] += 1
    return {gold: max(sorted(found), key=lambda one: found[one]) for gold, found in counted.items()}


def _relation_lines(shared: Path, shipped: Domain) -> Iterator[str]:
    """Yield how the relations between gold events agree with what their articles refer to.

    The labels name what single articles refer to, so that most true relations have none: beside
    the share of the found ones that are labelled stands that of one family, as an upper bound.
    """
    families = family_labels(shared)
    items = [one for one in corpus(shared, shipped.symbols) if one.gold in families]
    present = {one.gold for one in items}
    labelled = {
        frozenset((row["gold_event"], str(other)))
        for row in lines(shared / "data/corpus/dev.jsonl")
        for other in _listed(row["gold_related"])
        if row["gold_event"] in present and other in present
    }
    parents = {
        frozenset((slug, row["parent_event"]))
        for slug, row in families.items()
        if slug in present and row["parent_event"] in present
    }
    found = _related_pairs(items, shipped)
    for name, kept in (("all", (0, 1)), ("half 0", (0,)), ("half 1", (1,))):
        wanted = {pair for pair in labelled | parents if half(min(map(str, pair))) in kept}
        mine = [pair for pair in found if half(min(map(str, pair))) in kept]
        hits = sum(pair in wanted for pair in mine)
        same = sum(len({families[str(one)]["family"] for one in pair}) == 1 for pair in mine)
        born = sum(pair in found for pair in parents & wanted)
        yield (
            f"relations, {name}: {len(mine)} found, {len(wanted)} labelled, {hits} of them both;"
            f" {same} within a family; {born} of {len(parents & wanted)} parents"
        )
    yield f"relations by kind: {dict(Counter(found.values()))}"


def _related_pairs(
    items: Sequence[Labelled], shipped: Domain
) -> Mapping[frozenset[object], Relation]:
    """Return the pairs of gold events that are found to be related, each event told whole."""
    teller = Teller(shipped.concepts, shipped.settings)
    gists: defaultdict[str, list[Gist]] = defaultdict(list)
    for one in items:
        gists[one.gold].append(teller.gist(one.item))
    events = [teller.told(EventId(gold), told) for gold, told in gists.items()]
    storylines = Storylines(teller.background)
    relatives = Relatives(storylines.rarity)
    found: dict[frozenset[object], Relation] = {}
    for event in sorted(events, key=lambda one: (one.last, one.event_id)):
        storyline = storylines.tell(event).storyline
        relatives.remember(event)
        others = frozenset(one.event_id for one in storylines.members(storyline))
        for related in relatives.of(event, others):
            found[frozenset((event.event_id, related.event_id))] = related.relation
    return found


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def main() -> None:
    """Print a line for each set, then what became of parents."""
    shared = Path(__file__).parents[2] / "shared"
    shipped = domain()
    found = runs(shared, shipped)
    chains = {name: storylines_of(run.items, run.events, shipped) for name, run in found.items()}
    print(
        f"{'set':<22}{'items':>6}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}"
        f"  {'95 %':<11}  halves"
    )
    for name in ("uci", "og2021"):
        gold = found[name].gold
        print(_line(name, gold, chains[name].labels(found[name]), gold))
    run, families = found["corpus_dev"], family_labels(shared)
    labels = chains["corpus_dev"].labels(run)
    own = [
        (families[gold]["family"], label, gold)
        for gold, label in zip(run.gold, labels, strict=True)
        if gold in families
    ]
    print(_line("corpus_dev by family", *map(list, zip(*own, strict=True))))
    at = _together(run, labels)
    parents = [
        (slug, row["parent_event"])
        for slug, row in families.items()
        if slug in at and row["parent_event"] in at
    ]
    kept = sum(at[child] == at[parent] for child, parent in parents)
    print(f"events in the storyline of their parent: {kept} of {len(parents)}")
    tellings = sum(one.tellings for one in chains.values())
    seconds = sum(one.seconds for one in chains.values())
    print(f"{tellings} tellings, {tellings / seconds:.0f} a second")
    for line in _relation_lines(shared, shipped):
        print(line)


if __name__ == "__main__":
    main()
