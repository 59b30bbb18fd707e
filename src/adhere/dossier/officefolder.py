# SPDX-License-Identifier: EUPL-1.2
"""The files of an office folder, by name: what is read, what is not, and why; links are not followed.

Layout: ``office.yaml``, ``signatories/<id>.yaml``, ``reports/<signatory>/<period>.json``, ``assessments/*.yaml``, ``standards/*.yaml``
and ``codes/<id>/code.toml`` (``docs/en/monitoring.md``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from adhere.dossier.rules import rule
from adhere.dossier.wording import letters, shown_key
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place

HEAD = "office.yaml"
PAGE = "docs/en/monitoring.md"
MOST = 2_000
"""Files of one kind in one folder."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_PERIOD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")


def is_name(text: str) -> bool:
    """Whether a text can be an id of a signatory or a record: it is a file name on every machine."""
    return _NAME.fullmatch(text) is not None


def listed(
    root: Path, folder: str, ending: str, findings: list[Finding], *, folders: bool = False
) -> Iterator[str]:
    """Yield the names of files (or folders) in a folder, without ending and in order; what is not read is reported."""
    try:
        with os.scandir(root / folder) as listing:
            found = sorted(islice(listing, 2 * MOST), key=lambda one: one.name)
    except FileNotFoundError:
        return
    except OSError as error:
        findings.append(_told("ADH-DOS-065", folder, reason=disk_reason(error)))
        return
    count = 0
    for one in found:
        if one.name.startswith("."):
            continue
        place = f"{folder}/{one.name}"
        stem = one.name.removesuffix(ending)
        if one.is_symlink():
            findings.append(_told("ADH-DOS-181", place))
        elif not folders and one.is_dir(follow_symlinks=False) and _fits(one.name, stem, ending):
            findings.append(_told("ADH-DOS-065", place, reason=disk_reason(IsADirectoryError())))
        elif one.is_dir(follow_symlinks=False) != folders or not _fits(one.name, stem, ending):
            values = {"ending": ending or "/", "letters": letters(small=ending != ".json")}
            findings.append(_told("ADH-DOS-182", place, name=shown_key(one.name), **values))
        elif count == MOST:
            findings.append(_told("ADH-DOS-180", folder, limit=MOST))
            return
        else:
            count += 1
            yield stem


def linked(root: Path, name: str) -> bool:
    """Whether a file of the office, or a folder on the way to it, is a link."""
    parts = Path(name).parts
    return any((root / Path(*parts[: number + 1])).is_symlink() for number in range(len(parts)))


def link_finding(name: str) -> Finding:
    """Return that a file is a link."""
    return _told("ADH-DOS-181", name)


def _fits(name: str, stem: str, ending: str) -> bool:
    pattern = _PERIOD if ending == ".json" else _NAME
    return name.endswith(ending) and pattern.fullmatch(stem) is not None


def _told(rule_id: str, file: str, **values: object) -> Finding:
    return Finding(rule=rule(rule_id), place=Place(file=file), values=values)
