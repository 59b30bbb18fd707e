# SPDX-License-Identifier: EUPL-1.2
"""``adhere law show --format json``: docs/schemas/adhere-law-show.schema.json describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.dossier.lawreading.glossary import Term
    from adhere.law.records import Norm
    from adhere.law.show import Shown


def shown_json(shown: Shown, spoken: Language) -> dict[str, Any]:
    """Return what a provision or record says."""
    return {
        "on": shown.on.isoformat(),
        "provision": shown.provision,
        "title": shown.title.in_(spoken),
        "records": [_norm_json(norm, spoken) for norm in shown.norms],
        "gone": [_norm_json(norm, spoken) for norm in shown.gone],
        "coming": [_norm_json(norm, spoken) for norm in shown.coming],
        "changes": [
            {
                "id": change.id,
                "on": change.on.isoformat(),
                "by": change.by,
                "text": change.content.in_(spoken),
            }
            for change in shown.changes
        ],
        "answers": [
            {"id": answer.id, "question": answer.question.in_(spoken), "answer": answer.answer.in_(spoken)}
            for answer in shown.answers
        ],
        "parts": [
            {"depth": node.depth, "id": node.id, "text": node.text.in_(spoken)} for node in shown.parts
        ],
    }


def _norm_json(norm: Norm, spoken: Language) -> dict[str, Any]:
    return {
        "id": norm.id,
        "kind": norm.kind,
        "provisions": list(norm.provisions),
        "holder": list(norm.holder),
        "addressee": list(norm.addressee),
        "from": norm.start.isoformat(),
        "until": norm.end.isoformat() if norm.end else None,
        "never_applied": norm.never_applied,
        "when": norm.when,
        "disapplies": list(norm.disapplies),
        "grade": norm.grade,
        "text": norm.content.in_(spoken),
        "note": norm.note.in_(spoken) if norm.note else None,
        "amended_by": norm.amended_by,
        "replaced_by": norm.replaced_by,
    }


def glossary_json(terms: Sequence[Term], spoken: Language) -> list[dict[str, Any]]:
    """Return the terms as JSON."""
    return [
        {
            "id": one.place,
            "names": dict(one.names),
            "definitions": dict(one.definitions),
            "record": one.record.id if one.record else None,
            "text": one.record.content.in_(spoken) if one.record else None,
        }
        for one in terms
    ]
