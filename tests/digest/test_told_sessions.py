from __future__ import annotations

from datetime import date

import pytest

from digest.pieces import reported
from tapestory.digest.told_sessions import told_session
from tapestory.model import Agreement, ReportedCheck, ReportedMove

DAY0, NEXT, OTHER = date(2026, 7, 2), date(2026, 7, 3), date(2026, 7, 6)


def told(move: ReportedMove, kind: Agreement) -> date | None:
    check = ReportedCheck(reported=move, kind=kind, note="", session=NEXT)
    return told_session([check], lambda _: DAY0)(move)


@pytest.mark.parametrize(
    "kind", [Agreement.AGREES, Agreement.TRUNCATED, Agreement.AGREES_AS_BOUND, Agreement.INTRADAY]
)
def test_what_is_not_dated_is_of_the_session_that_bears_it_out(kind: Agreement) -> None:
    assert told(reported("HYNIX", 0.1088, "a"), kind) == NEXT


@pytest.mark.parametrize("kind", [Agreement.CONTRADICTED, Agreement.UNVERIFIABLE])
def test_what_no_session_bears_out_is_taken_for_day_0(kind: Agreement) -> None:
    assert told(reported("HYNIX", 0.1088, "a"), kind) == DAY0


def test_a_date_has_the_last_word() -> None:
    assert told(reported("HYNIX", 0.1088, "a", session=OTHER), Agreement.AGREES) == OTHER
