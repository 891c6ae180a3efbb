"""Real processes that crash, hang, eat memory and talk nonsense."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from service.errors import ParseError
from service.model.entry import Feed, Fetched
from service.workers.child import GIVES_WAY
from service.workers.lane import WORN_BY_GIVING_UP, WorkerError
from service.workers.parsing import PooledParser
from service.workers.pool import LEAST_WEIGHT, WorkerPool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

JOB = "tests.workers.jobs:run"


@asynccontextmanager
async def pool(job: str = JOB, **limits: Any) -> AsyncIterator[WorkerPool]:
    running = WorkerPool(job, **{"timeout": 60.0, **limits})
    try:
        yield running
    finally:
        await running.aclose()


async def test_work_is_done_by_one_process_again_and_again() -> None:
    async with pool(size=1) as workers:
        answers = [await workers.run({"do": "echo"}, b"x" * size) for size in (0, 10, 8 * 2**20)]
    assert [answer["length"] for answer in answers] == [0, 10, 8 * 2**20]
    assert len({answer["pid"] for answer in answers}) == 1
    assert answers[0]["pid"] != os.getpid()


async def test_a_process_without_work_is_ended_and_the_next_work_is_done_by_another() -> None:
    async with pool(size=1, idle=0.05) as workers:
        first = (await workers.run({"do": "echo"}, b""))["pid"]
        async with asyncio.timeout(30):
            while Path(f"/proc/{first}").exists():  # noqa: ASYNC110, ASYNC240 - another process sets no event here
                await asyncio.sleep(0.01)
        assert (await workers.run({"do": "echo"}, b""))["pid"] != first


async def test_a_process_that_had_work_since_is_not_ended() -> None:
    async with pool(size=1, quick_seconds=5) as workers:
        pids = [(await workers.run({"do": "echo"}, b""))["pid"] for _ in range(2)]
        (child,) = workers._quick._children
        child.retire(1)
        assert [(await workers.run({"do": "echo"}, b""))["pid"], *pids] == [pids[0]] * 3


@pytest.mark.parametrize(
    ("what", "why", "limits"),
    [
        ("crash", r"crashed \(signal 11\)", {}),
        ("exit", r"ended \(exit code 3\)", {}),
        ("hang", r"took longer than 0\.5 s", {"timeout": 0.5}),
        ("spin", "too much CPU time", {"cpu_seconds": 1, "timeout": 100.0}),
        ("eat", "ran out of memory", {}),
        ("raise", r"failed on it \(ValueError", {}),
        ("recurse", "nested too deep", {}),
        ("garbage", r"cannot be read|took longer", {"timeout": 0.5}),
    ],
)
async def test_one_failure_is_told_and_the_next_work_is_done(what: str, why: str, limits: dict[str, Any]) -> None:
    async with pool(size=1, **limits) as workers:
        with pytest.raises(WorkerError, match=why):
            await workers.run({"do": what}, b"")
    async with pool(size=1) as workers:
        with pytest.raises(WorkerError):
            await workers.run({"do": "exit"}, b"")
        assert (await workers.run({"do": "echo"}, b"ab"))["length"] == 2


async def test_c14_what_crashed_is_tried_once_more_and_no_more(tmp_path: Path) -> None:
    once, always = tmp_path / "once", tmp_path / "always"
    async with pool(size=1) as workers:
        assert (await workers.run({"do": "crash at first", "mark": str(once)}, b""))["length"] == 0
        with pytest.raises(WorkerError, match=r"crashed \(signal 9\)"):
            await workers.run({"do": "note and crash", "mark": str(always)}, b"")
    assert always.read_text() == "xx"


async def test_what_takes_long_gives_way_to_others_and_is_done_all_the_same() -> None:
    async with pool(size=1, quick_seconds=0.1) as workers:
        long = asyncio.create_task(workers.run({"do": "work", "seconds": 0.6}, b"long"))
        others = [await workers.run({"do": "echo"}, b"x") for _ in range(50)]
        done = await long
    assert (done["length"], done["nice"]) == (4, GIVES_WAY[1])
    assert [other["nice"] for other in others] == [GIVES_WAY[0]] * 50


async def test_work_that_is_given_up_leaves_its_process_to_others() -> None:
    async with pool(size=1, quick_seconds=0.1) as workers:
        before = (await workers.run({"do": "echo"}, b""))["pid"]
        long = await workers.run({"do": "work", "seconds": 0.6}, b"")
        after = (await workers.run({"do": "echo"}, b""))["pid"]
    assert before == after != long["pid"]


async def test_a_process_that_was_broken_off_often_is_replaced() -> None:
    async with pool(size=1, quick_seconds=0.05, jobs_each=WORN_BY_GIVING_UP) as workers:
        before = (await workers.run({"do": "echo"}, b""))["pid"]
        await workers.run({"do": "work", "seconds": 0.3}, b"")
        assert (await workers.run({"do": "echo"}, b""))["pid"] != before


async def test_work_that_cannot_be_given_up_is_ended_by_the_kernel_and_tried_once_more() -> None:
    async with pool(size=1, cpu_seconds=1, quick_seconds=0.05) as workers:
        before = (await workers.run({"do": "echo"}, b""))["pid"]
        with pytest.raises(WorkerError, match="took too much CPU time"):
            await workers.run({"do": "swallow"}, b"")
        assert (await workers.run({"do": "echo"}, b""))["pid"] != before


@pytest.mark.parametrize(("what", "stays"), [("raise", True), ("recurse", True), ("eat", False)])
async def test_a_process_stays_unless_its_memory_ran_out(what: str, *, stays: bool) -> None:
    async with pool(size=1, quick_seconds=5) as workers:
        before = (await workers.run({"do": "echo"}, b""))["pid"]
        with pytest.raises(WorkerError):
            await workers.run({"do": what}, b"")
        assert ((await workers.run({"do": "echo"}, b""))["pid"] == before) is stays


async def test_what_takes_long_begins_when_it_is_let() -> None:
    let, asked = asyncio.Event(), asyncio.Event()

    async def when_heavy() -> None:
        asked.set()
        await let.wait()

    async with pool(size=1, quick_seconds=0.05) as workers:
        long = asyncio.create_task(workers.run({"do": "work", "seconds": 0.2}, b"", when_heavy=when_heavy))
        await asked.wait()
        assert (await workers.run({"do": "echo"}, b"", when_heavy=when_heavy))["length"] == 0
        assert not workers._slow._children
        let.set()
        assert (await long)["nice"] == GIVES_WAY[1]


async def test_who_will_not_wait_for_the_slow_lane_leaves_no_trace_in_it() -> None:
    async def when_heavy() -> None:
        raise KeyError("no")

    async with pool(size=1, quick_seconds=0.05, most_waiting=LEAST_WEIGHT) as workers:
        for _ in range(2):
            with pytest.raises(KeyError):
                await workers.run({"do": "work", "seconds": 0.2}, b"", when_heavy=when_heavy)
        assert (await workers.run({"do": "work", "seconds": 0.2}, b""))["nice"] == GIVES_WAY[1]


async def test_those_that_wait_to_be_tried_again_are_few() -> None:
    async with pool(size=2, cpu_seconds=1, quick_seconds=0.05, most_waiting=LEAST_WEIGHT) as workers:
        spinning = [workers.run({"do": "spin"}, b"") for _ in range(4)]
        outcomes = await asyncio.gather(*spinning, return_exceptions=True)
    told = [str(outcome) for outcome in outcomes]
    assert sum("wait to be tried again" in each for each in told) >= 2
    assert all("too much CPU time" in each or "wait to be tried again" in each for each in told)


async def test_what_waits_to_be_tried_again_is_bounded_by_its_bytes() -> None:
    let = asyncio.Event()

    async def when_heavy() -> None:
        await let.wait()

    async with pool(size=1, quick_seconds=0.05, most_waiting=3 * LEAST_WEIGHT) as workers:
        large = b"x" * (2 * LEAST_WEIGHT)
        work = {"do": "work", "seconds": 1.5}
        tasks = [asyncio.create_task(workers.run(work, body, when_heavy=when_heavy)) for body in (large, b"", b"")]
        done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        with pytest.raises(WorkerError, match="too many others wait"):
            done.pop().result()
        let.set()
        assert all([(await each)["nice"] == GIVES_WAY[1] for each in waiting])


async def test_what_a_library_prints_gets_in_nobodys_way() -> None:
    async with pool() as workers:
        assert await workers.run({"do": "print"}, b"") == {"length": 0}


async def test_a_killed_process_takes_only_its_own_work_along() -> None:
    async with pool(size=2) as workers:
        victim = (await workers.run({"do": "echo"}, b""))["pid"]
        os.kill(victim, signal.SIGKILL)
        outcomes = await asyncio.gather(*(workers.run({"do": "echo"}, b"x") for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(outcome, WorkerError) for outcome in outcomes) <= 1


async def test_many_pieces_of_work_wait_for_few_processes() -> None:
    async with pool(size=2) as workers:
        answers = await asyncio.gather(*(workers.run({"do": "echo"}, b"x" * size) for size in range(50)))
    assert [answer["length"] for answer in answers] == list(range(50))
    assert len({answer["pid"] for answer in answers}) <= 2


async def test_an_old_process_is_replaced() -> None:
    async with pool(size=1, jobs_each=2) as workers:
        pids = [(await workers.run({"do": "echo"}, b""))["pid"] for _ in range(5)]
    assert [pids[0] == pids[1], pids[1] == pids[2], pids[2] == pids[3], pids[3] == pids[4]] == [True, False, True, False]


async def test_nothing_is_left_running() -> None:
    async with pool() as workers:
        pid = (await workers.run({"do": "echo"}, b""))["pid"]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


FEED = Feed(name="Enab", url="https://e.example/")
NOW = datetime(2026, 5, 1, tzinfo=UTC)


async def test_feeds_are_parsed_in_a_process() -> None:
    body = b"<rss><channel><title>T</title><item><title>One</title><guid>1</guid></item></channel></rss>"
    async with pool("service.parse.job:run") as workers:
        parser = PooledParser(workers)
        feed = await parser.parse(Fetched(url="https://e.example/", status=200, body=body), FEED, NOW)
        assert [(entry.title, entry.source) for entry in feed.entries] == [("One", "Enab")]
        with pytest.raises(ParseError, match=r"not a feed \(HTML\)"):
            await parser.parse(Fetched(url="https://e.example/", status=200, body=b"<html></html>"), FEED, NOW)


async def test_c05_what_makes_feedparser_work_for_minutes_is_ended_by_the_kernel() -> None:
    slow = f"<rss><channel><item><title>a<b</title><author>{'a' * 200_000}@</author></item></channel></rss>".encode()
    good = b"<rss><channel><title>T</title><item><title>One</title></item></channel></rss>"
    async with pool("service.parse.job:run", cpu_seconds=1, quick_seconds=0.1) as workers:
        parser = PooledParser(workers)
        ended = asyncio.create_task(parser.parse(Fetched(url="", status=200, body=slow), FEED, NOW))
        for _ in range(20):
            assert len((await parser.parse(Fetched(url="", status=200, body=good), FEED, NOW)).entries) == 1
        with pytest.raises(ParseError, match="parser took too much CPU time"):
            await ended


async def test_a_dead_parser_is_a_failure_of_the_feed() -> None:
    async with pool("tests.workers.test_pool:dies") as workers:
        with pytest.raises(ParseError, match=r"parser crashed \(signal 9\)"):
            await PooledParser(workers).parse(Fetched(url="", status=200, body=b""), FEED, NOW)


def dies(_request: dict[str, Any], _body: bytes) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}
