# SPDX-License-Identifier: EUPL-1.2
"""The JSON of ``adhere code crosswalk``: per framework its items and relations, both ways, and what has no counterpart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adhere.cli.contracts import head
from adhere.codes.code import Code
from adhere.codes.crosswalk import Crosswalk, Framework, ours, statement
from adhere.kernel.text import Language
from adhere.law.store import Store


def crosswalk_json(code: Code, walks: Iterable[Crosswalk], law: Store, language: Language) -> dict[str, Any]:
    """Return the cross-walks of a code."""
    return head("code-crosswalk", law) | {
        "code": code.id,
        "version": code.version,
        "statement": statement().in_(language),
        "ours": ours().in_(language),
        "frameworks": [_framework(one, language) for one in walks],
    }


def _framework(one: Crosswalk, language: Language) -> dict[str, Any]:
    framework = one.framework
    return {
        "id": framework.id,
        "title": framework.title.in_(language),
        "version": framework.version,
        "published": framework.published.isoformat(),
        "source": framework.source,
        "grade": framework.grade,
        "licence": framework.licence.in_(language),
        "note": framework.note.in_(language),
        "mapped": framework.mapped,
        "history": framework.history,
        "items": [
            {"id": item.id, "text": item.content.in_(language) if item.content else None}
            for item in framework.items
        ],
        "relations": [
            {
                "from": relation.source,
                "type": relation.type,
                "items": list(relation.items),
                "rationale": relation.rationale.in_(language),
                "grade": relation.grade,
                "reviewed_by": relation.reviewed_by,
            }
            for relation in framework.relations
        ],
        "mentions": _mentions(framework, language),
        "by_item": {item: [relation.source for relation in said] for item, said in one.by_item.items()},
        "through_commitment": list(one.through_commitment),
        "without_item": list(one.without_item),
        "without_part": list(one.without_part),
    }


def _mentions(framework: Framework, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "draft": said.draft,
            "counterpart": said.counterpart,
            "items": list(said.items),
            "text": said.content.in_(language),
            "grade": said.grade,
        }
        for said in framework.mentions
    ]
