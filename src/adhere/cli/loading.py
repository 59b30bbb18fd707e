# SPDX-License-Identifier: EUPL-1.2
"""Loading what a command was pointed at: a dossier or a model folder; exit 2 where there is neither."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from adhere.cli.findings import exit_status
from adhere.cli.output import tell
from adhere.cli.wording import say
from adhere.dossier.checks import Checked, check
from adhere.dossier.layout import NotADossierError
from adhere.dossier.portfolio import load
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding
from adhere.law.library import Law


def checked(path: Path, law: Law, on: date) -> Checked:
    """Load and check a dossier or a model folder."""
    try:
        return check(load(path, on), law, on)
    except NotADossierError as error:
        tell(say("no-dossier", path=error.path, reason=error.reason), err=True)
    except OSError as error:
        tell(say("no-folder", path=path, reason=disk_reason(error)), err=True)
    sys.exit(2)


def quit_on_errors(findings: Iterable[Finding]) -> None:
    """Exit 1 where a finding is an error, after saying where to read about it."""
    errors = [finding for finding in findings if finding.rule.severity == "error"]
    if errors:
        tell(say("errors-found", count=len(errors)), err=True)
    sys.exit(exit_status(errors))
