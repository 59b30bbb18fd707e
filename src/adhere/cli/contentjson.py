# SPDX-License-Identifier: EUPL-1.2
"""What a run over training content found, as JSON: ``adhere/content-summarise/1``; docs/en/summary-of-content.md documents it.

For the provider: it holds the exact figures, which the public summary does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adhere.cli.contracts import findings_json, head
from adhere.content.figures import MEASURES, Amount
from adhere.content.summary.large import dataset_shares
from adhere.content.summary.linguistic import languages
from adhere.content.summary.report import class_lines, open_rows, size_lines
from adhere.forms.scalars import quantity_json
from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.dossier.contentsummary import Summary
    from adhere.law.store import Store


def summary_json(summary: Summary, law: Store, spoken: Language) -> dict[str, Any]:
    """Return the report of a run."""
    content, form = summary.content, summary.filled.form
    figures = content.figures
    return head("content-summarise", law) | {
        "model": summary.filled.model if summary.name else None,
        "engine": figures.engine,
        "figures_sha256": content.sha256,
        "inputs": len(figures.inputs),
        "rows": sum(one.rows for one in figures.inputs),
        "malformed": sum(one.malformed for one in figures.inputs),
        "first": figures.first.isoformat() if figures.first else None,
        "last": figures.last.isoformat() if figures.last else None,
        "sizes": [
            {
                "modality": line.modality,
                "amount": amount_json(line.amount),
                "quantity": quantity_json(line.quantity) if line.quantity else None,
                "bands": [band.id for band in line.bands],
            }
            for line in size_lines(content, form)
        ],
        "classes": [
            {"class": line.kind, "amount": amount_json(line.amount), "sources": list(line.sources)}
            for line in class_lines(content)
        ],
        "datasets": [
            {
                "dataset": one.dataset,
                "modality": one.modality,
                "measure": one.measure,
                "part": str(one.part),
                "whole": str(one.whole),
                "large": one.large,
            }
            for one in dataset_shares(content)
        ],
        "languages": _languages(summary),
        "domains": _domains(summary),
        "missing": [
            {
                "field": f"{form.id}:{row.field.id}",
                "who": who,
                "state": row.state.value,
                "label": row.row.label.in_(spoken),
            }
            for who, rows in open_rows(summary.filled).items()
            for row in rows
        ],
        "findings": findings_json(summary.findings, spoken),
    }


def amount_json(amount: Amount) -> dict[str, Any]:
    """Return an amount: documents, and each sum as a decimal string with how many documents it is known for."""
    measures = ((name, getattr(amount, name)) for name in MEASURES)
    return {"documents": amount.documents} | {
        name: {"total": str(one.total), "known": one.known} for name, one in measures
    }


def _languages(summary: Summary) -> dict[str, Any]:
    found = languages(summary.content)
    return {
        "measure": found.measure,
        "whole": str(found.whole),
        "shares": [
            {
                "language": one.language.id if one.language else None,
                "union": bool(one.language and one.language.union),
                "part": str(one.part),
            }
            for one in found.shares
        ],
    }


def _domains(summary: Summary) -> dict[str, Any] | None:
    found, held = summary.content.figures.domains, summary.content.domains
    if found is None:
        return None
    return {
        "rules": found.rules,
        "list_version": found.list_version,
        "domains": found.domains,
        "rule": found.rule,
        "listed": found.listed,
        "listed_sha256": found.listed_sha256,
        "withheld": len(held.withheld) if held else 0,
        "undecided": held.undecided if held else 0,
    }
