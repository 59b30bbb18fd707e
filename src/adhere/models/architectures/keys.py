# SPDX-License-Identifier: EUPL-1.2
"""Reading a configuration key by key, remembering which were used, so that none is passed over in silence.

A count is refused where a key is missing, odd or unknown: issue a refusal, never a wrong number.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Mapping

from adhere.models.readers.refusal import printable

LARGEST = 2**32
"""No dimension of a tensor is larger: the limit the safetensors reader of this package sets too."""


class NotCountableError(Exception):
    """A configuration that does not allow an exact count; carries a rule id and the values for its texts."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule, values)
        self.rule = rule
        self.values = values


class Keys:
    """One level of a configuration, with what the family assumes where a key is left out."""

    __slots__ = ("_defaults", "_path", "_record", "_used")

    def __init__(self, record: Mapping[str, object], defaults: Mapping[str, object], path: str = "") -> None:
        self._record = record
        self._defaults = defaults
        self._path = path
        self._used: set[str] = set()

    def use(self, *names: str) -> None:
        """Mark keys as understood."""
        self._used.update(names)

    def has(self, name: str) -> bool:
        """Whether the key stands there with a value."""
        self.use(name)
        return self._record.get(name) is not None

    def value(self, name: str) -> object:
        """Return the value as it stands, or what the family assumes where the key is left out."""
        self.use(name)
        return self._record[name] if name in self._record else self._defaults.get(name)

    def number(self, *names: str, least: int = 1) -> int:
        """Return a dimension under any of its names; refuse where it is missing, odd or said in two ways."""
        found = self.perhaps(*names, least=least)
        if found is None:
            raise NotCountableError("ADH-MOD-113", key=self.path(names[0]))
        return found

    def perhaps(self, *names: str, least: int = 1) -> int | None:
        """Return a dimension that may be left out, or None."""
        said = {name: value for name in names if (value := self.value(name)) is not None}
        for name, value in said.items():
            if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= LARGEST:
                raise self.odd(name, value)
        if len(set(said.values())) > 1:
            raise self.odd(" / ".join(said), " / ".join(map(str, said.values())))
        return next((value for value in said.values() if isinstance(value, int)), None)

    def flag(self, switch: bool | str) -> bool:
        """Return a switch: itself, or the key it names, which is off where it is left out."""
        if isinstance(switch, bool):
            return switch
        value = self.value(switch)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self.odd(switch, value)
        return value

    def items(self, name: str) -> list[object]:
        """Return a list that may be left out."""
        value = self.value(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.odd(name, value)
        return value

    def part(self, name: str) -> Mapping[str, object]:
        """Return a nested configuration; refuse where it is missing."""
        value = self.value(name)
        if value is None:
            raise NotCountableError("ADH-MOD-113", key=self.path(name))
        if not isinstance(value, Mapping):
            raise self.odd(name, value)
        return value

    def odd(self, name: str, value: object) -> NotCountableError:
        """Return the refusal of a value that is not understood."""
        return NotCountableError("ADH-MOD-114", key=self.path(name), value=shortened(value))

    def path(self, name: str) -> str:
        """Return the key with its place in the whole configuration."""
        return f"{self._path}{printable(name)}"

    def unread(self, ignored: Iterable[frozenset[str]], endings: tuple[str, ...]) -> list[str]:
        """Return the keys that say something and were neither used nor are known to be harmless."""
        known = self._used.union(*ignored)
        return [
            self.path(name)
            for name, value in self._record.items()
            if name not in known
            and not name.startswith("_")
            and not name.endswith(endings)
            and _says_something(value)
        ]


def shortened(value: object, limit: int = 60) -> str:
    """Return a value of a configuration as it can stand in a sentence."""
    text = value if isinstance(value, str) else reprlib.repr(value)
    return printable(text if len(text) <= limit else f"{text[:limit]}...")


def _says_something(value: object) -> bool:
    return not (value is None or value is False or value in ("", [], {}))
