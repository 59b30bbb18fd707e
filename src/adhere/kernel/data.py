# SPDX-License-Identifier: EUPL-1.2
"""Packaged data: TOML files that stand beside the code that reads them, compiled once as source code is.

``pkgutil.get_data`` reads through the loader of the package, as importlib.resources does, at a tenth of its import time; a parsed
table is kept where byte code is kept (https://docs.python.org/3/library/importlib.html#importlib.abc.SourceLoader).
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.machinery import SourceFileLoader
from types import CodeType
from typing import Any


def packaged_bytes(package: str, name: str) -> bytes:
    """Return a file of a package; raise FileNotFoundError where there is none."""
    content = pkgutil.get_data(package, name)
    if content is None:
        raise FileNotFoundError(f"{package}: {name}")
    return content


@cache
def packaged(package: str, name: str) -> dict[str, Any]:
    """Return a parsed TOML file of a package, such as ``packaged("adhere.models", "data/rules.toml")``."""
    module = import_module(package)
    if not isinstance(module.__loader__, SourceFileLoader):  # from a zip file, where nothing can be kept
        return _parsed(packaged_bytes(package, name))
    path = f"{module.__path__[0]}/{name}"
    code = _TableLoader(path, path).get_code(path)
    table: dict[str, dict[str, Any]] = {}
    exec(code, table)  # type: ignore[arg-type]  # noqa: S102 - what source_to_code below made of our own data
    return table["TABLE"]


class _TableLoader(SourceFileLoader):
    """Compiles TOML to the byte code of the table it says; the import system keeps it and sees when the file changed."""

    def source_to_code(self, data: Any, path: Any, **_: Any) -> CodeType:  # type: ignore[override]
        """Return the code that makes the table; dates are the only values of TOML whose repr needs a name."""
        return compile(
            f"import datetime\nTABLE = {_parsed(bytes(data))!r}\n", path, "exec", dont_inherit=True
        )


def _parsed(content: bytes) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - not needed where the table was kept

    return tomllib.loads(content.decode())
