"""The sections `poll`, `web` and `quiet`, and what all sections share."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator, model_validator

from service.config.values import Listen, Quiet, clock_time, duration, parse_listen, size
from service.model.address import AllowedAddress, parse_allowed


def _count(value: object) -> object:
    """A number is never true or false."""
    if isinstance(value, bool):
        raise ValueError("must be a whole number")  # noqa: TRY004 - pydantic collects ValueErrors
    return value


def _allowed(value: object) -> AllowedAddress:
    if isinstance(value, AllowedAddress):
        return value
    if not isinstance(value, str):
        raise ValueError('must be an address or network, such as "10.0.0.0/8" or "127.0.0.1:8900"')  # noqa: TRY004
    return parse_allowed(value)


SHORTEST_TOKEN = 16
"""Characters of `web.token`, so that it cannot be guessed."""

Count = Annotated[int, BeforeValidator(_count)]
Duration = Annotated[timedelta, BeforeValidator(duration)]
Size = Annotated[int, BeforeValidator(size)]
ClockTime = Annotated[str, BeforeValidator(clock_time)]
Allowed = Annotated[AllowedAddress, BeforeValidator(_allowed)]
Line = Annotated[str, Field(max_length=500)]


class Section(BaseModel):
    """Settings that belong together: no unknown ones, frozen; a setting without a value (null) has its default."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, hide_input_in_errors=True)

    null_is_off: ClassVar[frozenset[str]] = frozenset()
    """Settings that null switches off instead."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        return {name: value for name, value in values.items() if value is not None or name in cls.null_is_off}


class PollSettings(Section):
    """How feeds are fetched.

    `every` is the usual gap between polls, `concurrency` the fetches at once, `per_host` those to one host, `timeout` the
    total time of one, `max_bytes` the cap on a decoded body, `allow_private` the addresses that are not public and may be
    reached all the same.
    """

    every: Duration = timedelta(minutes=10)
    concurrency: Annotated[Count, Field(ge=1, le=1000)] = 64
    per_host: Annotated[Count, Field(ge=1, le=100)] = 2
    timeout: Duration = timedelta(seconds=30)
    max_bytes: Size = 8 * 2**20
    allow_private: tuple[Allowed, ...] = ()


class WebSettings(Section):
    """Where health and metrics are served, and the token that other machines must show."""

    listen: Annotated[Listen, BeforeValidator(parse_listen)] = Listen("127.0.0.1", 8000)
    token: SecretStr | None = None

    @field_validator("token")
    @classmethod
    def _long_enough(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and (len(token) < SHORTEST_TOKEN or not token.get_secret_value().isascii()):
            raise ValueError(f"must be at least {SHORTEST_TOKEN} plain characters, as from: openssl rand -hex 32")
        return token


class QuietHours(Section):
    """``quiet: {from: "22:00", to: "07:00"}``."""

    start: ClockTime = Field(alias="from")
    end: ClockTime = Field(alias="to")

    @model_validator(mode="after")
    def _some_time(self) -> QuietHours:
        if self.start == self.end:
            raise ValueError("from and to are the same time, which is no span")
        return self

    def quiet(self) -> Quiet:
        """The same as the plan of alerts reads it."""
        return Quiet(self.start, self.end)
