"""The answers of `thaw init`: from its options, and what they leave open from questions, where somebody is there to ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote

from service.alert.channels.signing import new_secret
from service.cli.interview.asker import checked, one_of
from service.cli.output import say
from service.config import literal, mail_server, mailbox, variable
from service.errors import AskedWronglyError
from service.text.url import clean_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from service.cli.interview.asker import Asker
    from service.config import Setting

TLS_PORT = "465"
"""The port at which mail servers speak TLS from the start (RFC 8314)."""
NOT_TYPED = {
    "SMTP_PASSWORD": "nothing was typed; a server that wants a user name wants a password too (what you type is not shown). "
    "Without a login: Ctrl-C, begin anew, and leave the user name empty",
    "CHAT_URL": "nothing was typed; the address is a secret, so what you type is not shown",
}
"""What is told where a secret is left empty."""
CHANNELS = ("mail", "webhook", "chat", "file")


class Keep(StrEnum):
    """Where secrets that are given to `thaw init` are kept."""

    FILE = "file"
    ENV = "env"
    YAML = "yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The channels that the command line asks for; None and empty: it says nothing of it."""

    smtp: str | None = None
    sender: str | None = None
    to: Sequence[str] = ()
    insecure: bool = False
    webhook: str | None = None
    chat: bool = False
    file: str | None = None

    @property
    def any(self) -> bool:
        """Whether it asks for one at all."""
        return bool(self.smtp or self.to or self.webhook or self.chat or self.file)


class Channels:
    """Finds out where alerts shall go.

    Args:
        wanted: what the command line says.
        asker: asks for the rest; None: nobody is there, and what is missing is a mistake.
        keep: where secrets are kept that are given here.
        environ: where they may stand already.
        folder: that of the configuration, whose folder of secrets is looked at too.

    `secrets` holds, after `found`, what is to be written to files, by the name of the variable.
    """

    def __init__(self, wanted: Wanted, asker: Asker | None, keep: Keep, environ: Mapping[str, str], folder: Path) -> None:
        self._wanted = wanted
        self._asker = asker
        self._keep = keep
        self._environ = environ
        self._folder = folder
        self.secrets: dict[str, str] = {}

    def found(self) -> dict[str, Mapping[str, Setting]]:
        """The channels by name, in the spelling of the configuration.

        Raises:
            AskedWronglyError: what an option says is wrong, or something is missing and nobody is there to ask.
        """
        kinds = self._kinds()
        makers: dict[str, tuple[str, Callable[[], Mapping[str, Setting]]]] = {
            "mail": ("desk", self._mail),
            "webhook": ("hook", self._webhook),
            "chat": ("chat", self._chat),
            "file": ("log", self._file),
        }
        return {name: make() for kind, (name, make) in makers.items() if kind in kinds}

    def _kinds(self) -> set[str]:
        wanted = self._wanted
        if self._asker is None or wanted.any:
            asked = {"mail": wanted.smtp or wanted.to, "webhook": wanted.webhook, "chat": wanted.chat, "file": wanted.file}
            return {kind for kind, said in asked.items() if said}
        say("Alerts can go by mail, to a webhook, to a chat (and a hundred other services, by Apprise) and to a file.")
        known = ", ".join(CHANNELS)
        first, again = f"Where shall they go ({known}; empty: nowhere yet)", f"Where else ({known}; empty: nowhere else)"
        return set(self._asker.several(first, one_of(CHANNELS), again))

    def _mail(self) -> Mapping[str, Setting]:
        smtp = self._server()
        server = mail_server(smtp)
        to = tuple(checked("--to", each, mailbox) for each in self._wanted.to) or self._recipients()
        usual = server.user if server.user and "@" in server.user else to[0]
        sender = self._value(self._wanted.sender, "--from", "Sender of the mails", mailbox, usual)
        login = {"password": self._secret("SMTP_PASSWORD", f"Password of {server.user} at {server.host}")} if server.user else {}
        clear = {"insecure": True} if server.security == "none" and self._in_clear(server.host) else {}
        return {"type": "email", "smtp": literal(smtp), **login, "from": literal(sender), "to": tuple(map(literal, to)), **clear}

    def _server(self) -> str:
        if self._wanted.smtp is not None:
            return checked("--smtp", self._wanted.smtp, mail_url)
        if self._asker is None:
            raise AskedWronglyError("--smtp is missing: by which server the mails go")
        host = self._asker.text("Mail server (such as mail.example.org, or mail.example.org:465)", _host)
        user = "" if "@" in host else self._asker.text("User name there (empty: none is needed)", str, "")
        return _smtp(host, user)

    def _recipients(self) -> tuple[str, ...]:
        if self._asker is None:
            raise AskedWronglyError("--smtp: name who gets the mails with --to ADDRESS")
        again = "Who else gets the mails (empty: nobody else)"
        while not (found := tuple(self._asker.several("Who gets the mails (one address)", mailbox, again))):
            say("  at least one address: without any, no mail can be sent")
        return found

    def _in_clear(self, host: str) -> bool:
        if self._wanted.insecure:
            return True
        if self._asker is None or not self._asker.yes(f"Send mails and password to {host} in clear", default=False):
            raise AskedWronglyError("--smtp: smtp:// sends in clear; use smtp+starttls:// or smtps://, or say --insecure")
        return True

    def _webhook(self) -> Mapping[str, Setting]:
        url = self._value(self._wanted.webhook, "--webhook", "Address of the webhook (https://...)", clean_url)
        return {"type": "webhook", "url": literal(url), "secret": self._secret("THAW_WEBHOOK_SECRET", None)}

    def _chat(self) -> Mapping[str, Setting]:
        question = "Address of the chat as Apprise writes it (tgram://..., slack://...)"
        return {"type": "apprise", "url": self._secret("CHAT_URL", question)}

    def _file(self) -> Mapping[str, Setting]:
        path = self._value(self._wanted.file, "--file", "File for alerts", str, "data/alerts.jsonl")
        return {"type": "file", "path": literal(path)}

    def _value(self, said: str | None, option: str, question: str, check: Callable[[str], str], usual: str | None = None) -> str:
        """What an option says, else what is answered, else what is usual."""
        if said is not None:
            return checked(option, said, check)
        if self._asker is not None:
            return self._asker.text(question, check, usual)
        if usual is None:
            raise AskedWronglyError(f"{option} is missing")
        return usual

    def _secret(self, name: str, question: str | None) -> str:
        """A secret as the configuration refers to it; one that is not there yet is asked for, or, without a question, made."""
        try:
            value = variable(name, self._environ, self._folder)
        except ValueError as error:
            if self._keep is Keep.ENV or (question is not None and self._asker is None):
                raise AskedWronglyError(str(error)) from None
            value = self._asker.hidden(question, NOT_TYPED[name]) if self._asker and question else new_secret()
            if self._keep is Keep.FILE:
                self.secrets[name] = value
        return literal(value) if self._keep is Keep.YAML else f"${{{name}}}"


def mail_url(url: str) -> str:
    """The URL of a mail server as it was given. Raises ValueError where it is none."""
    mail_server(url)
    return url


def _smtp(host: str, user: str) -> str:
    """The URL of a mail server from what people know of it."""
    scheme, _, place = host.rpartition("://")
    scheme = scheme or ("smtps" if place.endswith(f":{TLS_PORT}") else "smtp+starttls")
    return f"{scheme}://{quote(user, safe='')}@{place}" if user else f"{scheme}://{place}"


def _host(said: str) -> str:
    mail_server(_smtp(said, ""))
    return said
