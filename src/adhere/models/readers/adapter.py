# SPDX-License-Identifier: EUPL-1.2
"""Facts in ``adapter_config.json``: which model an adapter was made from, and that it is no model of its own.

The file of PEFT: https://huggingface.co/docs/peft/main/en/developer_guides/checkpoint
"""

from __future__ import annotations

from collections.abc import Mapping

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis
from adhere.kernel.text import Text
from adhere.models.architectures.keys import shortened
from adhere.models.facts import Fact
from adhere.models.readers.json_object import JsonObject
from adhere.models.readers.notes import note
from adhere.models.readers.refusal import printable
from adhere.models.reading import Reading

NAME = "adapter_config.json"
RANK = 10
LONGEST_NAME = 300


def read_adapter(file: JsonObject, reading: Reading) -> None:
    """Add the base model of an adapter, and the finding that the folder holds an adapter."""
    record = file.value
    reading.report("ADH-MOD-130", Place(file=file.file), kind=shortened(record.get("peft_type") or "PEFT"))
    key = "base_model_name_or_path"
    base = record.get(key)
    if not isinstance(base, str) or not base.strip() or len(base) > LONGEST_NAME:
        reading.report("ADH-MOD-131", Place(file=file.file, at=f"key {key}"), key=key)
        return
    if _is_path(base):
        reading.report("ADH-MOD-132", Place(file=file.file, at=f"key {key}"), base=shortened(base))
    fact = Fact(
        id="model.base",
        value=printable(base.strip()),
        basis=Basis.MEASURED,
        sources=(file.source(key),),
        rank=RANK,
        note=_adapted(record),
    )
    reading.facts.append(fact)


def _is_path(base: str) -> bool:
    """A place on the disk of whoever trained it names no model: repositories are ``owner/name`` or ``name``."""
    return base.startswith(("/", ".", "~")) or "\\" in base or base.count("/") > 1


def _adapted(record: Mapping[str, object]) -> Text | None:
    rank, targets = record.get("r"), record.get("target_modules")
    if isinstance(rank, bool) or not isinstance(rank, int):
        return None
    names = ", ".join(sorted(map(str, targets))) if isinstance(targets, list) else str(targets or "-")
    return note("adapter", rank=shortened(rank), targets=shortened(names, limit=200))
