# SPDX-License-Identifier: EUPL-1.2
"""A description of a dataset, from a dataset card or from Croissant, as a witness of what a model was trained on.

Annex XI, section 1, point 2(c) to Regulation (EU) 2024/1689: the data used for training, their provenance.
"""

from __future__ import annotations

from dataclasses import dataclass

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text
from adhere.models.facts import Fact
from adhere.models.readers.card_front import note

RANK = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What a description says: texts as written there, empty where it says nothing."""

    name: str
    licence: str = ""
    size: str = ""
    languages: tuple[str, ...] = ()
    version: str = ""
    url: str = ""
    files: int = 0
    responsible_ai: tuple[str, ...] = ()

    def fact(self, source: Source) -> Fact:
        """Return the witness that this dataset is among the training data."""
        return Fact(
            id="data.training.datasets",
            value=(self.name,),
            basis=Basis.DECLARED,
            sources=(source,),
            rank=RANK,
            note=note("dataset", said=self._said()),
        )

    def _said(self) -> Text:
        parts = [
            note(f"dataset-{key}", value=value)
            for key, value in (
                ("licence", self.licence),
                ("size", self.size),
                ("languages", ", ".join(self.languages)),
                ("version", self.version),
                ("url", self.url),
                ("files", self.files),
                ("rai", ", ".join(self.responsible_ai)),
            )
            if value
        ] or [note("dataset-nothing")]
        return Text(", ".join(part.en for part in parts), ", ".join(part.nl for part in parts))
