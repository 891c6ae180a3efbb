from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.url import LONGEST, clean_url, host_of, without_credentials

CLEAN = {
    "https://example.org/feed": "https://example.org/feed",
    "  HTTPS://EXAMPLE.org:443/Feed?a=1&b=%20#top ": "https://example.org/Feed?a=1&b=%20",
    "http://example.org:80": "http://example.org/",
    "http://example.org:8080/x": "http://example.org:8080/x",
    "https://münchen.de/ä": "https://xn--mnchen-3ya.de/%C3%A4",
    "https://عربي.example/خبر": "https://xn--ngbrx4e.example/%D8%AE%D8%A8%D8%B1",
    "https://user:p%40ss@example.org/x": "https://user:p%40ss@example.org/x",
    "https://[::1]:8900/x": "https://[::1]:8900/x",
    "http://127.0.0.1/x": "http://127.0.0.1/x",
    "http://feeds_old.example.org/": "http://feeds_old.example.org/",
}


@pytest.mark.parametrize(("text", "wanted"), CLEAN.items())
def test_one_form_is_stored(text: str, wanted: str) -> None:
    assert clean_url(text) == wanted
    assert clean_url(wanted) == wanted


@given(
    st.from_regex(r"https?://[a-z]{1,3}\.example(:80)?[/a-z?&=%20;.\[\]]{0,9}", fullmatch=True),
    st.from_regex(r"[ -~é]{0,9}", fullmatch=True),
)
def test_a_fragment_changes_nothing(url: str, fragment: str) -> None:
    try:
        whole = clean_url(f"{url}#{fragment}")
    except ValueError:
        # Whether with it or without, what is no address is refused.
        assert " " in fragment.rstrip() or "\\" in fragment or is_refused(url)
    else:
        assert whole == clean_url(url)


def is_refused(url: str) -> bool:
    try:
        clean_url(url)
    except ValueError:
        return True
    return False


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org/feed", "//example.org/feed", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)",
        "https:///feed", "https://", "https://exa mple.org/", "https://example.org\\@evil.example/", "https://example.org:99999/",
        "https://example.org:0/", "https://example.org/\r\nHost: evil", "https://example.org/\u202egro", "https://[::1/",
        "https://example.org/#a b", "https://example.org/#a\\b", "https://example.org/#a\nb",
        "https://-example..org/", "https://exam\x00ple.org/", "https://" + "a" * LONGEST,
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_web_server_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(must|names|is|holds) "):
        clean_url(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("http://ok\\@127.0.0.2/", "backslash/control character in URL"),
        ("http://a\tb/", "backslash/control character in URL"),
        ("http://a%00b/", "invalid host name"),
        ("http://a%2eexample/", "invalid host name"),
        (f"http://{'a' * 64}.example/", "invalid host name"),
        (f"http://{'ä' * 64}.example/", "invalid host name"),
    ],
)
def test_tricks_are_named(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        clean_url(text)


def test_letters_that_look_like_others_show_what_they_are() -> None:
    assert clean_url("http://аpple.com/") == "http://xn--pple-43d.com/"
    assert clean_url("http://EXAMPLE。com/") == "http://example.com/"


def test_a_refusal_repeats_no_secret() -> None:
    with pytest.raises(ValueError, match="host") as refused:
        clean_url("https://user:hunter2@")
    assert "hunter2" not in str(refused.value)


@given(st.text())
def test_any_text_is_taken_or_refused_in_words(text: str) -> None:
    for candidate in (text, f"https://{text}", f"https://example.org/{text}"):
        try:
            cleaned = clean_url(candidate)
        except ValueError:
            continue
        assert cleaned.isascii()
        assert clean_url(cleaned) == cleaned
        assert host_of(cleaned)


def test_credentials_are_left_out_of_what_is_shown() -> None:
    assert without_credentials("https://user:secret@example.org/a@b") == "https://example.org/a@b"
    assert without_credentials("https://example.org/") == "https://example.org/"
    assert without_credentials("nothing") == "nothing"
    assert without_credentials("https://user:secret@example.org?to=a@b.example") == "https://example.org?to=a@b.example"
    assert without_credentials("https://example.org#@evil.example/") == "https://example.org#@evil.example/"


@given(st.from_regex(r"[a-z:@%0-9]{0,12}@?example\.org[/?#]?[a-z@/?#:]{0,12}", fullmatch=True))
def test_what_is_asked_is_the_host_that_was_looked_at(rest: str) -> None:
    try:
        cleaned = clean_url(f"https://{rest}")
    except ValueError:
        return
    assert host_of(without_credentials(cleaned)) == host_of(cleaned)


def test_a_host_is_found_or_not() -> None:
    assert host_of("https://User@EXAMPLE.org:8080/x") == "example.org"
    assert not host_of("nothing")
    assert not host_of("https://[::1/")
