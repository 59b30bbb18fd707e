# SPDX-License-Identifier: EUPL-1.2
"""The argument that names a folder or file; apart from the options, so that help needs no ``pathlib``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from adhere.cli.wording import say


class Folder(click.Path):
    """A path to a folder or file; an empty one, as an unset variable leaves, never means the working directory."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or fail where it is empty."""
        if not str(value):
            self.fail(say("no-path"), param, ctx)
        return super().convert(value, param, ctx)
