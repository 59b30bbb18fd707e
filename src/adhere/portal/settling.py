# SPDX-License-Identifier: EUPL-1.2
"""Acts that cannot be done as things stand: someone settled them first, or a rule of the portal forbids them; both are told in words."""

from __future__ import annotations


class SettledError(Exception):
    """Someone else settled this in the meantime; ``state`` names the text that says how it stands now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class HinderedError(Exception):
    """A rule forbids this as things stand; ``reason`` names the text that says why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
