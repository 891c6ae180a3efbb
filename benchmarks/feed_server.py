"""Feeds on loopback for the benchmarks of polling: RSS and Atom in English, Arabic and Turkish, with ETags and gzip.

Run as a program by `polling.py`: prints the port it listens at. ``/feed/N.xml`` is a feed, ``/ctl/advance`` gives every tenth
feed one new entry, ``/ctl/counts`` tells (and forgets) how many answers of each kind were given. Feeds at ``/hostile/N.xml``
never answer in full, never end, are bombs or make parsers work for seconds.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import sys
import time
from collections import Counter
from email.utils import formatdate
from functools import lru_cache
from typing import ClassVar
from xml.sax.saxutils import escape

ENTRIES = 30
CHANGED = 10
"""One in so many feeds has something new after an advance."""
STEP_EVERY = 1000
"""One in so many entries tells of something that is coded."""
NEWEST = int(time.time()) - 3600

ORDINARY = {
    "en": "The city council voted on Tuesday to repair the old bridge before winter after engineers had found cracks in two "
    "of its pillars Residents said the works would make the way to school longer while shopkeepers hoped for a quick "
    "end The mayor promised a bus in the meantime and said the money had been set aside last year Farmers near the "
    "river sold their harvest",
    "ar": "صوت مجلس المدينة يوم الثلاثاء على إصلاح الجسر القديم قبل الشتاء بعد أن وجد المهندسون شقوقا في اثنين من أعمدته "
    "وقال السكان إن الأعمال ستجعل الطريق إلى المدرسة أطول بينما يأمل أصحاب المتاجر في نهاية سريعة ووعد رئيس البلدية "
    "بحافلة في هذه الأثناء وقال إن المال خصص في العام الماضي وباع المزارعون قرب النهر محصولهم",
    "tr": "Belediye meclisi salı günü eski köprünün kıştan önce onarılmasına karar verdi mühendisler iki ayağında çatlak "
    "bulmuştu Mahalle sakinleri çalışmaların okul yolunu uzatacağını söyledi esnaf ise işin çabuk bitmesini umuyor "
    "Başkan bu arada bir otobüs sözü verdi ve paranın geçen yıl ayrıldığını söyledi Irmak kıyısındaki çiftçiler "
    "ürünlerini sattı",
}
STEPS = {
    "en": "Oman reopens its embassy in Damascus",
    "ar": "عمان تعيد فتح سفارتها في دمشق",
    "tr": "Umman Şam'daki büyükelçiliğini açtı",
}
LANGS = tuple(ORDINARY)


def _words(rng: random.Random, lang: str, least: int, most: int) -> str:
    return " ".join(rng.choices(ORDINARY[lang].split(), k=rng.randint(least, most)))


def _entry(feed: int, number: int) -> tuple[str, str, str, int]:
    """Title, text, address and moment of one entry."""
    rng = random.Random(feed * 1_000_003 + number)
    lang = LANGS[feed % 3]
    title = STEPS[lang] if (feed + number) % STEP_EVERY == 0 else _words(rng, lang, 7, 12)
    text = ". ".join(_words(rng, lang, 9, 16) for _ in range(3)) + "."
    return escape(title), escape(text), f"https://news.example/{feed}/{number}", NEWEST - 60 * (200 - number)


def _rss(feed: int, numbers: range) -> str:
    items = "".join(
        f'<item><title>{title}</title><link>{link}</link><guid isPermaLink="false">urn:{link}</guid>'
        f"<pubDate>{formatdate(at, usegmt=True)}</pubDate><dc:creator>Desk</dc:creator>"
        f"<description><![CDATA[<p><img src='{link}.jpg' alt=''/>{text}</p>]]></description></item>"
        for title, text, link, at in (_entry(feed, number) for number in numbers)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Feed {feed}</title><link>https://news.example/</link><description>d</description>"
        f"<language>{LANGS[feed % 3]}</language>{items}</channel></rss>"
    )


def _atom(feed: int, numbers: range) -> str:
    entries = "".join(
        f'<entry><title>{title}</title><link rel="alternate" href="{link}"/><id>urn:{link}</id><updated>{_iso(at)}</updated>'
        f'<published>{_iso(at)}</published><summary type="html">&lt;p&gt;{text}&lt;/p&gt;</summary></entry>'
        for title, text, link, at in (_entry(feed, number) for number in numbers)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{LANGS[feed % 3]}">'
        f"<title>Feed {feed}</title><id>urn:{feed}</id><updated>{_iso(NEWEST)}</updated>{entries}</feed>"
    )


def _iso(at: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


@lru_cache(maxsize=8192)
def _packed(feed: int, version: int) -> bytes:
    numbers = range(version + ENTRIES - 1, version - 1, -1)
    return gzip.compress((_atom if feed % 4 == 3 else _rss)(feed, numbers).encode(), 6)


BOMB = gzip.compress(b"<rss><channel>" + b" " * (256 * 2**20), 9)
AUTHOR = f"<rss><channel><title>x</title><item><title>a<b</title><author>{'a' * 20_000}@</author></item></channel></rss>".encode()


class Served(asyncio.Protocol):
    """One connection."""

    cycle = 0
    counts: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            self._answer(head.split(b" ", 2)[1].decode(), head.lower())

    def _answer(self, path: str, head: bytes) -> None:
        if path.startswith("/feed/"):
            self._feed(int(path[6:].partition(".")[0]), head)
        elif path.startswith("/hostile/"):
            self._hostile(int(path[9:].partition(".")[0]))
        elif path == "/ctl/advance":
            Served.cycle += 1
            self._send(b"{}")
        else:
            self._send(json.dumps(Served.counts).encode())
            Served.counts.clear()

    def _feed(self, feed: int, head: bytes) -> None:
        version = sum((feed + cycle) % CHANGED == 0 for cycle in range(1, Served.cycle + 1))
        etag = f'"{feed}-{version}"'.encode()
        if etag in head:
            Served.counts["304"] += 1
            self.transport.write(b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n")
            return
        Served.counts["200"] += 1
        self._send(_packed(feed, version), b"Content-Encoding: gzip\r\nContent-Type: text/xml\r\nETag: " + etag + b"\r\n")

    def _hostile(self, number: int) -> None:
        match number % 4:
            case 0:
                self.transport.write(b"HTTP/1.1 200 OK\r\n\r\n<rss>")  # and nothing more, ever
            case 1:
                self.transport.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                self._pour()
            case 2:
                self._send(BOMB, b"Content-Encoding: gzip\r\n")
            case _:
                self._send(AUTHOR)

    def _pour(self) -> None:
        if not self.transport.is_closing():
            if self.transport.get_write_buffer_size() < 2**20:
                self.transport.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            asyncio.get_running_loop().call_later(0.002, self._pour)

    def _send(self, body: bytes, headers: bytes = b"") -> None:
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n%s\r\n" % (len(body), headers) + body)


async def main(feeds: int, hosts: int = 1) -> None:
    """Serve so many feeds at 127.0.0.1 and the addresses behind it, at one port."""
    for feed in range(feeds):
        _packed(feed, 0)
    loop = asyncio.get_running_loop()
    first = await loop.create_server(Served, "127.0.0.1", 0, backlog=4096)
    port = first.sockets[0].getsockname()[1]
    for host in range(2, hosts + 1):
        await loop.create_server(Served, f"127.0.0.{host}", port, backlog=4096)
    print(port, flush=True)
    await first.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
