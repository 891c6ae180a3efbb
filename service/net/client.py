"""The one HTTP client: for feeds, webhooks and the heartbeat. Guarded, bounded in time and bytes, without memory or proxies."""

from __future__ import annotations

import asyncio
import base64
import ssl
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from service.errors import FetchError
from service.net.decoding import BadEncodingError, Body, TooLargeError
from service.net.guard import Guard, GuardedResolver
from service.net.reasons import reason_of
from service.text.url import SCHEMES, clean_url, without_credentials

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from service.model.address import AllowedAddress

    Take = Callable[[int], Awaitable[None]]

MOST_REDIRECTS = 5
CONNECT_TIMEOUT = 10.0
SHORT_CONNECT_TIMEOUT = 5.0
"""Who takes webhooks is to answer at once; what waits is sent again later."""
LONGEST_LINE = 16 * 1024
"""Bytes of one header."""
LONGEST_SHOWN = 200
"""Characters of a URL in an error."""
MOST_HEADERS = 128
LOGINS = frozenset({"authorization", "cookie", "proxy-authorization"})
"""Headers that go to the host they are meant for and to no other."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered.

    `url` is that of the last hop, without credentials; `redirects` holds the status and target of each hop; `headers` are
    looked up without regard to case; `body` is decoded.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    redirects: tuple[tuple[int, str], ...] = ()
    warnings: tuple[str, ...] = ()


class Client:
    """An asynchronous context manager.

    Args:
        allow_private: addresses that are not public and may be reached all the same.
    """

    def __init__(self, *, allow_private: Sequence[AllowedAddress] = ()) -> None:
        self._allowed = tuple(allow_private)
        self._transports: dict[tuple[bool, bool], AiohttpTransport] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for transport in self._transports.values():
            await transport.aclose()

    async def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        timeout: float,  # noqa: ASYNC109 - the deadline is of the whole exchange, and kept here
        max_bytes: int,
        verify: bool = True,
        take: Take | None = None,
    ) -> Answer:
        """GET, whatever the status of the answer.

        Args:
            url: where; a user and password in it go to its own host alone.
            headers: all that are sent, besides Host; those that log in go to the first host alone.
            timeout: seconds for everything: names, redirects, body.
            max_bytes: bytes of the body after decoding; how many may come on the wire follows from it.
            verify: whether the certificate is verified.
            take: awaited with a number of bytes before so many more of the body are kept, and with how much it grew by being
                decoded; meanwhile no more is read.

        Raises:
            FetchError: there was no whole answer; the reason in words.
        """
        shown = without_credentials(url)
        try:
            async with asyncio.timeout(timeout):
                return await self._follow(url, headers, max_bytes, verify=verify, take=take)
        except TimeoutError as error:
            raise FetchError(f"deadline exceeded: no whole answer within {timeout:g} s", resource=shown) from error

    async def post(self, url: str, *, body: bytes, headers: Mapping[str, str], timeout: float) -> Answer:  # noqa: ASYNC109
        """POST; no redirect is followed; http only to addresses in `allow_private`; a user and password in the URL log in.

        The body of the answer is not read: what was accepted stays accepted, however long or broken the reply is.

        Raises:
            FetchError: there was no answer; the reason in words.
        """
        request = _request("POST", url, {**headers, **_login(url)}, body)
        plain = request.url.scheme == "http"
        return await self._unread(request, self._transport(verify=True, only_allowed=plain), timeout)

    async def head(self, url: str, *, headers: Mapping[str, str], timeout: float) -> Answer:  # noqa: ASYNC109
        """HEAD: what a server says of itself, whatever the status; no redirect is followed.

        Raises:
            FetchError: there was no answer; the reason in words.
        """
        return await self._unread(_request("HEAD", url, headers), self._transport(verify=True, only_allowed=False), timeout)

    async def _unread(self, request: httpx.Request, transport: AiohttpTransport, timeout: float) -> Answer:  # noqa: ASYNC109
        shown = str(request.url)
        try:
            async with asyncio.timeout(timeout):
                response = await _sent(request, transport, SHORT_CONNECT_TIMEOUT)
                await response.aclose()
        except TimeoutError as error:
            raise FetchError(f"deadline exceeded: no whole answer within {timeout:g} s", resource=shown) from error
        return Answer(url=shown, status=response.status_code, headers=response.headers)

    async def _follow(self, url: str, headers: Mapping[str, str], max_bytes: int, *, verify: bool, take: Take | None) -> Answer:
        hops: list[tuple[int, str]] = []
        asked = url
        transport = self._transport(verify=verify, only_allowed=False)
        own = {**headers, **_login(url)}
        foreign = {name: value for name, value in headers.items() if name.lower() not in LOGINS}
        while True:
            try:
                request = _request("GET", asked, own if _origin(asked) == _origin(url) else foreign)
                answer = await _exchange(request, max_bytes, transport, take or _freely)
            except FetchError as error:
                raise _after(hops, error) from error
            target = answer.headers.get("location")
            if answer.status not in REDIRECTS or not target:
                return (
                    answer
                    if not hops
                    else replace(answer, redirects=tuple(hops), warnings=(*_in_clear(url, hops), *answer.warnings))
                )
            if len(hops) == MOST_REDIRECTS:
                raise FetchError(f"too many redirects (max {MOST_REDIRECTS})", resource=without_credentials(url))
            if take is not None:
                await take(-len(answer.body))
            asked = _target(asked, target)
            hops.append((answer.status, without_credentials(asked)))

    def _transport(self, *, verify: bool, only_allowed: bool) -> AiohttpTransport:
        wanted = (verify, only_allowed)
        if wanted not in self._transports:
            self._transports[wanted] = _transport(Guard(self._allowed, only_allowed=only_allowed), verify=verify)
        return self._transports[wanted]


async def _sent(request: httpx.Request, transport: AiohttpTransport, connect: float = CONNECT_TIMEOUT) -> httpx.Response:
    """The answer, of which the body is still to be read. Raises FetchError."""
    request.extensions = {"timeout": {"connect": connect}}
    try:
        return await transport.handle_async_request(request)
    except (httpx.HTTPError, aiohttp.ClientError, OSError, ValueError) as error:
        reason = reason_of(error)
        raise FetchError(reason, resource=str(request.url), retry=not reason.startswith("blocked")) from error


async def _freely(_number: int) -> None:
    """Take as many bytes as come."""


async def _exchange(request: httpx.Request, limit: int, transport: AiohttpTransport, take: Take) -> Answer:
    shown = str(request.url)
    response = await _sent(request, transport)
    try:
        body = Body(response.headers.get("content-encoding", ""), limit)
        body.expect(response.headers.get("content-length", ""))
        size = 0
        async for piece in response.aiter_raw():
            await take(len(piece))
            size += len(piece)
            body.feed(piece)
        whole = body.finish()
        await take(len(whole) - size)
    except TooLargeError as error:
        which = "decoded body" if error.decoded else "response"
        raise FetchError(f"{which} larger than {_size(error.limit)}", resource=shown) from error
    except BadEncodingError as error:
        raise FetchError(f"bad content encoding: {error}", resource=shown) from error
    except (httpx.HTTPError, aiohttp.ClientError, OSError, ValueError) as error:
        raise FetchError(reason_of(error), resource=shown) from error
    finally:
        await response.aclose()
    return Answer(url=shown, status=response.status_code, headers=response.headers, body=whole, warnings=tuple(body.warnings))


def _told(answer: Answer, url: str, hops: Sequence[tuple[int, str]]) -> Answer:
    """The answer with the redirects that led to it."""
    return replace(answer, redirects=tuple(hops), warnings=(*_in_clear(url, hops), *answer.warnings))


def _after(hops: Sequence[tuple[int, str]], error: FetchError) -> FetchError:
    """The same failure, told with the redirects that led there."""
    if not hops:
        return error
    chain = ", then ".join(url[:LONGEST_SHOWN] for _, url in hops)
    blocked = "redirect " if error.message.startswith("blocked") else ""
    return FetchError(f"{blocked}{error.message} (redirected to {chain})", resource=error.resource, retry=error.retry)


def _in_clear(url: str, hops: Sequence[tuple[int, str]]) -> Sequence[str]:
    """A warning where a redirect left TLS: what comes then can be changed by anybody on the way."""
    left = url.startswith("https:") and any(target.startswith("http:") for _, target in hops)
    return ("redirected from https to http, which anybody on the way can change",) if left else ()


def _transport(guard: Guard, *, verify: bool) -> AiohttpTransport:
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE

    def session() -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            limit=0, ssl=context, use_dns_cache=False, resolver=GuardedResolver(guard), socket_factory=guard.socket
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent", "Content-Type"),
            max_line_size=LONGEST_LINE,
            max_field_size=LONGEST_LINE,
            max_headers=MOST_HEADERS,
        )

    return AiohttpTransport(verify=context, trust_env=False, client=session)


def _request(method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> httpx.Request:
    shown = without_credentials(url)
    try:
        return httpx.Request(method, shown, headers=dict(headers), content=body)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError("invalid address", resource=shown, retry=False) from error


def _target(url: str, location: str) -> str:
    shown = without_credentials(url)
    try:
        # Spaces are a common mistake, and browsers mend it.
        joined = urljoin(shown, location.strip().replace(" ", "%20"))
        scheme = urlsplit(joined).scheme
        if scheme not in SCHEMES:
            raise FetchError(f"redirect blocked: unsupported scheme {scheme[:20]!r}", resource=shown, retry=False)
        return clean_url(joined)
    except ValueError as error:
        raise FetchError(f"redirect blocked: its target {error}", resource=shown, retry=False) from error


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.rpartition("@")[2]


def _login(url: str) -> dict[str, str]:
    """A user and password in a URL as a header (RFC 7617)."""
    parts = urlsplit(url)
    if parts.username is None:
        return {}
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"authorization": "Basic " + base64.b64encode(login.encode()).decode("ascii")}


def _size(count: int) -> str:
    return f"{count / 2**20:g} MiB" if count >= 2**20 else f"{count / 2**10:g} KiB"


def phrase(status: int) -> str:
    """A status for people: ``404 Not Found``."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
