"""A reader's hours of rest and the present → whether to leave them alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From when to when nothing is sent, every day; over midnight where the end comes first."""

    begin: time
    end: time
    zone: str = "UTC"
    """IANA name."""

    def hold(self, now: datetime) -> bool:
        """Tell whether a time falls into them: begin <= t < end."""
        clock = now.astimezone(ZoneInfo(self.zone)).time()
        if self.begin < self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end
