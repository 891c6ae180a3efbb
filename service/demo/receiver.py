"""A receiver of webhooks, as one is written by Standard Webhooks: what is not signed by the secret is refused."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from service.alert.channels.signing import key_of, signature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

PATH = "/hook"
LONGEST_STAMP = 12
"""Digits of a moment in Unix seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that was signed rightly: its id and its body, read."""

    id: str
    body: dict[str, Any]


class Receiver:
    """Takes signed calls; `calls` holds them in the order in which they came.

    Args:
        secret: ``whsec_...``, the same that the channel signs by.
    """

    def __init__(self, secret: str) -> None:
        self.calls: list[Call] = []
        self._key = key_of(secret, where="the demo's secret")

    def routes(self) -> list[Route]:
        """Where it is called."""
        return [Route(PATH, self._take, methods=["POST"])]

    async def _take(self, request: Request) -> Response:
        body = await request.body()
        if not self._is_signed(request.headers, body):
            return Response("not signed by the secret\n", status_code=401)
        self.calls.append(Call(id=request.headers["webhook-id"], body=json.loads(body)))
        return Response(status_code=204)

    def _is_signed(self, headers: Mapping[str, str], body: bytes) -> bool:
        name, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        if not (name.isascii() and stamp.isascii() and stamp.isdigit() and len(stamp) <= LONGEST_STAMP):
            return False
        expected = signature([self._key], name, int(stamp), body)
        given = headers.get("webhook-signature", "").split()
        return any(hmac.compare_digest(each.encode(), expected.encode()) for each in given)
