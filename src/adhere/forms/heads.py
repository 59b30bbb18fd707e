# SPDX-License-Identifier: EUPL-1.2
"""Heads of forms: what a form is called and under which duties it is owed, without reading its fields.

A form is a TOML file whose head stands before its first table (``data/``); reading heads alone costs a hundredth of reading the forms.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from adhere.kernel.data import packaged, packaged_bytes
from adhere.kernel.text import Text, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One version of a form without its sections and fields; see ``forms.form.Form``."""

    id: str
    name: Text
    provisions: tuple[str, ...]
    duties: tuple[str, ...]
    per: str


def heads(on: date) -> tuple[Head, ...]:
    """Return the head of every form in force on a date, in the order people meet them."""
    newest: dict[str, tuple[date, str]] = {}
    for record in packaged("adhere.forms", "data/contents.toml")["form"]:
        until = record.get("until")
        if record["from"] <= on and (until is None or on <= until):
            found = (record["from"], record["file"])
            newest[record["id"]] = max(newest.get(record["id"], found), found)
    return tuple(_head(file) for _, file in newest.values())


@cache
def _head(file: str) -> Head:
    content = packaged_bytes("adhere.forms", f"data/{file}").partition(b"\n[[")[0]
    table = tomllib.loads(content.decode())
    return Head(
        id=table["id"],
        name=text_of(table["name"]),
        provisions=tuple(table.get("provisions", ())),
        duties=tuple(table.get("duties", ())),
        per=table.get("per", "model"),
    )
