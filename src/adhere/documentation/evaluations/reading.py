# SPDX-License-Identifier: EUPL-1.2
"""Reading a file of results, whichever harness wrote it: told by its content, never by its name.

Inspect (log format 1 and 2), lm-evaluation-harness (0.3 and 0.4), COMPL-AI (summaries and inferred scores). Nothing is raised for
what a file holds; every fault is a finding.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, BinaryIO

from adhere.documentation.evaluations import compl_ai, harness, inspect_logs
from adhere.documentation.evaluations.archive import ArchiveError, header_of
from adhere.documentation.evaluations.result import Evaluations
from adhere.documentation.evaluations.values import parsed
from adhere.kernel.provenance import Source

JSON_LIMIT = 32 * 1024 * 1024
_ZIP = b"PK\x03\x04"


def read_evaluation(name: str, file: BinaryIO, size: int) -> Evaluations:
    """Return the results in an open, seekable file of so many bytes; ``name`` is how it is cited. The file stays open."""
    file.seek(0)
    if file.read(len(_ZIP)) == _ZIP:
        return _archive(name, file, size)
    file.seek(0)
    content = file.read(JSON_LIMIT + 1)
    if len(content) > JSON_LIMIT:
        return _refused(name, "ADH-DOC-002", limit=JSON_LIMIT // 1024 // 1024)
    return _document(name, content, "json")


def _archive(name: str, file: BinaryIO, size: int) -> Evaluations:
    try:
        head = header_of(file, size)
    except ArchiveError as error:
        return _refused(name, error.rule, None, **error.values)
    return _document(name, head, "eval-header")


def _document(name: str, content: bytes, method: str) -> Evaluations:
    """Read one JSON document; of an archive, the digest is that of its head, which is what was read."""
    try:
        document = parsed(content)
    except json.JSONDecodeError as error:
        return _refused(name, "ADH-DOC-001", line=error.lineno)
    except (ValueError, RecursionError):
        return _refused(name, "ADH-DOC-001", line=None)
    source = Source(file=name, method=method, sha256=hashlib.sha256(content).hexdigest())
    return _of_document(document, source)


def _of_document(document: Any, source: Source) -> Evaluations:
    if isinstance(document, dict):
        for belongs, read in (
            (inspect_logs.is_log, inspect_logs.read_log),
            (compl_ai.is_inferred, compl_ai.read_inferred),
            (compl_ai.is_summary, compl_ai.read_summary),
            (harness.is_results, harness.read_results),
        ):
            if belongs(document):
                return read(document, source)
    return _refused(source.file, "ADH-DOC-003")


def _refused(name: str, rule_id: str, line: int | None = None, **values: object) -> Evaluations:
    found = Evaluations()
    found.report(rule_id, name, line, **values)
    return found
