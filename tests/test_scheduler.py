"""The daemon's heartbeat, with real signals."""

import os
import signal
import time

import pytest

from tapestory.scheduler import serve


@pytest.mark.slow
def test_the_daemon_ticks_at_once_and_again_and_stops_on_sigterm() -> None:
    ticks: list[float] = []

    def tick() -> None:
        ticks.append(time.monotonic())
        if len(ticks) == 2:
            os.kill(os.getpid(), signal.SIGTERM)

    serve(tick, every_seconds=1)

    assert len(ticks) == 2


@pytest.mark.slow
def test_a_tick_that_is_running_when_the_daemon_is_told_to_stop_is_let_finish() -> None:
    finished: list[bool] = []

    def tick() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.2)
        finished.append(True)

    serve(tick, every_seconds=30)

    assert finished == [True]


@pytest.mark.slow
def test_the_signal_handlers_of_the_caller_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    serve(lambda: os.kill(os.getpid(), signal.SIGTERM), every_seconds=30)

    assert signal.getsignal(signal.SIGTERM) is before
