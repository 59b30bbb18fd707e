# SPDX-License-Identifier: EUPL-1.2
"""What the ledger refuses, told as a finding on the error stream; then the run ends.

Status 2 where an argument, the clock, the disk or the key is at fault (rules from ADH-LOG-070), else 1: what was issued is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from adhere.cli.output import tell
from adhere.cli.wording import language
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding
from adhere.ledger.rules import LedgerError

FIRST_REFUSAL = "ADH-LOG-070"


@contextmanager
def refusals(place: str) -> Iterator[None]:
    """End the run where the ledger refuses what is done within; ``place`` names the file or folder it is about."""
    try:
        yield
    except LedgerError as error:
        tell_finding(error.finding(place))
        sys.exit(2 if error.rule_id >= FIRST_REFUSAL else 1)
    except OSError as error:
        refused = LedgerError("ADH-LOG-005", reason=disk_reason(error))
        tell_finding(refused.finding(str(error.filename or place)))
        sys.exit(2)


def tell_finding(finding: Finding) -> None:
    """Print one finding on the error stream: where, what, why and what to do."""
    spoken = language()
    tell(f"{finding.rule.id} {finding.place}", err=True)
    tell(f"{finding.wrong(spoken)} {finding.why(spoken)}", err=True)
    tell(f"> {finding.remedy(spoken)}", err=True)
