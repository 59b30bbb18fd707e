# SPDX-License-Identifier: EUPL-1.2
"""An operation that cannot be done, in words."""

from __future__ import annotations

from adhere.portal.wording import say


class OperationError(Exception):
    """Why an operation was not done: the name of a text of ``data/texts/operations.toml`` and what fills it in."""

    def __init__(self, name: str, /, **values: object) -> None:
        super().__init__(say(f"operations.{name}", **values))
