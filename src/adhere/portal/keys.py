# SPDX-License-Identifier: EUPL-1.2
"""The key that signs the log of this portal; made at the first start, readable by its owner alone."""

from __future__ import annotations

import os
from functools import cache

from django.conf import settings

from adhere.ledger.keyfile import passphrase, read_key, write_key
from adhere.ledger.keys import SigningKey, new_key
from adhere.portal.places import KEY


@cache
def log_key() -> SigningKey:
    """Return the key; raise LedgerError where it cannot be read."""
    return read_key(settings.DATA / KEY, passphrase(os.environ))


def make_log_key() -> bool:
    """Make the key where there is none; return whether one was made."""
    path = settings.DATA / KEY
    if path.exists():
        return False
    write_key(path, new_key(), passphrase(os.environ))
    return True
