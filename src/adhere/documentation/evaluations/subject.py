# SPDX-License-Identifier: EUPL-1.2
"""Whether results are about the model that is documented: told by the names in their files.

Annex XI, Section 2, point 1 asks for results of the model itself; harnesses name a model by path, by repository or by provider.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from adhere.documentation.evaluations.result import Evaluations

_SEPARATORS = re.compile(r"[/\\]|__")
"""Of paths, and what stands for a slash in the names of files and folders."""


def report_other_models(found: Evaluations, names: Sequence[str]) -> None:
    """Report every file with results of a model that has none of these names; the first is how the model is cited."""
    own = {_compared(name) for name in names} - {""}
    for file, evaluated in _evaluated(found):
        if _compared(evaluated) not in own:
            found.report("ADH-DOC-025", file, evaluated=evaluated, model=names[0])


def _evaluated(found: Evaluations) -> Iterable[tuple[str, str]]:
    """Return the files with the models they name, each once; a file that names none says nothing."""
    return list(dict.fromkeys((one.source.file, one.model) for one in found.results if one.model))


def _compared(name: str) -> str:
    """Return the last part of a name, in lower case and without punctuation."""
    parts = [part for part in _SEPARATORS.split(name) if part]
    return "".join(sign for sign in parts[-1].casefold() if sign.isalnum()) if parts else ""
