# SPDX-License-Identifier: EUPL-1.2
"""A new register of systemic risks: valid as it stands, with the four specified risks and comments that say what goes where.

Format ``adhere/risk/1`` (``docs/en/risk.md``); Appendix 1.4 of the GPAI code. Nothing is answered for anyone.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

from adhere.dossier.riskfile import FORMAT, file_of_register
from adhere.intake.placing import drafted
from adhere.kernel.data import packaged
from adhere.kernel.text import Language, text_of
from adhere.risk.taxonomy import terms

WIDTH = 100
"""Characters of a line of comment."""


class RegisterExistsError(FileExistsError):
    """There is a register already; nothing was written."""


def add_register(root: Path, model: str, language: Language) -> str:
    """Write a new register and return its file, relative to the dossier; raise RegisterExistsError, or OSError."""
    name = file_of_register(model)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    with drafted(root / name, register_text(language).encode()) as draft:
        try:
            os.link(draft, root / name)  # never overwrites, unlike a rename
        except FileExistsError as error:
            raise RegisterExistsError(name) from error
    return name


def register_text(language: Language) -> str:
    """Return the text of a new register."""
    return "\n".join([*_lines(language), ""])


def _lines(language: Language) -> Iterator[str]:
    yield from _comment("head", language)
    yield from (f"format: {FORMAT}", "")
    yield from _comment("stated", language)
    yield from ("# stated: {who: ..., when: 2026-11-22}", "")
    yield from _comment("risks", language)
    yield from _comment("risk", language)
    yield "risks:"
    for risk, term in terms("specified").items():
        yield from _wrapped(term.content.in_(language), "  ")
        yield f"  - id: {risk}"
    for name in ("mitigations", "security", "decision"):
        yield ""
        yield from _comment(name, language)
        yield f"# {name}:"


def _comment(name: str, language: Language) -> Iterator[str]:
    return _wrapped(_text(name, language), "")


def _wrapped(text: str, indent: str) -> Iterator[str]:
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return (f"{indent}# {line}" for line in lines)


def _text(name: str, language: Language) -> str:
    return text_of(packaged("adhere.dossier", "data/risk-new.toml")[name]).in_(language)
