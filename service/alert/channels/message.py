"""An alert as an e-mail: headers that no feed can break, a text part and an HTML part, CRLF only (RFC 5322, RFC 2046)."""

from __future__ import annotations

from email.header import Header
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from service.alert.keys import thread_key
from service.alert.words import REASON, indicator
from service.model.alert import Reason
from service.model.mention import Severity
from service.text.clean import clip, one_line, paragraph

if TYPE_CHECKING:
    from service.alert.channels.addresses import Address
    from service.model.alert import Alert, Delivery

    _Policy = EmailPolicy[EmailMessage]
else:
    _Policy = EmailPolicy  # takes no parameter when the program runs

SUBJECT_LIMIT = 180
"""Characters: what mail clients show at all, and no more header lines than any server takes."""

ENCODED_LINE = 76
"""Characters of a line that holds an encoded word (RFC 2047, section 2)."""


class _OurSubject(_Policy):
    """Writes the subject by itself: the library loses blanks between the encoded words that it makes (CPython issue 92081)."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """A header as bytes, its line end included."""
        if name.lower() != "subject":
            return super().fold_binary(name, value)
        text = str(value)
        if text.isascii():
            # On one line: folded, all of it might stand below its name, which some programs show as no subject.
            return f"{name}: {text}{self.linesep}".encode("ascii")
        encoded = Header(text, "utf-8", header_name=name).encode(linesep=self.linesep, maxlinelen=ENCODED_LINE)
        return f"{name}: {encoded}{self.linesep}".encode("ascii")


PLAIN = _OurSubject(linesep="\r\n", cte_type="7bit")
UTF8 = PLAIN.clone(utf8=True)


def compose(alert: Alert, delivery: Delivery, *, sender: Address, recipient: Address, text: str, html: str) -> bytes:
    """The whole message as bytes that are sent unchanged on every attempt."""
    message = EmailMessage(policy=UTF8 if sender.utf8 or recipient.utf8 else PLAIN)
    message["From"] = HeaderAddress("Thaw", sender.local, sender.domain)
    message["To"] = HeaderAddress("", recipient.local, recipient.domain)
    message["Subject"] = subject(alert)
    # What was held back is dated when it was let go, or mail programs would sort it among what was read long ago.
    message["Date"] = format_datetime(max(alert.at, delivery.next_attempt or alert.at))
    message["Message-ID"] = message_id(delivery.key, sender)
    _thread(message, alert, delivery, sender)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["List-Unsubscribe"] = f"<mailto:{quote(str(sender), safe='@')}?subject=unsubscribe%20{quote(delivery.channel)}>"
    if alert.severity is Severity.CRITICAL:
        message["Importance"] = "high"
    message.set_content(paragraph(text) + "\n")
    message.add_alternative(paragraph(html) + "\n", subtype="html")
    return message.as_bytes()


def subject(alert: Alert) -> str:
    """Severity, reason, actors, indicator, status and title on one line: ``CRITICAL new: TUR-SYR diplomatic relations ...``.

    A correction says first that it is one, and instead of a status that may not have changed what became of the step.
    """
    content = alert.content
    actors = content.get("actors")
    about = ""
    if content.get("indicator") and isinstance(actors, list):
        parties = "-".join([*map(str, actors[:3]), str(content.get("target"))])
        about = f"{parties} {indicator(str(content['indicator']))} {_standing(alert)}: "
    # EmailMessage reads encoded words in what it is given, and writes the line ends that they hide.
    line = one_line(f"{_head(alert)}: {about}{alert.title}").replace("=?", "= ?")
    return clip(line, SUBJECT_LIMIT)


def _head(alert: Alert) -> str:
    if alert.severity is Severity.NONE:
        return REASON[alert.reason]
    if alert.reason is Reason.CORRECTED:
        return f"CORRECTION of {alert.severity.upper()}"
    return f"{alert.severity.upper()} {alert.reason}"


def _standing(alert: Alert) -> str:
    detail = alert.content.get("detail")
    became = detail.get("change") if isinstance(detail, dict) and alert.reason is Reason.CORRECTED else None
    return str(became or alert.content.get("status"))


def message_id(key: str, sender: Address) -> str:
    """The Message-ID of a delivery: the same on every attempt, and no word of the machine that it comes from."""
    return f"<{key}@{sender.domain}>"


def _thread(message: EmailMessage, alert: Alert, delivery: Delivery, sender: Address) -> None:
    """Hang it below the signal's first alert to this recipient, so that one signal is one thread (RFC 5322, 3.6.4)."""
    if alert.signal_id is None:
        return
    root = thread_key(alert.signal_id, delivery.channel, delivery.recipient)
    if root != delivery.key:
        message["In-Reply-To"] = message_id(root, sender)
        message["References"] = message_id(root, sender)
