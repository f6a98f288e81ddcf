"""The textbook online matcher: TF-IDF of the stream so far, cosine to centroids, decay by time."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass, field

from benchmarks.matching.words import words

_PROBES = 12
"""Heaviest words that are looked up."""
_CANDIDATES = 20
"""Clusters whose centroids are compared, those that share the most weight with the probes."""


@dataclass(slots=True)
class _Cluster:
    last: float
    weights: dict[str, float] = field(default_factory=dict)
    square: float = 0.0


class OnlineTfIdf:
    """Puts each article in the nearest cluster, or in a new one below the threshold.

    Args:
        threshold: Least similarity to join.
        decay: Hours after which a cluster's similarity has fallen to 1/e.
        live: Hours after which a cluster without articles is forgotten.
    """

    def __init__(self, threshold: float = 0.3, *, decay: float = 36.0, live: float = 504.0) -> None:
        self._threshold, self._decay, self._live = threshold, decay, live
        self._seen = 0
        self._in: Counter[str] = Counter()
        self._clusters: OrderedDict[int, _Cluster] = OrderedDict()
        self._postings: defaultdict[str, set[int]] = defaultdict(set)
        self._next = 0

    @property
    def live_events(self) -> int:
        """Clusters that are still compared."""
        return len(self._clusters)

    def place(self, text: str, hours: float) -> int:
        """Return the cluster of an article; hours never go back."""
        vector = self._vector(words(text))
        best, chosen = 0.0, -1
        for number in self._candidates(vector):
            cluster = self._clusters[number]
            centre = cluster.weights
            product = sum(w * centre[word] for word, w in vector.items() if word in centre)
            near = product / math.sqrt(cluster.square) if cluster.square else 0.0
            near *= math.exp((cluster.last - hours) / self._decay)
            if near > best:
                best, chosen = near, number
        if best < self._threshold:
            chosen, self._next = self._next, self._next + 1
            self._clusters[chosen] = _Cluster(hours)
        self._join(chosen, vector, hours)
        while hours - next(iter(self._clusters.values())).last > self._live:
            gone, cluster = self._clusters.popitem(last=False)
            for word in cluster.weights:
                self._postings[word].discard(gone)
        return chosen

    def _vector(self, found: list[str]) -> dict[str, float]:
        counts = Counter(found)
        self._seen += 1
        self._in.update(counts.keys())
        weights = {
            word: (1.0 + math.log(times)) * math.log(1.0 + self._seen / self._in[word])
            for word, times in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()} if length else {}

    def _candidates(self, vector: dict[str, float]) -> list[int]:
        shared: defaultdict[int, float] = defaultdict(float)
        for word in sorted(vector, key=lambda word: -vector[word])[:_PROBES]:
            for number in self._postings[word]:
                shared[number] += vector[word]
        return sorted(shared, key=lambda number: -shared[number])[:_CANDIDATES]

    def _join(self, number: int, vector: dict[str, float], hours: float) -> None:
        cluster = self._clusters[number]
        centre = cluster.weights
        for word, weight in vector.items():
            before = centre.get(word, 0.0)
            cluster.square += weight * (2.0 * before + weight)
            centre[word] = before + weight
            self._postings[word].add(number)
        cluster.last = hours
        self._clusters.move_to_end(number)
