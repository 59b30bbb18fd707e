# SPDX-License-Identifier: EUPL-1.2
"""The file that makes a folder a dossier, ``adhere.yaml``, and what is told where it cannot be opened.

Apart from the reading of it, so that a bare model folder costs no schema and no YAML. ``docs/en/dossier.md`` describes the format.
"""

from __future__ import annotations

from pathlib import Path

from adhere.kernel.text import Text

FILE = "adhere.yaml"
ADHERENCES = "adherence"
"""The folder of what is stated about codes of practice."""
COMPLAINTS = "complaints.yaml"
"""The complaints of rightsholders, about any of the models."""
REPORTS = "reports"
"""The folder of reports on codes, one folder per code."""
INDICATORS = "indicators"
"""The folder of figures that others measured."""


class NotADossierError(Exception):
    """The folder has no ``adhere.yaml`` that can be read at all."""

    def __init__(self, path: Path, reason: Text) -> None:
        super().__init__(f"{path}: {reason.en}")
        self.path = path
        self.reason = reason
