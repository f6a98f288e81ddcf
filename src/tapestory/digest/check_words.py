"""A reported move beside its session's close → what came of the comparison, in words."""

from __future__ import annotations

from collections.abc import Iterable

from tapestory.model import Agreement, ReportedCheck

WORDS = {
    Agreement.AGREES: "fits",
    Agreement.AGREES_AS_BOUND: "fits as a bound",
    Agreement.TRUNCATED: "fits with its decimals cut off",
    Agreement.INTRADAY: "reached during the session",
    Agreement.CONTRADICTED: "contradicted",
    Agreement.UNVERIFIABLE: "cannot be checked",
}
_FITS = {Agreement.AGREES, Agreement.AGREES_AS_BOUND, Agreement.TRUNCATED}


def together(checks: Iterable[ReportedCheck]) -> str:
    """Return what holds of several figures that are printed as one.

    Empty where they differ, and where they plainly are the close, which stands beside them.
    """
    kinds = {check.kind for check in checks}
    if kinds and kinds <= _FITS:
        return "" if kinds == {Agreement.AGREES} else ", which fits"
    if kinds == {Agreement.INTRADAY}:
        return ", which the session reached but did not close at"
    return ", which the close contradicts" if kinds == {Agreement.CONTRADICTED} else ""
