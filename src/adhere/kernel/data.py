# SPDX-License-Identifier: EUPL-1.2
"""Packaged data: TOML files that stand beside the code that reads them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def packaged(package: str, name: str) -> dict[str, Any]:
    """Return a parsed TOML file of a package, such as ``packaged("adhere.models", "data/rules.toml")``."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
