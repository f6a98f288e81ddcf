"""The daemon's heartbeat, with real signals."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest

from tapestory.scheduler import Stopping, is_stranded, serve

NOON = datetime(2026, 7, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.slow
def test_the_daemon_ticks_at_once_and_again_and_stops_on_sigterm() -> None:
    ticks: list[float] = []

    def tick(_stopping: Stopping) -> None:
        ticks.append(time.monotonic())
        if len(ticks) == 2:
            os.kill(os.getpid(), signal.SIGTERM)

    serve(tick, every_seconds=1)

    assert len(ticks) == 2


@pytest.mark.slow
def test_a_tick_that_is_running_when_the_daemon_is_told_to_stop_is_let_finish() -> None:
    finished: list[bool] = []

    def tick(_stopping: Stopping) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.2)
        finished.append(True)

    serve(tick, every_seconds=30)

    assert finished == [True]


@pytest.mark.slow
def test_the_signal_handlers_of_the_caller_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    serve(lambda _: os.kill(os.getpid(), signal.SIGTERM), every_seconds=30)

    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.slow
def test_a_running_tick_learns_that_the_daemon_was_told_to_stop() -> None:
    learnt: list[bool] = []

    def tick(stopping: Stopping) -> None:
        learnt.append(stopping())
        os.kill(os.getpid(), signal.SIGTERM)
        while not stopping():
            time.sleep(0.01)
        learnt.append(stopping())

    serve(tick, every_seconds=30)

    assert learnt == [False, True]


def test_a_tick_is_stranded_where_only_a_clock_set_back_can_have_left_it() -> None:
    assert not is_stranded(NOON + MINUTE, NOON, MINUTE)
    assert not is_stranded(NOON - MINUTE, NOON, MINUTE)
    assert not is_stranded(None, NOON, MINUTE)
    assert is_stranded(NOON + timedelta(days=365), NOON, MINUTE)
