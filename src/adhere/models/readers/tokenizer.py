# SPDX-License-Identifier: EUPL-1.2
"""What the tokenizer says: its longest input and how many entries it knows; the generation configuration is read along.

Files of tokenizers (https://huggingface.co/docs/tokenizers) and transformers. Tokenizer and model can differ: a second witness.
"""

from __future__ import annotations

import hashlib
from typing import BinaryIO

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.models.facts import Fact
from adhere.models.folder import TEXT_LIMIT, Folder
from adhere.models.readers.context import LONGEST
from adhere.models.readers.json_object import read_object
from adhere.models.readers.notes import note
from adhere.models.reading import Reading

CONFIG, VOCABULARY, GENERATION = "tokenizer_config.json", "tokenizer.json", "generation_config.json"
RANK = 20


def read_tokenizer(folder: Folder, reading: Reading) -> None:
    """Add the facts of the tokenizer's files where the folder has them."""
    entries = folder.entries()
    if CONFIG in entries:
        _longest(folder, reading)
    if VOCABULARY in entries:
        _entries(folder, reading)
    if GENERATION in entries:
        read_object(folder, GENERATION, reading)  # states no fact of its own; a damaged one is worth knowing


def _longest(folder: Folder, reading: Reading) -> None:
    file = read_object(folder, CONFIG, reading)
    key = "model_max_length"
    length = file.value.get(key) if file else None
    if file is None or isinstance(length, bool) or not isinstance(length, int | float):
        return
    if 1 <= length <= LONGEST and length == int(length):
        fact = Fact(
            id="context.maximum",
            value=Quantity.exactly(int(length), "tokens"),
            basis=Basis.MEASURED,
            sources=(file.source(key),),
            rank=RANK,
            note=note("tokenizer_length"),
        )
        reading.facts.append(fact)


class Digested:
    """A binary file that keeps the digest of every byte read, and reads no more than a limit."""

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._file = file
        self._left = limit
        self._digest = hashlib.sha256()
        self.count = 0

    def read(self, size: int) -> bytes:
        """Return at most so many bytes; empty at the end or at the limit."""
        content = self._file.read(min(size, self._left))
        self._left -= len(content)
        self.count += len(content)
        self._digest.update(content)
        return content

    def sha256(self) -> str:
        """Return the digest of the bytes read so far."""
        return self._digest.hexdigest()


def _entries(folder: Folder, reading: Reading) -> None:
    from adhere.models.readers.vocabulary import VocabularyError, vocabulary_size  # noqa: PLC0415 - only with a tokenizer

    try:
        with folder.open(VOCABULARY) as file:
            digested = Digested(file, TEXT_LIMIT)
            size = vocabulary_size(digested)
    except OSError:
        reading.report("ADH-MOD-107", Place(file=VOCABULARY), file=VOCABULARY)
        return
    except VocabularyError as error:
        place = Place(file=VOCABULARY, at=f"byte {error.byte}")
        reading.report("ADH-MOD-122", place, file=VOCABULARY, byte=error.byte)
        return
    source = Source(
        file=VOCABULARY,
        at=f"key model.vocab, bytes 0-{digested.count}",
        method="tokenizer-scan",
        sha256=digested.sha256(),
    )
    fact = Fact(
        id="vocabulary.size",
        value=Quantity.exactly(size, "entries"),
        basis=Basis.MEASURED,
        sources=(source,),
        rank=RANK,
        note=note("vocabulary_entries"),
    )
    reading.facts.append(fact)
