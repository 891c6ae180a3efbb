"""Names that only say whose official, or whose people, are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.detect.lexicon import Span
    from service.detect.sentences import Sentence


def is_whose(sentence: Sentence, span: Span) -> bool:
    """Whether a name only tells whose official is meant: ``at Saudi minister's invitation``."""
    following = sentence.words[span.end : span.end + 1]
    return bool(following) and not following[0].gap.strip() and any(rank.start == span.end for rank in sentence.of("rank"))


def are_from(sentence: Sentence, span: Span) -> bool:
    """Whether a name only tells whose people are meant: ``delegates from Damascus``."""
    people = {each.end for each in (*sentence.of("rank"), *sentence.of("concept", "COUNTERPART", "GOVERNMENT", "ENVOY"))}
    kinds = ("origins", "locatives") if span.tag.sort == "office" else ("origins",)  # "officials in the Foreign Ministry"
    held = {rank.start for rank in sentence.of("rank", "ministerial") if span.tag.sort == "metonym"}  # "وزراء في القاهرة"
    own = {each.end for each in sentence.of("sign", "belonging") if each.start not in held}  # "المسؤولين في سوريا"
    whose = any(sign.end == span.start and sign.start in own for sign in sentence.of("sign", "locatives"))
    return whose or any(sign.end == span.start and sign.start in people for sign in sentence.of("sign", *kinds))
