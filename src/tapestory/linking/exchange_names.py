"""The name of an index and its surroundings → whether its exchange is meant instead."""

from __future__ import annotations

from tapestory.linking.surroundings import Surroundings
from tapestory.linking.vocabulary.cues import LISTING_AFTER, LISTING_CONTEXT, MOVE_CUE


def names_the_exchange(around: Surroundings, *, certain: bool) -> bool:
    """Tell whether the exchange is meant ("listed on Nasdaq"), not what its prices do.

    Args:
        around: Where the name stands.
        certain: The name is otherwise only that of the index.
    """
    if LISTING_AFTER.match(around.after):
        return True
    if certain:
        return False
    return bool(LISTING_CONTEXT.search(around.before)) or not MOVE_CUE.search(
        around.before + around.form + around.after
    )
