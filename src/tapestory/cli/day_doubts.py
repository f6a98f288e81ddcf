"""A day on which bars contradict a calendar → what `doctor` says of it, and what to write down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tapestory.model import DayKind

if TYPE_CHECKING:  # what reads a config is loaded by those who have one
    from tapestory.config import Config, Paths
    from tapestory.moves import SuspectDay


def closed_days_file(config: Config, paths: Paths) -> Path:
    """Return the user's own file of special days, whether or not it is there yet."""
    return paths.config_file.parent / Path(config.universe.closed_days or "closed_days.csv")


def day_words(suspect: SuspectDay, file: Path) -> tuple[str, str]:
    """Return what the bars say of a day, and what to do about it.

    Args:
        suspect: The day.
        file: Where to write it down.
    """
    share = f"{suspect.saying_so} of {suspect.symbols} symbols ({suspect.share:.0%})"
    where = f"{suspect.mic} {suspect.day:%a} {suspect.day}"
    columns = "mic,day,kind,close,reason,source"
    line = f"{suspect.mic},{suspect.day},{suspect.kind},,REASON,SOURCE"
    write = f"write into {file} (columns {columns}) the line {line}"
    if suspect.kind is DayKind.CLOSED:
        message = f"suspect holiday: {where}: {share} have no bar, but bars before and after it"
        hint = f"If the exchange was closed, {write}. If it traded, import that day's prices."
        return message, hint
    message = f"suspect session: {where}: {share} have a bar, though the exchange was closed"
    if suspect.is_likely:
        hint = f"If the exchange traded, {write}, and import that day's prices again."
        return message, f"{hint} If not, there is nothing to do: such bars are never used."
    message = f"stray bars: {where}: {share} have a bar, though the exchange was closed"
    return message, f"They are never used. If the exchange did trade, {write}."
