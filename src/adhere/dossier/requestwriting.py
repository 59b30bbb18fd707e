# SPDX-License-Identifier: EUPL-1.2
"""Writing requests: a new file, or one more entry under ``sent``; all else in a file stays as it was, byte for byte.

A file appears, or changes, whole or not at all. Format ``adhere/request/1`` (``docs/en/requests.md``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adhere.dossier.requests import FORMAT, folder_of_requests, read_request
from adhere.intake.placing import drafted, place
from adhere.intake.quoting import quoted
from adhere.intake.tree import Tree, parse
from adhere.kernel.finding import Finding

_EMPTY = re.compile(r"sent:[ \t]*(\[[ \t]*\])?[ \t]*(?P<comment>#.*)?\r?\n?")
_ENTRY = re.compile(r"(?P<indent> *)- ")


class RequestExistsError(FileExistsError):
    """There is a request of that name already; nothing was written."""


class WrongRequestError(ValueError):
    """What was to be written could not be read back; the findings say why. Nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings[0].rule.id if findings else "")
        self.findings = tuple(findings)


class NotAppendableError(ValueError):
    """The list under ``sent`` is written in a way that cannot be added to safely; ``entry`` is what to add by hand."""

    def __init__(self, entry: str) -> None:
        super().__init__(entry)
        self.entry = entry


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A request as it came in."""

    organisation: str
    kind: str
    legal_basis: tuple[str, ...]
    purpose: str
    received: date
    due: date | None = None
    form: str = "mdf"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSent:
    """What was sent: the day, the SHA-256 of the pack, its issue, and who sent it."""

    on: date
    pack: str
    issue: int | None = None
    by: str | None = None


def add_request(root: Path, model: str, new: NewRequest) -> str:
    """Write a new request and return its file, relative to the dossier.

    Raise RequestExistsError, WrongRequestError, or OSError where the disk refuses.
    """
    folder = folder_of_requests(model)
    (root / folder).mkdir(parents=True, exist_ok=True)
    name = f"{folder}/{new.received.isoformat()}-{_slug(new.organisation)}.yaml"
    with drafted(root / name, _text(new).encode()) as draft:
        read = read_request(root, f"{folder}/{draft.name}")
        if read.findings or read.request is None:
            raise WrongRequestError(read.findings)
        try:
            os.link(draft, root / name)  # never overwrites, unlike a rename
        except FileExistsError as error:
            raise RequestExistsError(name) from error
    return name


def add_sent(path: Path, sent: NewSent) -> None:
    """Add an entry under ``sent`` of a request; raise NotAppendableError, or OSError where the disk refuses."""
    content = path.read_bytes()
    added = with_sent(content, sent)
    if path.read_bytes() != content:
        raise NotAppendableError(_entry(sent, "  ", "\n"))  # somebody wrote it meanwhile
    place(path, added)


def with_sent(content: bytes, sent: NewSent) -> bytes:
    """Return a request with one more entry under ``sent``; raise NotAppendableError where that cannot be done safely."""
    tree = parse(content)
    text = content.decode("utf-8", "surrogateescape")
    end = "\r\n" if "\r\n" in text else "\n"
    if tree.mistakes or not isinstance(tree.value, dict):
        raise NotAppendableError(_entry(sent, "  ", "\n"))
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    try:
        added = "".join(_added(lines, tree, sent, end)).encode("utf-8", "surrogateescape")
    except IndexError:  # a sign that ends a line for one reader and not for the other
        added = b""
    if not _is_one_more(tree, parse(added), sent):
        raise NotAppendableError(_entry(sent, "  ", "\n"))
    return added


def _added(lines: list[str], tree: Tree, sent: NewSent, end: str) -> list[str]:
    before: list[object] | None = tree.value.get("sent")
    start = tree.lines.get(("sent",))
    if start is None:
        return [*lines, f"sent:{end}", _entry(sent, "  ", end)]
    if not before:
        match = _EMPTY.fullmatch(lines[start - 1])
        if match is None:
            raise NotAppendableError(_entry(sent, "  ", "\n"))
        comment = f"  {match['comment'].rstrip()}" if match["comment"] else ""
        return [*lines[: start - 1], f"sent:{comment}{end}", _entry(sent, "  ", end), *lines[start:]]
    line = tree.lines.get(("sent", 0))
    first = _ENTRY.match(lines[line - 1]) if line is not None else None
    if first is None:
        raise NotAppendableError(_entry(sent, "  ", "\n"))
    behind = _end_of_list(lines, tree, start)
    return [*lines[:behind], _entry(sent, first["indent"], end), *lines[behind:]]


def _end_of_list(lines: list[str], tree: Tree, start: int) -> int:
    """Return how many lines stand before the place of a new entry: behind the last line of the list that says something."""
    keys = (line for path, line in tree.lines.items() if len(path) == 1 and line > start)
    last = min(keys, default=len(lines) + 1) - 1
    while last > start and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return last


def _is_one_more(before: Tree, after: Tree, sent: NewSent) -> bool:
    if after.mistakes or not isinstance(after.value, dict):
        return False
    entries = [*(before.value.get("sent") or []), _plain(sent)]
    return bool({**before.value, "sent": entries} == after.value)


def _plain(sent: NewSent) -> dict[str, object]:
    told = {"on": sent.on.isoformat(), "pack": sent.pack, "issue": sent.issue, "by": sent.by}
    return {name: value for name, value in told.items() if value is not None}


def _entry(sent: NewSent, indent: str, end: str) -> str:
    lines = [f"on: {sent.on.isoformat()}", f"pack: {quoted(sent.pack)}"]
    lines += [f"issue: {sent.issue}"] if sent.issue is not None else []
    lines += [f"by: {quoted(sent.by)}"] if sent.by is not None else []
    return "".join(f"{indent}{'- ' if number == 0 else '  '}{line}{end}" for number, line in enumerate(lines))


def _text(new: NewRequest) -> str:
    lines = [
        f"format: {FORMAT}",
        "from:",
        f"  organisation: {quoted(new.organisation)}",
        f"  kind: {new.kind}",
    ]
    lines += ["legal_basis:", *(f"  - {quoted(ground)}" for ground in new.legal_basis)]
    lines += [f"purpose: {quoted(new.purpose)}", f"form: {quoted(new.form)}"]
    lines += ["fields:", *(f"  - {quoted(name)}" for name in new.fields)] if new.fields else []
    lines += [f"received: {new.received.isoformat()}"]
    lines += [f"due: {new.due.isoformat()}"] if new.due else []
    return "\n".join([*lines, ""])


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "request"
