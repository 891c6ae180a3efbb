"""Which language a text is read as, and how HTML becomes lines where readers see lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.language import MOST_LETTERS, Marks, choose_language, script
from service.text.plain import plain_line, plain_text, tidy

MARKS = {
    "en": Marks("latin", frozenset({"the", "of", "and"})),
    "tr": Marks("latin", frozenset({"ve", "bir"}), frozenset("ışğ")),
    "ar": Marks("arabic", frozenset({"في", "من"})),
    "fa": Marks("arabic", frozenset({"در", "از"}), frozenset("پچژگ")),
}

CHOSEN = [
    ("common words", "the end of it", None, "en"),
    ("common words of another", "bir ev ve bahce", None, "tr"),
    ("own letters", "ışık", None, "tr"),
    ("script before all", "خبر", "en", "ar"),
    ("script, claimed for the other language of it", "خبر", "fa", "fa"),
    ("own letters within a script", "پچ", None, "fa"),
    ("common words against own letters", "في من پ", None, "ar"),
    ("claim decides where nothing shows", "Damascus", "tr", "tr"),
    ("claim of a language without a pack", "Damascus", "de", "en"),
    ("claim loses to two common words", "the end of it", "tr", "en"),
    ("claim wins a tie of words", "the ve", "tr", "tr"),
    ("tie without a claim goes by the alphabet", "the ve", None, "en"),
    ("one foreign name is not enough", "the house of Işığışığ and more", None, "en"),
    ("nothing at all", "", None, "en"),
    ("nothing at all, claimed", "", "tr", "tr"),
    ("nothing at all, claimed for another script", "", "ar", "en"),
]


@pytest.mark.parametrize(("text", "claimed", "wanted"), [row[1:] for row in CHOSEN], ids=[row[0] for row in CHOSEN])
def test_a_language_is_chosen_by_script_words_letters_and_claim(text: str, claimed: str | None, wanted: str) -> None:
    assert choose_language(set(text.split()), text, claimed, MARKS) == wanted


@given(st.text(), st.sampled_from([None, "en", "tr", "ar", "fa", "xx", ""]))
def test_a_language_is_always_one_that_is_known_and_of_the_script(text: str, claimed: str | None) -> None:
    chosen = choose_language(set(text.split()), text, claimed, MARKS)
    assert MARKS[chosen].script == script(text)


def test_without_any_of_the_script_all_languages_may_be_chosen() -> None:
    latin = {"en": MARKS["en"], "tr": MARKS["tr"]}
    assert choose_language({"خبر"}, "خبر", None, latin) == "en"
    assert choose_language({"خبر"}, "خبر", "tr", latin) == "tr"


@given(st.integers(0, 60))
def test_own_letters_count_no_more_than_a_few(count: int) -> None:
    text = "the of " + "ş" * count
    assert 2 * len({"the", "of"}) > MOST_LETTERS
    assert choose_language(set(text.split()), text, None, MARKS) == "en"


@given(st.text(alphabet="aşا ع1"), st.text(alphabet="aşا ع1"))
def test_the_script_is_that_of_most_letters_in_any_order(one: str, other: str) -> None:
    assert script(one + other) == script(other + one)


LINES = [
    ("paragraphs", "<p>one</p><p>two</p>", "one\ntwo"),
    ("inline parts nothing", "<b>on</b><i>e</i>", "one"),
    ("break", "one<br/>two", "one\ntwo"),
    ("rule", "one<hr>two", "one\ntwo"),
    ("list", "<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
    ("empty blocks leave no line", "<div><div></div><p>one</p></div><p> </p>two", "one\ntwo"),
    ("cells", "<table><tr><th>one</th><td>two</td></tr></table>", "one\ntwo"),
    ("script in capitals", "one<SCRIPT>two</SCRIPT>", "one"),
    ("hidden in hidden", "a<svg><style>x</style>y</svg>b", "ab"),
    ("comment", "on<!-- x -->e", "one"),
    ("named entity", "Erdo&#287;an &amp; Esad", "Erdoğan & Esad"),
    ("blank that does not break", "one&nbsp;&nbsp;two", "one two"),
    ("escaped twice", "&lt;b&gt;one&lt;/b&gt; two", "one two"),
    ("escaped thrice is text", "&amp;lt;b&amp;gt;one", "&lt;b&gt;one"),
    ("comparison is no tag", "1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ("ampersand of a name", "AT&T one", "AT&T one"),
    ("attribute with a sign of a tag", '<a title="a > b">one</a>', "one"),
    ("blank put together", "  one \t two\n\n three ", "one two\nthree"),
    ("right to left", "<p dir='rtl'>قال الوزير</p>", "قال الوزير"),
    ("zero-width characters are for folding", "one\u200btwo", "one\u200btwo"),
    ("picture shows nothing", 'one<img src="a" alt="two">', "one"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "wanted"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_html_is_read_as_the_lines_that_are_seen(html: str, wanted: str) -> None:
    assert plain_text(html) == wanted
    assert plain_line(html) == wanted.replace("\n", " ")


@given(st.text())
def test_a_tidy_text_is_left_alone(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "  " not in once
    assert "\n\n" not in once
    assert once == once.strip()


WORDS = st.lists(st.from_regex("[a-zışçأ-ي]{1,8}", fullmatch=True), min_size=1, max_size=6)
BLOCK, INLINE = st.sampled_from(["p", "div", "h1", "li", "blockquote"]), st.sampled_from(["b", "i", "em", "span", "a"])


@given(WORDS, BLOCK)
def test_each_block_is_a_line(words: list[str], block: str) -> None:
    html = "".join(f"<{block}>{word}</{block}>" for word in words)
    assert plain_text(html).split("\n") == words


@given(WORDS, INLINE)
def test_inline_elements_part_no_word(words: list[str], name: str) -> None:
    assert plain_text("".join(f"<{name}>{word}</{name}>" for word in words)) == "".join(words)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dera'da masa kuruldu", "tr"),
        ("Bahreyn: Karar Riyad'dan", "tr"),
        ("Syria's chair, and Qatar's doubts", "en"),
        ("they'll meet in Doha", "en"),
    ],
)
def test_an_ending_behind_an_apostrophe_tells_a_language(text: str, wanted: str) -> None:
    marks = {**MARKS, "tr": Marks("latin", frozenset({"ve"}), frozenset("ışğ"), frozenset({"da", "dan"}))}
    assert choose_language(frozenset(text.lower().split()), text, None, marks) == wanted
