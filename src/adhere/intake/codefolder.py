# SPDX-License-Identifier: EUPL-1.2
"""A code of practice of one's own, read from a folder: ``code.toml`` and the files it names.

Format ``adhere/code/1``, described in ``docs/en/codes.md``; TOML 1.0 (https://toml.io/en/v1.0.0). What is wrong is reported with file
and key; a code comes back only where every file has the shape it must have.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adhere.codes.catalogue import code_of
from adhere.codes.code import Code
from adhere.codes.quality import quality
from adhere.codes.references import reference_faults
from adhere.codes.rules import rule
from adhere.codes.shape import FORMAT, RECORDS, file_faults, head_faults
from adhere.codes.wording import clipped, shown, words
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place
from adhere.law.library import Law

HEAD = "code.toml"
SIZE_LIMIT = 1024 * 1024
"""Bytes of one file."""
FILE_LIMIT = 100
RECORD_LIMIT = 5_000
"""Records of all files together."""
_LINE = re.compile(r"at line (\d+)")


@dataclass(slots=True, kw_only=True)
class ReadCode:
    """A code as far as it can be read; ``code`` is None where a file has not the shape of one. ``files`` says what stands where."""

    code: Code | None = None
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def report(
        self, rule_id: str, file: str, *, at: str | None = None, line: int | None = None, **values: object
    ) -> None:
        """Add a finding at a place."""
        self.findings.append(
            Finding(rule=rule(rule_id), place=Place(file=file, at=at, line=line), values=values)
        )


def read_code(path: Path, law: Law) -> ReadCode:
    """Return the code in a folder, or of a code.toml, with every finding; never raises for what a file holds."""
    root = path if path.is_dir() else path.parent
    read = ReadCode()
    tables = _tables(root, read)
    if any(finding.rule.severity == "error" for finding in read.findings):
        return read
    code = code_of(tables.__getitem__)
    read.code = code
    read.findings += reference_faults(code, law, read.files)
    read.findings += quality(code, read.files)
    return read


def _tables(root: Path, read: ReadCode) -> dict[str, dict[str, Any]]:
    """Return the tables of all files by name; mistakes are reported."""
    head = _parsed(root, HEAD, read)
    if head is None or not _is_known(head, read):
        return {}
    read.findings += head_faults(HEAD, head)
    tables = {HEAD: head}
    for name in _names(head, read):
        table = _parsed(root, name, read)
        if table is not None:
            tables[name] = table
            read.findings += file_faults(name, table)
    _note_ids(tables, read)
    return tables


def _is_known(head: dict[str, Any], read: ReadCode) -> bool:
    """Whether this program reads the format; a code.toml that names none is in the first."""
    found = head.get("format", FORMAT)
    if found != FORMAT:
        read.report("ADH-COD-003", HEAD, at="format", found=shown(found), known=FORMAT)
    return bool(found == FORMAT)


def _names(head: dict[str, Any], read: ReadCode) -> list[str]:
    """Return the files that code.toml names, each once and inside the folder."""
    listed = head.get("files")
    listed = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    if len(listed) > FILE_LIMIT:
        read.report("ADH-COD-008", HEAD, at="files", limit=FILE_LIMIT, what=words("large", "files"))
        listed = listed[:FILE_LIMIT]
    names: list[str] = []
    for name in listed:
        outside = "/" in name or "\\" in name or "\0" in name or not name.strip(". ")
        if outside or name == HEAD or name in names:
            read.report("ADH-COD-007", HEAD, at="files", found=clipped(name))
        else:
            names.append(name)
    return names


def _parsed(root: Path, name: str, read: ReadCode) -> dict[str, Any] | None:
    """Return the table of a file, or None after reporting why there is none."""
    try:
        if not (root / name).resolve().is_relative_to(root.resolve()):
            read.report("ADH-COD-007", HEAD, at="files", found=clipped(name))
            return None
        with regular(root / name) as file:
            content = file.read(SIZE_LIMIT + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a ring
        reason = disk_reason(error) if isinstance(error, OSError) else clipped(str(error))
        read.report("ADH-COD-001", name, reason=reason)
        return None
    if len(content) > SIZE_LIMIT:
        read.report("ADH-COD-008", name, limit=SIZE_LIMIT, what=words("large", "bytes"))
        return None
    return _toml(content, name, read)


def _toml(content: bytes, name: str, read: ReadCode) -> dict[str, Any] | None:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        read.report("ADH-COD-002", name, line=content.count(b"\n", 0, error.start) + 1)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        read.report("ADH-COD-002", name, line=int(at[1]) if at else content.count(b"\n") + 1)
    except (ValueError, RecursionError):  # numbers and nesting beyond what Python reads
        read.report("ADH-COD-002", name, line=1)
    return None


def _note_ids(tables: dict[str, dict[str, Any]], read: ReadCode) -> None:
    """Note in which file each record stands; an id that stands twice is reported, and so are more records than any code has."""
    records = 0
    for file, table in tables.items():
        for kind in RECORDS if file != HEAD else ():
            found = table.get(kind)
            for record in found if isinstance(found, list) else ():
                records += 1
                _note_id(record, kind, file, read)
    if records > RECORD_LIMIT:
        read.report("ADH-COD-008", HEAD, at="files", limit=RECORD_LIMIT, what=words("large", "records"))


def _note_id(record: Any, kind: str, file: str, read: ReadCode) -> None:
    name = record.get("id") if isinstance(record, dict) else None
    if not isinstance(name, str):
        return
    if name in read.files:
        at = f"{kind} {clipped(name)}"
        read.report("ADH-COD-010", file, at=at, id=clipped(name), other=read.files[name])
    else:
        read.files[name] = file
