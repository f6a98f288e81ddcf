"""The peers from libraries, in their own environment: nothing of ours is imported but words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import scipy.cluster.hierarchy as trees  # type: ignore[import-untyped]  # not in our environment
import sklearn.feature_extraction.text as terms  # type: ignore[import-not-found]  # the same
from river import cluster  # type: ignore[import-not-found]  # the same

from benchmarks.matching.words import words


class _Noting(cluster.TextClust):  # type: ignore[misc]  # untyped here: another environment's
    """TextClust that tells where it put the text it learnt last, which it keeps to itself."""

    last: int = 0

    def _get_closest_mc(self, *given: object) -> tuple[int | None, float]:
        found: tuple[int | None, float] = super()._get_closest_mc(*given)
        self.last = self._cluster_id if found[0] is None else found[0]
        return found


def text_clust(
    texts: Sequence[str], hours: Sequence[float], *, ngrams: int, **settings: float | bool
) -> list[int]:
    """Return the cluster of each text by river's TextClust, where its own merging put it at last.

    Args:
        texts: In order of arrival.
        hours: Of arrival; clusters fade in real time.
        ngrams: 1 for words alone, 2 for pairs of words too.
        settings: `radius`, the greatest distance to join; `tgap`, hours between removals of
            outliers, as long as a cluster of one text lives; `auto_merge`, whether close
            clusters are merged then.
    """
    counted = terms.CountVectorizer(tokenizer=words, token_pattern=None, ngram_range=(1, ngrams))
    analyse = counted.build_analyzer()
    model = _Noting(fading_factor=1 / 36, **settings)
    gone: dict[int, int] = {}
    labels: list[int] = []
    for text, now in zip(texts, hours, strict=True):
        counts: dict[str, int] = {}
        for term in analyse(text):
            counts[term] = counts.get(term, 0) + 1
        cleaned = model.last_cleanup
        model.learn_one(counts, t=now)
        labels.append(model.last if counts else -len(labels) - 1)
        if model.last_cleanup != cleaned:
            for number, micro in model.micro_clusters.items():
                gone.update((other, number) for other in micro.merged_ids if other != number)
    return [_now(label, gone) for label in labels]


def _now(label: int, gone: dict[int, int]) -> int:
    while label in gone:
        label = gone[label]
    return label


def agglomerated(
    texts: Sequence[str], hours: Sequence[float], *, decay: float, thresholds: Sequence[float]
) -> Iterator[list[int]]:
    """Yield the cluster of each text for each threshold, by average linkage of all at once.

    Args:
        texts: All of them: this peer knows the future.
        hours: Of arrival.
        decay: Hours apart at which similarity has fallen to 1/e; 0 leaves time out of it.
        thresholds: Greatest mean distance, 0 to 1, within a cluster.
    """
    vectors = terms.TfidfVectorizer(tokenizer=words, token_pattern=None, sublinear_tf=True)
    matrix = vectors.fit_transform(texts)
    similar = (matrix @ matrix.T).toarray()
    if decay:
        at = np.asarray(hours)
        similar *= np.exp(-np.abs(at[:, None] - at[None, :]) / decay)
    rows, columns = np.triu_indices(len(texts), k=1)
    distances = np.clip(1.0 - similar[rows, columns], 0.0, 1.0)
    del similar, rows, columns
    tree = trees.average(distances)
    for threshold in thresholds:
        yield [int(label) for label in trees.fcluster(tree, threshold, criterion="distance")]
