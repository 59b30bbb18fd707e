# SPDX-License-Identifier: EUPL-1.2
"""What a model folder itself says of compute and energy: the trainer's log and the energy log.

Formats: ``trainer_state.json`` of the Hugging Face trainer, ``emissions.csv`` of CodeCarbon.
"""

from __future__ import annotations

from adhere.models.folder import Folder
from adhere.models.readers.codecarbon import read_codecarbon
from adhere.models.readers.trainer_state import read_trainer_state
from adhere.models.reading import Reading


def read_compute(folder: Folder) -> Reading:
    """Return the facts and findings of the logs in a folder; a folder without logs has none."""
    reading = read_trainer_state(folder)
    reading.extend(read_codecarbon(folder))
    return reading
