# SPDX-License-Identifier: EUPL-1.2
"""What machines are told when something went wrong: problem details with every finding, in the language they ask for. RFC 9457."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import JsonResponse

from adhere.kernel.finding import Finding
from adhere.portal.languages import current

TYPE = "application/problem+json"


def problem(status: int, name: str, title: str, *, detail: str = "", **members: Any) -> JsonResponse:
    """Answer with a problem; ``name`` is what programs tell it by."""
    value = {"type": f"urn:adhere:problem:{name}", "title": title, "status": status}
    if detail:
        value["detail"] = detail
    return JsonResponse(value | members, status=status, content_type=TYPE)


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings with their texts in the language of this request."""
    language = current()
    return [
        {
            "rule": one.rule.id,
            "severity": one.rule.severity,
            "provision": one.rule.provision,
            "file": one.place.file,
            "line": one.place.line,
            "at": one.place.at,
            "wrong": one.wrong(language),
            "why": one.why(language),
            "remedy": one.remedy(language),
        }
        for one in findings
    ]


def kept_findings(findings: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return findings that were kept with a submission, in the language of this request."""
    language = current()
    return [one | {part: one[part][language] for part in ("wrong", "why", "remedy")} for one in findings]
