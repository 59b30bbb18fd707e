# SPDX-License-Identifier: EUPL-1.2
"""The JSON of ``adhere content inspect``: files, the columns that serve, what is asked, and once all rows were read what they came to."""

from __future__ import annotations

from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.content.figures import InputRecord
from adhere.engine.manifests.accounting import Account
from adhere.engine.manifests.columns import Shape
from adhere.engine.manifests.examples import examples
from adhere.engine.manifests.members import Member
from adhere.engine.manifests.opening import Inputs
from adhere.kernel.text import Language
from adhere.law.store import Store


def inspect_json(inputs: Inputs, law: Store, language: Language) -> dict[str, Any]:
    """Return what was recognised of inputs."""
    return head("content-inspect", law) | {
        "ready": inputs.ready,
        "inputs": [_group(members, shape) for members, shape in inputs.shapes],
        "accounts": [_account(one, language) for one in inputs.accounts],
        "records": [_record(one) for one in inputs.records],
        "findings": findings_json(inputs.collected.findings, language),
    }


def _group(members: tuple[Member, ...], shape: Shape) -> dict[str, Any]:
    first, shown = members[0], examples(members[0])
    return {
        "given": first.located.given,
        "format": first.peek.format,
        "compression": first.peek.compression,
        "files": [{"name": one.located.name, "size": one.located.size} for one in members],
        "columns": [
            {
                "column": use.column,
                "from": use.field.name,
                "type": use.field.type,
                "unit": use.unit,
                "measure": use.measure,
                "compressed": use.compressed,
                "otherwise": use.otherwise.name if use.otherwise else None,
                "example": shown.get(use.field.name),
            }
            for use in (*shape.uses, *shape.signals)
        ],
        "values": dict(shape.constants),
        "questions": [{"column": one.column, "fields": list(one.fields)} for one in shape.questions],
        "unknown": list(shape.absent),
    }


def _account(one: Account, language: Language) -> dict[str, Any]:
    return {
        "file": one.name,
        "rows": one.rows,
        "malformed": [
            {
                "fault": each.fault.id,
                "name": each.fault.name.in_(language),
                "left_out": each.fault.left_out,
                "rows": each.rows,
                "samples": [{"row": sample.row, "shown": sample.shown} for sample in each.samples],
            }
            for each in one.malformed
        ],
    }


def _record(one: InputRecord) -> dict[str, Any]:
    return {
        "name": one.name,
        "format": one.format,
        "size": one.size,
        "sha256": one.sha256,
        "rows": one.rows,
        "malformed": one.malformed,
        "source": one.source,
    }
