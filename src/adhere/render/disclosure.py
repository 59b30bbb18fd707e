# SPDX-License-Identifier: EUPL-1.2
"""What of a row goes to whom besides its answer: remarks, and what the answer rests on.

Files and bases are for those to whom a provider accounts (Articles 53(1)(a) and 91); a contradiction may quote a figure more precise
than the row, so only the AI Office reads it.
"""

from __future__ import annotations

from adhere.forms.completeness import State
from adhere.forms.form import Recipient
from adhere.forms.views import ShownRow
from adhere.kernel.text import Text

ACCOUNTABLE: tuple[Recipient, ...] = ("office", "authority")
TOLD_DIGESTS: tuple[Recipient, ...] = ("office",)
"""Who may see plain digests of files: whoever knows the rest of a small file can guess a figure in it from its digest."""
_FOR_ALL = (State.NOT_APPLICABLE, State.TOO_COARSE, State.MISSING, State.WRONG)


def remark_for(row: ShownRow, recipient: Recipient) -> Text | None:
    """Return the remark on a row as far as a recipient may read it."""
    own = row.state is State.ANSWERED and recipient in ACCOUNTABLE
    return row.remark if recipient == "office" or own or row.state in _FOR_ALL else None
