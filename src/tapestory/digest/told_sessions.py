"""An event's reported moves and what they were held against → the session that each tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from tapestory.model import Agreement, ReportedCheck, ReportedMove

_BORNE_OUT: Final = {
    Agreement.AGREES,
    Agreement.AGREES_AS_BOUND,
    Agreement.TRUNCATED,
    Agreement.INTRADAY,
}


def told_session(
    checks: Iterable[ReportedCheck], day0: Callable[[str], date | None]
) -> Callable[[ReportedMove], date | None]:
    """Return what tells of which session a reported move is.

    That is the session that its article dates it by. One without a date is of the session that
    bears it out: a rebound told two days later is no figure of day 0. Of any other nobody knows
    better than day 0.

    Args:
        checks: Of the event's reported moves.
        day0: Symbol → day 0 on its exchange.
    """
    borne_out = {
        check.reported: check.session
        for check in checks
        if check.kind in _BORNE_OUT and check.session is not None
    }

    def session_of(reported: ReportedMove) -> date | None:
        return reported.session or borne_out.get(reported) or day0(reported.symbol)

    return session_of
