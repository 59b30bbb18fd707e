# SPDX-License-Identifier: EUPL-1.2
"""Libraries that come with an extra: where one is missing, the command says which extra to install, and exits 2."""

from __future__ import annotations

from importlib.util import find_spec

from adhere.cli.output import refuse
from adhere.cli.wording import say


def needed(extra: str, *modules: str) -> None:
    """Exit 2 where one of the modules of an extra is not installed."""
    if any(find_spec(name) is None for name in modules):
        refuse(say("no-extra", extra=extra))
