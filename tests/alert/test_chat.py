from __future__ import annotations

import json
import re

import pytest

from service.alert.render import Templates
from service.errors import AskedWronglyError, DeliveryError
from tests.alert.hookserver import Hook, receiver
from tests.alert.made import NOW, alert, change, delivery, planned, telling

pytest.importorskip("apprise", reason="Apprise is not installed")
from service.alert.channels.chat import AppriseChannel

# One of the services that Apprise looks through imports a module that Python 3.13 dropped.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def channel(url: str, **settings: float) -> AppriseChannel:
    return AppriseChannel("chat", url=url, templates=Templates(), **settings)


def at(url: str) -> str:
    return url.replace("http://", "json://user:hunter2pass@").partition("?")[0]


async def test_a_chat_gets_title_and_text() -> None:
    hook = Hook()
    hook.says(200)
    async with receiver(hook) as url:
        chat = channel(at(url))
        sent = await chat.send(delivery(), chat.render(alert(), delivery()), NOW)

    ((_, body),) = hook.requests
    read = json.loads(body)
    assert sent.detail == "accepted"
    assert read["title"] == "CRITICAL new: TUR-SYR diplomatic relations occurred: Turkey reopens its embassy in Damascus"
    assert "**Turkey reopens its embassy in Damascus**" in read["message"]
    assert "[news.example.org](https://news.example.org/1)" in read["message"]
    assert "thaw signals show k7m2" in read["message"]
    assert chat.recipients() == ("json",)


@pytest.mark.parametrize("status", [302, 400, 403, 410, 429, 500, 503])
async def test_every_failure_is_tried_again_and_shows_no_secret(status: int) -> None:
    hook = Hook()
    hook.says(status)
    async with receiver(hook) as url:
        chat = channel(at(url))
        with pytest.raises(DeliveryError, match=r"^chat: ") as caught:
            await chat.send(delivery(), chat.render(alert(), delivery()), NOW)

    assert caught.value.retry
    assert "hunter2pass" not in caught.value.message


@pytest.mark.parametrize("before", range(170, 200, 3))
def test_a_secret_that_is_cut_or_written_otherwise_shows_no_part(before: int) -> None:
    chat = channel("json://user:p%40ss-w0rd%2Fwith-parts@host.example/long-token-of-a-room")
    for secret in ("p%40ss-w0rd%2Fwith-parts", "p@ss-w0rd/with-parts", "long-token-of-a-room"):
        said = chat.why([f"{'.' * before} {secret}"])
        assert not {"w0rd", "with-parts", "long-", "token"} & {said[at : at + size] for at in range(200) for size in (4, 5, 10)}


async def test_a_service_that_does_not_answer_costs_no_more_than_the_deadline() -> None:
    hook = Hook(silent=True)
    async with receiver(hook) as url:
        chat = channel(at(url), timeout=0.5)
        with pytest.raises(DeliveryError, match=r"^chat: ") as caught:
            await chat.send(delivery(), chat.render(alert(), delivery()), NOW)
    assert caught.value.retry


def test_an_address_that_apprise_does_not_know_is_refused_without_being_shown() -> None:
    with pytest.raises(AskedWronglyError, match=r"channels\.chat\.url: Apprise does not understand") as caught:
        channel("nosuchscheme://s3cret@host")
    assert "s3cret" not in caught.value.message


@pytest.mark.parametrize(
    "title",
    [
        "[click](https://evil.example)",
        "**bold** _x_ `code`",
        "<!everyone> <@U123> @here",
        "# head\n- item",
        "~~gone~~ | > ![i](x)",
    ],
)
def test_feeds_cannot_format_link_or_mention(title: str) -> None:
    nasty = telling(title=title, source=title, link="https://example.org/a)[x](https://evil.example")
    made = planned(change(title=title), telling=nasty).alert
    assert made is not None
    text = Templates().render("alert.md.j2", made.content).text

    assert title not in text
    assert "<" not in text
    assert "@here" not in text
    assert "@U123" not in text
    (link,) = re.findall(r"(?<!\\)\]\(([^)]*)\)", text)
    assert link == "https://example.org/a%29%5Bx%5D%28https://evil.example"
