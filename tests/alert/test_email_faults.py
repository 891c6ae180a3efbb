"""Mail servers that fail in every phase and every way; each over a real socket."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from service.alert.deliver import Deliverer
from service.alert.retry import wait_after
from service.clock import SetClock
from service.errors import DeliveryError
from tests.alert.made import NOW, alert, delivery
from tests.alert.mailing import channel, failure, send
from tests.alert.mailserver import CUT, HALF, HANG, HOST, Mailbox, client_tls, mail_server, scripted_server, server_tls

if TYPE_CHECKING:
    from tests.alert.outbox import Outbox

GREET = b"220 mail.example.org"
HELLO = b"250-mail.example.org\r\n250 8BITMIME"
LOGIN = b"250-mail.example.org\r\n250 AUTH PLAIN"
STARTTLS = b"250-mail.example.org\r\n250 STARTTLS"
IN = b"235 welcome"
PHASES: dict[str, tuple[str, list[object]]] = {
    "greeting": ("none", []),
    "tls": ("tls", []),
    "hello": ("none", [GREET]),
    "starttls": ("starttls", [GREET, STARTTLS]),
    "handshake": ("starttls", [GREET, STARTTLS, b"220 go"]),
    "auth": ("none", [GREET, LOGIN]),
    "password": ("none", [GREET, b"250-mail.example.org\r\n250 AUTH LOGIN", b"334 VXNlcm5hbWU6"]),
    "mail": ("none", [GREET, LOGIN, IN]),
    "rcpt": ("none", [GREET, LOGIN, IN, b"250 ok"]),
    "data": ("none", [GREET, LOGIN, IN, b"250 ok", b"250 ok"]),
    "dot": ("none", [GREET, LOGIN, IN, b"250 ok", b"250 ok", b"354 go"]),
}
"""What the server has said when it begins to fail."""


async def test_a_server_without_starttls_gets_neither_password_nor_mail() -> None:
    box = Mailbox()
    async with mail_server(box) as port:
        told = await failure(port, security="starttls", tls=client_tls(), user="thaw", password="hunter2")

    assert "server does not offer STARTTLS" in told.message
    assert told.retry
    assert (box.logins, box.envelopes) == ([], [])


@pytest.mark.parametrize("mode", ["starttls", "tls"])
@pytest.mark.parametrize(("names", "trusting"), [(("wrong.example.org",), True), ((HOST,), False)])
async def test_a_certificate_of_another_name_or_authority_is_refused(mode: str, names: tuple[str, ...], trusting: bool) -> None:
    box = Mailbox()
    encrypted: dict[str, Any] = {mode: server_tls(*names)}
    async with mail_server(box, **encrypted) as port:
        told = await failure(port, security=mode, tls=client_tls(trusting=trusting), user="thaw", password="hunter2")

    assert "certificate verify failed" in told.message
    assert told.retry
    assert (box.logins, box.envelopes) == ([], [])


async def test_a_wrong_password_is_retried_and_never_shown() -> None:
    box = Mailbox()
    async with mail_server(box, starttls=server_tls()) as port:
        told = await failure(port, security="starttls", tls=client_tls(), user="thaw", password="hunter2")

    assert (told.code, told.retry) == (535, True)
    assert "hunter2" not in told.message
    assert "password of the channel" in told.message
    assert box.envelopes == []


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
@pytest.mark.parametrize(
    ("code", "retry"),
    [(code, True) for code in (421, 432, 450, 451, 452, 454, 455, 458, 459)]
    + [(code, False) for code in (500, 501, 502, 503, 504, 521, 523, 541, 550, 551, 552, 553, 554, 555, 556)]
    + [(code, True) for code in (530, 534, 535, 538)],
)
async def test_every_smtp_code_says_whether_to_come_back(stage: str, code: int, retry: bool) -> None:
    box = Mailbox()
    setattr(box, stage, f"{code} 4.7.1 greylisted")
    async with mail_server(box) as port:
        told = await failure(port)

    assert (told.code, told.retry) == (code, retry)
    assert f"desk: the mail server answered {code}" in told.message


@pytest.mark.parametrize(("security", "script"), [*PHASES.values()], ids=[*PHASES])
async def test_a_server_that_falls_silent_in_any_phase_costs_no_more_than_the_deadline(
    security: str, script: list[object]
) -> None:
    async with scripted_server([*script, HANG], seen=[]) as port:
        told = await failure(port, timeout=0.3, security=security, tls=client_tls(), user="thaw", password="hunter2")

    assert "no answer" in told.message or "imed out" in told.message
    assert told.retry
    assert told.retry_after is not None
    assert told.retry_after.total_seconds() == 60


@pytest.mark.parametrize(("security", "script"), [*PHASES.values()], ids=[*PHASES])
async def test_a_server_that_hangs_up_in_any_phase_is_tried_again(security: str, script: list[object]) -> None:
    seen: list[bytes] = []
    async with scripted_server([*script, CUT], seen=seen) as port:
        told = await failure(port, timeout=2.0, security=security, tls=client_tls(), user="thaw", password="hunter2")

    assert (told.retry, told.code) == (True, None)
    assert b"hunter2" not in b"".join(seen)


@pytest.mark.parametrize(("security", "script"), [*PHASES.values()], ids=[*PHASES])
async def test_a_server_that_speaks_garbage_in_any_phase_is_tried_again(security: str, script: list[object]) -> None:
    async with scripted_server([*script, b"\xff\xfe\x00 HTTP/1.1 400", HANG], seen=[]) as port:
        told = await failure(port, timeout=2.0, security=security, tls=client_tls(), user="thaw", password="hunter2")
    assert told.retry


@pytest.mark.parametrize("phase", ["hello", "starttls", "auth", "password"])
@pytest.mark.parametrize("code", [421, 454, 500, 502, 504, 530, 534, 535, 538, 550, 554])
async def test_what_is_refused_before_the_mail_speaks_of_no_recipient_and_is_tried_again(phase: str, code: int) -> None:
    security, script = PHASES[phase]
    no = f"{code} no".encode()
    async with scripted_server([*script, no, no, no, HANG], seen=[]) as port:
        told = await failure(port, timeout=2.0, security=security, tls=client_tls(), user="thaw", password="hunter2")
    assert told.retry
    assert "hunter2" not in told.message


async def test_tls_that_the_server_refuses_means_that_nothing_is_sent() -> None:
    seen: list[bytes] = []
    async with scripted_server([GREET, STARTTLS, b"454 TLS not available due to temporary reason"], seen=seen) as port:
        told = await failure(port, security="starttls", tls=client_tls(), user="thaw", password="hunter2")

    assert (told.code, told.retry) == (454, True)
    assert not [line for line in seen if line.upper().startswith((b"AUTH", b"MAIL"))]


async def test_what_is_slipped_in_before_tls_is_not_taken_for_an_answer() -> None:
    async with scripted_server([GREET, STARTTLS, b"220 go\r\n250-mail.example.org\r\n250 AUTH PLAIN", HANG], seen=[]) as port:
        told = await failure(port, timeout=0.5, security="starttls", tls=client_tls(), user="thaw", password="hunter2")
    assert told.retry


async def test_a_server_without_tls_on_a_tls_port_gets_nothing() -> None:
    seen: list[bytes] = []
    async with scripted_server([GREET, HANG], seen=seen) as port:
        told = await failure(port, timeout=2.0, security="tls", tls=client_tls(), user="thaw", password="hunter2")
    assert told.retry
    assert b"hunter2" not in b"".join(seen)


async def test_a_mail_that_was_taken_in_half_goes_again_as_it_was() -> None:
    seen: list[bytes] = []
    desk = channel(0)
    body = desk.render(alert(title="x" * 300), delivery())
    async with scripted_server([GREET, HELLO, b"250 ok", b"250 ok", b"354 go", HALF], seen=seen) as port:
        with pytest.raises(DeliveryError) as caught:
            await channel(port).send(delivery(), body, NOW)
    box = Mailbox()
    async with mail_server(box) as port:
        await channel(port).send(delivery(attempts=2), body, NOW)

    assert (caught.value.retry, caught.value.code) == (True, None)
    assert 0 < len(seen[-1]) < len(body)
    assert box.raw == [body]


async def test_greylisting_ends_with_one_mail_under_one_id() -> None:
    box = Mailbox(rcpt="451 4.7.1 greylisted, come back later")
    desk = channel(0)
    body = desk.render(alert(), delivery())
    async with mail_server(box) as port:
        with pytest.raises(DeliveryError) as caught:
            await channel(port).send(delivery(), body, NOW)
        box.rcpt = None
        await channel(port).send(delivery(attempts=2), body, NOW)

    wait = wait_after(1, delivery().key, caught.value)
    assert wait is not None
    assert 4 <= wait.total_seconds() <= 6
    assert box.raw == [body]


async def test_one_recipient_that_is_refused_is_dead_and_the_others_get_their_mail(store: Outbox) -> None:
    box = Mailbox(unknown={"gone@example.org"})
    async with mail_server(box) as port:
        people = ["ana@example.org", "gone@example.org", "bob@example.org"]
        for number, recipient in enumerate(people):
            store.put(f"msg_{number}", recipient=recipient)
        sender = Deliverer(store, {"desk": channel(port, recipients=people)}, SetClock(NOW))
        summary = await sender.run_once()

    assert (summary.sent, summary.dead) == (2, 1)
    assert sorted(envelope.rcpt_tos[0] for envelope in box.envelopes) == ["ana@example.org", "bob@example.org"]
    (dead,) = store.rows(state="dead")
    assert (dead.recipient, dead.attempts) == ("gone@example.org", 1)
    assert "550 5.1.1 no such person" in dead.error


@pytest.mark.parametrize("greeting", [b"554 no service for you", b"521 host does not accept mail", b"421 too busy"])
async def test_a_server_that_refuses_us_as_a_whole_is_tried_again(greeting: bytes) -> None:
    async with scripted_server([greeting], seen=[]) as port:
        told = await failure(port)

    assert told.retry
    assert told.code == int(greeting[:3])


async def test_after_the_dot_without_an_answer_the_same_message_id_goes_again() -> None:
    seen: list[bytes] = []
    desk = channel(0)
    body = desk.render(alert(), delivery())
    script = [GREET, HELLO, b"250 ok", b"250 ok", b"354 go"]
    async with scripted_server([*script, CUT], seen=seen) as port:
        with pytest.raises(DeliveryError) as caught:
            await channel(port).send(delivery(), body, NOW)
    box = Mailbox()
    async with mail_server(box) as port:
        await channel(port).send(delivery(), body, NOW)

    assert caught.value.retry
    assert b"Message-ID: <msg_aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>" in seen[-1]
    assert box.messages[0]["Message-ID"] == "<msg_aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>"


@pytest.mark.parametrize("farewell", [[CUT], [HANG], [b"500 what"], [b"421 bye"]])
async def test_a_server_that_dies_at_quit_has_taken_the_message(farewell: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.alert.channels.email.QUIT_WAIT", 0.1)
    script = [GREET, HELLO, b"250 ok", b"250 ok", b"354 go", b"250 taken"]
    async with scripted_server([*script, *farewell], seen=[]) as port:
        assert await send(port) == "250 taken"


async def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        told = await failure(taken.getsockname()[1])
    assert told.retry
    assert "desk: 127.0.0.1:" in told.message
