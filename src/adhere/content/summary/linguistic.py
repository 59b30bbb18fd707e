# SPDX-License-Identifier: EUPL-1.2
"""The languages of training content with their shares, as tables and in words: section 1.3 of the template.

Shares are of bytes where every document has them, else of documents; what has no language is told as a share of its own, and so is what a tag
says to be none, or several.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adhere.content.figures import Amount
from adhere.content.summary.amounts import added
from adhere.content.summary.languages import UNDETERMINED, Language, language_of, union_languages
from adhere.content.summary.material import Content
from adhere.content.summary.template import limit
from adhere.content.summary.wording import joined, number, percent, word, words
from adhere.kernel.text import Text

WORDLESS = ("image", "other")
"""Modalities that need not have a language: where nothing of one has, it is no part of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageShare:
    """One language and how much of the content is in it; ``language`` None is content of which nothing says it."""

    language: Language | None
    amount: Amount
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """All of them, most first, and what they are counted in: bytes or documents."""

    shares: tuple[LanguageShare, ...]
    measure: str
    whole: int

    @property
    def known(self) -> tuple[LanguageShare, ...]:
        """Those that are languages."""
        return tuple(one for one in self.shares if one.language is not None and not one.language.special)

    @property
    def special(self) -> tuple[LanguageShare, ...]:
        """What is said to be in no language, in several, or in one without a code."""
        return tuple(one for one in self.shares if one.language is not None and one.language.special)

    @property
    def unknown(self) -> int:
        """How much has no language."""
        return sum(one.part for one in self.shares if one.language is None)


def languages(content: Content) -> Languages:
    """Return the languages of the data, those of tags that name the same language together."""
    found: dict[Language | None, list[Amount]] = {}
    told = {line.modality for line in content.figures.languages if _of(line.language) is not None}
    for line in content.figures.languages:
        if line.modality in WORDLESS and line.modality not in told:
            continue
        found.setdefault(_of(line.language), []).append(line.amount)
    amounts = {one: added(parts) for one, parts in found.items()}
    everything = added(amounts.values())
    bytes_known = everything.bytes.known == everything.documents and everything.bytes.total > 0
    measure = "bytes" if bytes_known else "documents"
    shares = [
        LanguageShare(
            language=one, amount=amount, part=amount.bytes.total if bytes_known else amount.documents
        )
        for one, amount in amounts.items()
    ]
    shares.sort(key=_order)
    return Languages(shares=tuple(shares), measure=measure, whole=sum(one.part for one in shares))


def _of(tag: str | None) -> Language | None:
    """Return the language of a tag; None where it says none."""
    found = language_of(tag) if tag else None
    return None if found is not None and found.id == UNDETERMINED else found


def _order(one: LanguageShare) -> tuple[bool, bool, int, str]:
    """Languages first, most first; then what is said to be none, and what nobody knows."""
    if one.language is None:
        return True, True, -one.part, ""
    return False, one.language.special, -one.part, one.language.id


def described(found: Languages) -> Text | None:
    """Return the languages in words; None where the data says none."""
    if not (found.known or found.special) or not found.whole:
        return None
    return joined(_sentences(found), " ")


def _sentences(found: Languages) -> Iterator[Text]:
    if found.known:
        yield from _by_language(found)
    if found.special:
        named = joined(_named(one, found) for one in found.special)
        yield word(f"languages-special{'' if found.known else f'-by-{found.measure}'}", named=named)
    if found.unknown:
        yield word("language-unknown", share=percent(found.unknown, found.whole))


def _by_language(found: Languages) -> Iterator[Text]:
    most = limit("languages-in-form")
    shown = [
        one for rank, one in enumerate(found.known) if rank < most or (one.language and one.language.union)
    ]
    rest = [one for one in found.known if one not in shown]
    named = [_named(one, found) for one in shown]
    if rest:
        told = {"count": number(len(rest)), "share": percent(sum(one.part for one in rest), found.whole)}
        named.append(word("language-rest", **told))
    yield word(f"languages-by-{found.measure}", languages=joined(named))
    union = [one for one in found.known if one.language and one.language.union]
    name = "languages-union-one" if len(union) == 1 else "languages-union"
    yield word(name, count=len(union), of=len(union_languages()))


def _named(one: LanguageShare, found: Languages) -> Text:
    name = one.language.name if one.language else words("unknown")
    return joined((name, percent(one.part, found.whole)), " ")
