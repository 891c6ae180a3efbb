"""An alert as an e-mail: headers that no feed can break, a text part and an HTML part, CRLF only (RFC 5322, RFC 2046)."""

from __future__ import annotations

from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from service.alert.clean import clip, one_line, paragraph
from service.alert.keys import thread_key
from service.alert.words import REASON, indicator
from service.model.mention import Severity

if TYPE_CHECKING:
    from email.policy import EmailPolicy

    from service.alert.channels.addresses import Address
    from service.model.alert import Alert, Delivery

SUBJECT_LIMIT = 180
"""Characters: what mail clients show at all, and no more header lines than any server takes."""

LINE_LIMIT = 250


def compose(alert: Alert, delivery: Delivery, *, sender: Address, recipient: Address, text: str, html: str) -> bytes:
    """The whole message as bytes that are sent unchanged on every attempt."""
    about = subject(alert)
    utf8 = sender.utf8 or recipient.utf8
    message = EmailMessage(policy=_policy(about, utf8=utf8))
    message["From"] = HeaderAddress("Thaw", sender.local, sender.domain)
    message["To"] = HeaderAddress("", recipient.local, recipient.domain)
    message["Subject"] = about
    message["Date"] = format_datetime(alert.at)
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
    """Severity, reason, indicator, actors, status and title on one line: ``CRITICAL new: TUR-SYR diplomatic relations ...``."""
    content = alert.content
    head = f"{alert.severity.upper()} {alert.reason}" if alert.severity is not Severity.NONE else REASON[alert.reason]
    actors = content.get("actors")
    about = ""
    if content.get("indicator") and isinstance(actors, list):
        parties = "-".join([*map(str, actors[:3]), str(content.get("target"))])
        about = f"{parties} {indicator(str(content['indicator']))} {content.get('status')}: "
    # EmailMessage reads encoded words in what it is given, and writes the line ends that they hide.
    line = one_line(f"{head}: {about}{alert.title}").replace("=?", "= ?")
    return clip(line, SUBJECT_LIMIT)


def _policy(about: str, *, utf8: bool) -> EmailPolicy[EmailMessage]:
    """How to write the headers: an ASCII subject on one line, for the folding may put all of it below its name."""
    kind = SMTPUTF8 if utf8 else SMTP
    return kind.clone(cte_type="7bit", max_line_length=LINE_LIMIT if about.isascii() else kind.max_line_length)


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
