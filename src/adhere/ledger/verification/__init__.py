# SPDX-License-Identifier: EUPL-1.2
"""Verifying what was issued, without network or server: a pack, the folder of an issue, or a whole dossier.

Nothing is trusted but what is recomputed here; without a checkpoint that an outsider kept, the best outcome is that all of it
is consistent with itself.
"""

from adhere.ledger.verification.outcome import Outside, Verification
from adhere.ledger.verification.verify import NothingIssuedError, verify

__all__ = ["NothingIssuedError", "Outside", "Verification", "verify"]
