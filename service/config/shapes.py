"""The shapes of feeds, routes and of the file as a whole, turned into what the model knows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, StringConstraints, ValidationError, field_validator

from service.config.channels import listed
from service.config.sections import ClockTime, Duration, QuietHours, Section
from service.config.values import Cap, parse_cap, zone
from service.config.words import what
from service.model.alert import Reason, RouteRule
from service.model.entry import Feed
from service.model.mention import Severity, Status
from service.text.url import clean_url


def _readable(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise ValueError("must be one line of readable text")
    return text.strip()


def _header(text: str) -> str:
    if not text.isascii():
        raise ValueError("must be plain ASCII text, since it goes into a header of HTTP")
    return _readable(text)


def _shaped(pattern: str, like: str) -> AfterValidator:
    form = re.compile(pattern, re.ASCII)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(f"must be {like}")
        return text

    return AfterValidator(check)


def _url(text: str) -> str:
    return clean_url(text)


def _one_of(names: type[Severity | Status | Reason]) -> AfterValidator:
    known = [str(name) for name in names if name != Severity.NONE]

    def check(text: str) -> str:
        if text not in known:
            raise ValueError(f"{text!r} must be one of {', '.join(known)}")
        return text

    return AfterValidator(check)


Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(_readable)]
Header = Annotated[str, StringConstraints(max_length=500), AfterValidator(_header)]
Url = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_url)]
Lang = Annotated[str, _shaped(r"[a-z]{2,3}", "a code of ISO 639-1 such as en, ar or tr")]
Country = Annotated[str, _shaped(r"[A-Z]{2,4}", "a code of ISO 3166 such as SYR, or EU, UN, GCC, LAS")]
Actor = Annotated[str, _shaped(r"[A-Z][A-Z0-9]{1,11}", "a code such as TUR, EU or SYROPP")]
Indicator = Annotated[str, _shaped(r"[a-z][a-z0-9_]{2,60}", "the code of an indicator such as diplomatic_relations")]
Kind = Annotated[str, _shaped(r"[a-z][a-z_]{0,40}", "a word such as agency, government or newspaper")]
Parameter = Annotated[str, _shaped(r"[A-Za-z0-9_.-]{1,40}", "the name of a URL parameter such as _cb")]
Letter = Literal["A", "B", "C", "D", "E", "F"]


class FeedShape(Section):
    """A feed as the file has it."""

    name: Name
    url: Url
    lang: Lang | None = None
    country: Country | None = None
    kind: Kind = ""
    reliability: Letter = "F"
    target: Actor | None = None
    enabled: bool = True
    full_text: bool = False
    timeout: Duration | None = None
    cache_bust: Parameter | None = None
    user_agent: Header | None = None
    skip_titles: Annotated[tuple[Name, ...], BeforeValidator(listed)] = ()
    verify_tls: bool = True

    def feed(self) -> Feed:
        """The feed."""
        return Feed(**dict(self), origin="config")


def feed_by_command(name: str, **settings: object) -> Feed:
    """A feed that a command names, held to the rules of the file.

    Args:
        name: the feed's; empty: it has none yet.
        settings: those of `FeedShape`; None has its default.

    Raises:
        ValueError: a setting is wrong; in words, its name in front.
    """
    try:
        shape = FeedShape.model_validate({"name": name or "-", **settings})
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{first['loc'][0]}: {what(first)}") from None
    return replace(shape.feed(), name=shape.name if name else "", origin="command")


class RouteShape(Section):
    """A route as the file has it; one value stands for a list of one."""

    to: Annotated[tuple[Name, ...], BeforeValidator(listed)]
    severity: Annotated[tuple[Annotated[str, _one_of(Severity)], ...], BeforeValidator(listed)] | None = None
    indicator: Annotated[tuple[Indicator, ...], BeforeValidator(listed)] | None = None
    actor: Annotated[tuple[Actor, ...], BeforeValidator(listed)] | None = None
    watch: Annotated[tuple[Name, ...], BeforeValidator(listed)] | None = None
    lang: Annotated[tuple[Lang, ...], BeforeValidator(listed)] | None = None
    status: Annotated[tuple[Annotated[str, _one_of(Status)], ...], BeforeValidator(listed)] | None = None
    reason: Annotated[tuple[Annotated[str, _one_of(Reason)], ...], BeforeValidator(listed)] | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    group: Duration | None = None
    digest: ClockTime | None = None

    def rule(self) -> RouteRule:
        """The route."""
        return RouteRule(**dict(self))


class FileShape(Section):
    """The file's top level; what has a section of its own is read apart, so that all mistakes are found at once."""

    null_is_off: ClassVar[frozenset[str]] = frozenset({"cap"})

    database: str = "sqlite:///data/thaw.db"
    watches: Annotated[tuple[Name, ...], BeforeValidator(listed), Field(min_length=1)] = ("assi",)
    poll: Any = None
    web: Any = None
    feeds: tuple[Any, ...] = ()
    channels: dict[str, Any] = Field(default_factory=dict)
    routes: tuple[Any, ...] = ()
    timezone: Annotated[str, BeforeValidator(zone)] = "UTC"
    quiet: QuietHours | None = None
    cap: Annotated[Cap, BeforeValidator(parse_cap)] | None = Cap(20, timedelta(minutes=10))
    remind: Duration | None = None
    retention: Duration = timedelta(days=400)
    heartbeat: SecretStr | None = None
    contact: Header | None = None
    templates: Annotated[str, Field(min_length=1, max_length=4000)] | None = None

    @field_validator("heartbeat")
    @classmethod
    def _heartbeat_url(cls, url: SecretStr | None) -> SecretStr | None:
        try:
            return None if url is None else SecretStr(clean_url(url.get_secret_value()))
        except ValueError:
            # The address is mostly a secret, so what is wrong with it is not repeated.
            raise ValueError("must be a URL that starts with https:// or http://") from None
