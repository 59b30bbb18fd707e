# SPDX-License-Identifier: EUPL-1.2
"""All checks of a register of systemic risks, in the order of the code: identified, judged, acted upon.

Article 55(1)(a), (b) and (d); GPAI code, chapter Safety and Security, commitments 2 to 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from adhere.kernel.finding import Finding
from adhere.risk.checking import Known
from adhere.risk.criteriachecks import criteria_findings
from adhere.risk.identificationchecks import identification_findings
from adhere.risk.measurechecks import measure_findings
from adhere.risk.standing import Standing


def register_findings(standing: Standing, known: Known) -> Iterator[Finding]:
    """Yield everything wrong with a register or missing from it."""
    yield from identification_findings(standing)
    yield from criteria_findings(standing, known)
    yield from measure_findings(standing, known)
