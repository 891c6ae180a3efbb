"""Health over HTTP: alive, ready, figures."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Protocol

from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from service.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.requests import Request


class Health(Protocol):
    """How the service is."""

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong, one line each; nothing where all is well."""
        ...

    def as_json(self) -> dict[str, object]:
        """Figures for programs."""
        ...


def health_site(health: Callable[[], Awaitable[Health]], token: Callable[[], str | None]) -> Starlette:
    """The site that serves health.

    ``/healthz`` answers 200 while the process answers at all. ``/readyz`` answers 200 while all is well, else 503; what is
    wrong stands in it only for those who show the token (``Authorization: Bearer ...``), where one is set.

    Args:
        health: looks how the service is. May raise StoreError.
        token: what a client must show for details at present; None: everybody who reaches the port gets them.
    """

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(request: Request) -> Response:
        try:
            found = await health()
        except StoreError as error:
            return _told(request, token(), ready=False, details={"problems": [error.message]})
        return _told(request, token(), ready=not found.problems, details={**found.as_json(), "problems": list(found.problems)})

    return Starlette(routes=[Route("/healthz", alive), Route("/readyz", ready)])


def _told(request: Request, token: str | None, *, ready: bool, details: dict[str, object]) -> Response:
    shown = details if may_see(request.headers.get("authorization", ""), token) else {}
    return JSONResponse({"ready": ready, **shown}, status_code=200 if ready else 503)


def may_see(authorization: str, token: str | None) -> bool:
    """Whether a header ``Authorization`` shows the token; compared in constant time."""
    if token is None:
        return True
    kind, _, shown = authorization.partition(" ")
    return hmac.compare_digest(shown.strip().encode(), token.encode()) and kind.lower() == "bearer"
