# SPDX-License-Identifier: EUPL-1.2
"""Counting the entries of a ``tokenizer.json`` piece by piece: files of 30 MB and more, a few megabytes of memory.

The format of tokenizers (https://huggingface.co/docs/tokenizers): ``added_tokens`` and ``model.vocab``, an object of
text and number, or for Unigram a list of text and score. Reading stops behind the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

PIECE = 1024 * 1024
MOST = 1 << 24
"""No vocabulary has more entries, and no entry a greater number."""
LONGEST_TOKEN = 4 * PIECE
MOST_SIGNS = 1_000_000
"""Signs of JSON before the vocabulary; the 6,400 added tokens of Gemma 3 take some 200,000."""
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_SIGN = re.compile(rb"\s*+(" + _STRING + rb'|[\[\]{}:,]|[^\s"\[\]{}:,]++)', re.DOTALL)
_NUMBERED = rb"\s*+" + _STRING + rb"\s*+:\s*+(\d++)\s*+"
_SCORED = rb"\s*+\[\s*+" + _STRING + rb"\s*+,\s*+([-+.\deE]++)\s*+\]\s*+"


class Readable(Protocol):
    """A binary file as the counter needs it."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, empty at the end."""


class VocabularyError(Exception):
    """A file in which no vocabulary could be counted; ``byte`` is where reading stopped."""

    def __init__(self, byte: int) -> None:
        super().__init__(byte)
        self.byte = byte


def vocabulary_size(file: Readable) -> int:
    """Return how many different numbers a tokenizer gives out; raise VocabularyError for a file that does not tell."""
    window = _Window(file)
    added, opening = _up_to_vocabulary(window)
    seen = _scored(window) if opening == b"[" else _numbered(window)
    return sum(seen) + len({number for number in added if number >= len(seen) or not seen[number]})


class _Window:
    """The part of the file that is in memory, and where in it reading has come."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._before = 0
        self.text = b""
        self.at = 0

    def more(self) -> bool:
        """Drop what has been read and add a piece; False at the end of the file."""
        piece = self._file.read(PIECE)
        if len(self.text) - self.at > LONGEST_TOKEN:
            raise self.error()
        self._before += self.at
        self.text, self.at = self.text[self.at :] + piece, 0
        return bool(piece)

    def error(self) -> VocabularyError:
        """Return the complaint that reading stops here."""
        return VocabularyError(self._before + self.at)

    def sign(self) -> bytes:
        """Return the next sign, word or string of the JSON text; raise at the end of the file."""
        while True:
            found = _SIGN.match(self.text, self.at)
            if found and found.end() < len(self.text):
                self.at = found.end()
                return found[1]
            if not self.more():
                raise self.error()


def _up_to_vocabulary(window: _Window) -> tuple[list[int], bytes]:
    """Read to the opening of ``model.vocab``; return the numbers of added tokens and the opening bracket."""
    path: list[bytes] = []
    key, last, added = b"", b"", list[int]()
    for _ in range(MOST_SIGNS):
        sign = window.sign()
        if sign in b"{[":
            if path == [b"", b'"model"'] and key == b'"vocab"':
                return added, sign
            path.append(key)
            key = b""
        elif sign in b"}]":
            if not path:
                raise window.error()
            path.pop()
            key = b""
        elif sign == b":":
            key = last
        elif sign == b",":
            key = b""
        elif key == b'"id"' and path == [b"", b'"added_tokens"', b""] and sign.isdigit() and len(sign) < 9:
            added.append(int(sign))
        if len(path) > 64:
            break
        last = sign
    raise window.error()


def _numbered(window: _Window) -> bytearray:
    """Read ``"text": number`` to the closing brace; return one byte per number, 1 where it was given out."""
    seen = bytearray()
    for digits in _entries(window, _NUMBERED, b"}"):
        if max(map(len, digits)) > 8:
            raise window.error()
        numbers = list(map(int, digits))
        if numbers == list(range(len(seen), len(seen) + len(numbers))):
            seen.extend(b"\x01" * len(numbers))  # in order, as nearly every vocabulary is
            continue
        if max(numbers) >= MOST:
            raise window.error()
        seen.extend(bytes(max(0, max(numbers) + 1 - len(seen))))
        for number in numbers:
            seen[number] = 1
    return seen


def _scored(window: _Window) -> bytearray:
    """Read ``["text", score]`` to the closing bracket, whose numbers are their places; return one byte for each."""
    return bytearray(b"\x01") * sum(map(len, _entries(window, _SCORED, b"]")))


def _entries(window: _Window, entry: bytes, closing: bytes) -> Iterator[list[bytes]]:
    """Yield, a window at a time, what the pattern captures for every entry up to the closing bracket."""
    one, run = re.compile(entry + b",", re.DOTALL), re.compile(b"(?:" + entry + b",)*+", re.DOTALL)
    last = re.compile(b"(?:" + entry + rb"|\s*+)" + re.escape(closing), re.DOTALL)
    while True:
        whole = run.match(window.text, window.at)
        end = whole.end() if whole else window.at
        if end > window.at:
            yield one.findall(window.text, window.at, end)
        window.at = end
        final = last.match(window.text, window.at)
        if final:
            if final.lastindex:
                yield [final[1]]
            return
        if not window.more():
            raise window.error()
