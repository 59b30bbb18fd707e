# SPDX-License-Identifier: EUPL-1.2
"""Figures of reports that were taken in by a release that did not note them, read from their packs whenever the database is brought up to a release.

A report on a code of which figures are kept already is left as it is: what was shown then would tell, beside what is shown with it, what it alone says.
"""

from __future__ import annotations

import logging
from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.core.exceptions import FieldDoesNotExist

from adhere.portal import storing
from adhere.portal.submissions.checking import STRANGE, figures_of
from adhere.portal.submissions.pack import read_pack
from adhere.portal.submissions.reports import value_of
from adhere.reporting.exchange import report_of
from adhere.reporting.report import Report

_log = logging.getLogger(__name__)
_CHUNK = 200


def note_figures(apps: Apps = installed, **_: Any) -> None:
    """Note the size and the figures of every report that has none noted; ``apps`` are the tables as they are after a migration."""
    try:
        submissions, counted = (
            apps.get_model("submissions", name) for name in ("Submission", "CountedFigures")
        )
        submissions._meta.get_field("figures")  # noqa: SLF001 - documented (Django, Model _meta API)
    except (LookupError, FieldDoesNotExist):  # migrated back to before they were noted or kept
        return
    kept = counted.objects.values("code")
    rows = submissions.objects.filter(signatory_size="").exclude(code="").exclude(code__in=kept)
    lost = 0
    for row in rows.only("pk", "sha256", "findings").iterator(_CHUNK):
        report = _report(row.sha256)
        if report is None:
            lost += 1
            continue
        strange = any(one["rule"] == STRANGE for one in row.findings)
        row.signatory_size, row.figures = (
            report.size,
            [] if strange else [list(one) for one in figures_of(report)],
        )
        row.save(update_fields=["signatory_size", "figures"])
    if lost:
        _log.warning("figures of %d reports could not be read from their files", lost)


def _report(digest: str) -> Report | None:
    try:
        pack = read_pack(storing.kept(digest)).pack
    except OSError:
        return None
    return report_of(value_of(pack)).report if pack else None
