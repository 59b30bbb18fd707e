# SPDX-License-Identifier: EUPL-1.2
"""Groups of tensors for tests, made the way the program makes them: from the headers of files."""

from __future__ import annotations

import io

from tests.unit.models.checkpoints import Tensor, safetensors

from adhere.models.readers.safetensors import read_header
from adhere.models.weights.groups import Group, Tally


def groups_of(*files: list[Tensor]) -> tuple[Group, ...]:
    """Return the groups that the tensors of these files fall into."""
    tally = Tally()
    for tensors in files:
        content = safetensors(tensors)
        tally.add(read_header(io.BytesIO(content), len(content)))
    return tally.groups()
