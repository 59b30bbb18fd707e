# SPDX-License-Identifier: EUPL-1.2
"""A code of practice as the tables of its files, the reverse of ``codes.catalogue.code_of``, and those tables as TOML.

Format ``adhere/code/1``, described in ``docs/en/codes.md``; TOML 1.0 (https://toml.io/en/v1.0.0).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from adhere.codes.code import Code
from adhere.codes.shape import FIELDS, FORMAT, HEAD, RECORDS
from adhere.kernel.text import LANGUAGES, Text, stamp

Table = dict[str, Any]
HEAD_FILE = "code.toml"
_ATTRIBUTES = {
    "event": "history", "source": "sources", "interest": "interests", "deadline": "deadlines", "element": "elements",
    "chapter": "chapters", "commitment": "commitments", "measure": "measures", "appendix": "appendices", "from": "old", "to": "new",
}  # fmt: skip
"""What a key of a file is called in a code, where that differs."""


def head_of(code: Code) -> Table:
    """Return what code.toml says, its list of files left out."""
    return _record(HEAD, code)


def records_of(code: Code, kind: str) -> list[Table]:
    """Return the records of one kind, such as ``measure``, in the order of the code."""
    return [_record(kind, one) for one in getattr(code, _ATTRIBUTES[kind])]


def files_of(code: Code) -> dict[str, bytes]:
    """Return the files of a code by name: code.toml, and one for each chapter."""
    chapters: dict[str, Table] = {}
    for kind in RECORDS:
        for record in records_of(code, kind):
            chapters.setdefault(record["id"].partition("-")[0], {}).setdefault(kind, []).append(record)
    names: dict[str, Table] = {}
    for chapter, table in chapters.items():
        taken = {name.casefold() for name in names}
        name = f"{chapter}.toml"
        names[name if name.casefold() not in taken else f"{chapter}-{len(names)}.toml"] = table
    head = {"format": FORMAT} | head_of(code) | {"files": list(names)}
    return {HEAD_FILE: toml(HEAD, head)} | {name: toml("", table) for name, table in names.items()}


def _record(kind: str, one: object) -> Table:
    """Return a record with the keys of its kind; what is empty and may be left out is left out."""
    record: Table = {}
    for key, form in FIELDS[kind].items():
        value = getattr(one, key if hasattr(one, key) else _ATTRIBUTES.get(key, key), None)
        if value is None or (form.endswith("?") and value in ((), "", {})):
            continue
        record[key] = _value(form.removesuffix("?"), value)
    return record


def _value(form: str, value: Any) -> Any:
    if form.startswith("["):
        return [_value(form[1:-1], one) for one in value]
    if form in FIELDS:
        return _record(form, value)
    if form == "texts":
        return {name: _value("both", text) for name, text in value.items()}
    if isinstance(value, Text):
        return {language: value.in_(language) for language in LANGUAGES} | {"of": stamp(value.en)}
    return value


def toml(kind: str, table: Mapping[str, Any]) -> bytes:
    """Return a table as a TOML file; ``kind`` says in which order its keys come."""
    order = {key: number for number, key in enumerate(FIELDS.get(kind, RECORDS))}
    sorted_table = dict(sorted(table.items(), key=lambda pair: order.get(pair[0], len(order))))
    body = "\n".join(_lines(sorted_table, "")).strip("\n")
    return f"# SPDX-License-Identifier: EUPL-1.2\n\n{body}\n".encode()


def _lines(table: Mapping[str, Any], path: str) -> Iterator[str]:
    """Yield a table: plain values first, then texts, then tables and lists of them."""
    nested = {key: value for key, value in table.items() if isinstance(value, dict) or _is_tables(value)}
    yield from (f"{_key(key)} = {_plain(value)}" for key, value in table.items() if key not in nested)
    texts = [key for key, value in nested.items() if _is_text(value)]
    for key in texts:
        yield from (f"{_key(key)}.{part} = {_plain(value)}" for part, value in nested.pop(key).items())
    for key, value in nested.items():
        name = f"{path}{_key(key)}"
        if isinstance(value, list):
            for one in value:
                yield from ("", f"[[{name}]]", *_lines(one, f"{name}."))
            continue
        for inner, one in value.items():
            yield from ("", f"[{name}.{_key(inner)}]", *_lines(one, f"{name}.{_key(inner)}."))


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {*LANGUAGES, "of"} and isinstance(value["of"], str)


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else _string(key)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _string(str(value))


def _string(text: str) -> str:
    """Return a basic string; JSON escapes all that TOML wants escaped, save the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
