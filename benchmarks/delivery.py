"""How long a thousand webhook deliveries take, from the outbox to a receiver on loopback and settled.

Run: python benchmarks/delivery.py [--count 1000]

The service's own parts: the database in a file with synchronous FULL, the guarded client, signatures, 16 messages in flight. It
runs on one core, the receiver on any other. Prints seconds, messages a second, and the same beside what the receiver takes
from a plain client that stores nothing, sixteen requests at once.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from service.alert.channels.webhook import WebhookChannel  # noqa: E402 - the path is set above
from service.alert.deliver import Deliverer  # noqa: E402
from service.clock import SystemClock  # noqa: E402
from service.model.address import parse_allowed  # noqa: E402
from service.model.alert import DeliveryState  # noqa: E402
from service.net.client import Client  # noqa: E402
from service.store.database import AsyncSqlStore, SqlStore  # noqa: E402
from tests.alert.made import alert, delivery  # noqa: E402

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MOST_SECONDS = 15.0
"""What a thousand may take."""

RECEIVER = """
import asyncio, sys
async def talk(reader, writer):
    try:
        while True:
            head = (await reader.readuntil(b"\\r\\n\\r\\n")).lower()
            await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\\r\\n")[0]))
            writer.write(b"HTTP/1.1 204 No Content\\r\\n\\r\\n")
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@contextmanager
def receiver() -> Iterator[str]:
    """The address of a running receiver that takes everything."""
    with subprocess.Popen([sys.executable, "-c", RECEIVER], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}/"
        finally:
            process.kill()


async def delivered(url: str, count: int, folder: Path) -> float:
    """Seconds that the service takes."""
    clock = SystemClock()
    with closing(SqlStore(f"sqlite:///{folder}/thaw.db")) as store:
        store.upgrade()
        now = clock.now()
        due = {"state": DeliveryState.PENDING, "attempts": 0, "next_attempt": now, "created_at": now}
        row = delivery(channel="hook", recipient="127.0.0.1", **due)
        for number in range(count):
            of = alert(id=f"s{number}-1", signal_id=f"s{number}", at=now)
            store.write(lambda tx, of=of, n=number: tx.alerts.add(of, [replace(row, key=f"msg_{n:026}", alert_id=of.id)]))
        async_store = AsyncSqlStore(store)
        async with Client(allow_private=[parse_allowed("127.0.0.1")]) as client:
            channel = WebhookChannel("hook", url=url, secrets=[SECRET], poster=client)
            began = time.perf_counter()
            summary = await Deliverer(async_store, {"hook": channel}, clock).run_once()
            took = time.perf_counter() - began
        await async_store.aclose()
    assert (summary.sent, summary.pending) == (count, 0), summary
    return took


async def posted(url: str, count: int) -> float:
    """Seconds that the client alone takes."""
    body = WebhookChannel("hook", url=url, secrets=[SECRET], poster=Client()).render(alert(), delivery())
    slots = asyncio.Semaphore(16)

    async def post(client: Client) -> None:
        async with slots:
            await client.post(url, body=body, headers={"content-type": "application/json"}, timeout=20)

    async with Client(allow_private=[parse_allowed("127.0.0.1")]) as client:
        began = time.perf_counter()
        await asyncio.gather(*(post(client) for _ in range(count)))
        return time.perf_counter() - began


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--count", type=int, default=1000)
    count = asked.parse_args().count
    with receiver() as url, tempfile.TemporaryDirectory() as folder:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        plain = asyncio.run(posted(url, count))
        took = asyncio.run(delivered(url, count, Path(folder)))
    print(f"{count} deliveries: {took:.2f} s, {count / took:.0f} a second; the client alone: {plain:.2f} s")
    if took * 1000 / count > MOST_SECONDS:
        raise SystemExit(f"more than {MOST_SECONDS:g} s for a thousand")


if __name__ == "__main__":
    main()
