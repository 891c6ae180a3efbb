"""E-mail addresses as an operator writes them, checked and in the form that goes on the wire."""

from __future__ import annotations

from dataclasses import dataclass

import idna
from email_validator import EmailNotValidError, validate_email

from service.errors import AskedWronglyError


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address ready to be sent to; `utf8` where its local part needs SMTPUTF8 (RFC 6531)."""

    local: str
    domain: str
    utf8: bool

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


def address(text: str, *, where: str) -> Address:
    """Check an address; its domain comes back in ASCII (IDNA 2008). Names of a local network are as good as any.

    Raises:
        AskedWronglyError: where `text` is no single plain address; `where` names the setting.
    """
    local, _, domain = text.rpartition("@")
    try:
        # The library refuses the names of local networks, so it judges the part before the @ alone.
        name = validate_email(f"{local}@example.org", check_deliverability=False, allow_smtputf8=True).local_part
        host = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii").lower()
    except (EmailNotValidError, idna.IDNAError) as error:
        raise AskedWronglyError(f"{where}: {text!r} is no e-mail address: {error}", resource=where) from error
    return Address(local=name, domain=host, utf8=not name.isascii())
