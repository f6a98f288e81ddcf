"""A host's pace and patience, the places of a round, and the room for its bodies."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.fetching.hosts import Host, Hosts
from tapestory.ingest.fetching.places import Places, Room


def test_an_unknown_host_and_a_quick_one_need_no_rest() -> None:
    host = Host(2)

    assert [host.rest(100.0) for _ in range(3)] == [0, 0, 0]
    host.answered(0.02)
    host.answered(5.0)
    assert [host.rest(100.0) for _ in range(3)] == [0, 0, 0]


@given(latencies=st.lists(st.floats(0.03, 30), min_size=1), number=st.integers(2, 9))
def test_between_two_questions_lies_the_quickest_answer_or_two_seconds(
    latencies: list[float], number: int
) -> None:
    host = Host(2)
    for latency in latencies:
        host.answered(latency)
    pause = min(*latencies, 2.0)

    rests = [host.rest(50.0) for _ in range(number)]

    assert rests == pytest.approx([pause * turn for turn in range(number)])
    assert host.rest(50.0 + number * pause + 60) == 0


def test_where_nobody_answers_the_others_are_given_less_time_until_one_does() -> None:
    host = Host(2)
    for _ in range(4):
        assert host.seconds(30.0) == 30.0
        host.timed_out()
    assert (host.seconds(30.0), host.seconds(2.0)) == (5.0, 2.0)
    host.judged(refused=False, retry_after="")
    assert host.seconds(30.0) == 30.0


def test_ten_refusals_in_a_row_are_enough_and_an_answer_in_between_makes_good() -> None:
    host = Host(2)
    said = []
    for refused in [*[True] * 9, False, *[True] * 10]:
        host.judged(refused=refused, retry_after="60")
        said.append(host.refuses)

    assert said == [False] * 19 + [True]
    assert host.retry_after == "60"


def test_a_host_is_one_however_often_it_is_looked_up() -> None:
    hosts = Hosts(2)

    assert hosts.of("wire.example") is hosts.of("wire.example")
    assert hosts.of("wire.example") is not hosts.of("www.wire.example")


def test_places_are_lent_to_others_while_their_holders_wait_but_not_without_end() -> None:
    async def run() -> list[bool]:
        places = Places(1)
        first = await places.take()
        lent = [places.lend() for _ in range(9)]
        second = await asyncio.wait_for(places.take(), 5)
        first.give_back()
        second.give_back()
        return lent

    assert asyncio.run(run()) == [True] * 8 + [False]


def test_small_bodies_need_no_room_and_large_ones_wait_for_it() -> None:
    async def run() -> list[str]:
        room, order = Room(10_000_000), list[str]()

        async def read(name: str, size: int) -> None:
            assert room.fits(name, 200_000)
            assert not room.fits(name, size)
            await room.grow(name, size)
            order.append(f"{name} in")
            await asyncio.sleep(0)
            order.append(f"{name} out")
            await room.leave(name)

        await asyncio.gather(read("a", 8_000_000), read("b", 8_000_000), read("c", 8_000_000))
        return order

    assert asyncio.run(run()) == ["a in", "a out", "b in", "b out", "c in", "c out"]


def test_who_came_first_may_grow_beyond_the_room_so_that_not_all_wait() -> None:
    async def run() -> None:
        room = Room(1_000_000)
        await room.grow("a", 900_000)
        await asyncio.wait_for(room.grow("a", 50_000_000), 5)
        waiting = asyncio.create_task(room.grow("b", 300_000))
        await asyncio.sleep(0)
        assert not waiting.done()
        await room.leave("a")
        await asyncio.wait_for(waiting, 5)

    asyncio.run(run())
