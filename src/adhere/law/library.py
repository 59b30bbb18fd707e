# SPDX-License-Identifier: EUPL-1.2
"""The library of law data: finds the files, reads each when it is first asked for, and tells its release and digest.

``data/contents.toml`` lists the files, so that nothing has to be opened to know what there is.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from adhere.kernel.text import Text
from adhere.law import parsing
from adhere.law.parsing import LawDataError
from adhere.law.records import Act, Answer, Article, Atom, Criterion


class Law:
    """The law as one folder of data; by default the packaged one."""

    def __init__(self, root: Traversable | None = None) -> None:
        self._root = root or files("adhere.law").joinpath("data")
        self._articles: dict[str, Article] = {}

    @cached_property
    def contents(self) -> dict[str, Any]:
        """The parsed table of contents."""
        return self._read("contents.toml")

    @property
    def release(self) -> str:
        """The release of the data, not of the program."""
        return str(self.contents["release"])

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of every file, in order of name."""
        total = hashlib.sha256()
        for name in sorted(self.files()):
            content = self._bytes(name)
            total.update(f"{name}\0{len(content)}\0".encode() + content)
        return total.hexdigest()

    def files(self) -> Iterator[str]:
        """Yield the names of all files, relative to the root."""
        yield "contents.toml"
        for group in ("vocabularies", "articles", "criteria", "guidance", "answers"):
            yield from self.contents[group]

    @property
    def article_names(self) -> tuple[str, ...]:
        """The ids of the articles and annexes, in the order of the act."""
        return tuple(
            "aia:" + name.removeprefix("aia/").removesuffix(".toml") for name in self.contents["articles"]
        )

    def article(self, identifier: str) -> Article:
        """Return one article or annex by id, such as ``aia:art-53``; raise KeyError where there is none."""
        if identifier not in self._articles:
            if identifier not in self.article_names:
                raise KeyError(identifier)
            name = f"{identifier.replace(':', '/')}.toml"
            article = parsing.article_of(name, self._read(name), self.contents["worded_since"])
            if article.id != identifier:
                raise LawDataError(f"{name}: is listed as {identifier} but says {article.id}")
            self._articles[identifier] = article
        return self._articles[identifier]

    def articles(self) -> Iterator[Article]:
        """Yield every article and annex."""
        return map(self.article, self.article_names)

    def articles_on_models(self) -> Iterator[Article]:
        """Yield the articles with records that hang on a criterion, so on a given model."""
        return map(self.article, self.contents["on_models"])

    @cached_property
    def _tests(self) -> tuple[dict[str, Atom], dict[str, Criterion]]:
        atoms: dict[str, Atom] = {}
        criteria: dict[str, Criterion] = {}
        for name in self.contents["criteria"]:
            more_atoms, more_criteria = parsing.criteria_of(name, self._read(name))
            atoms |= {atom.id: atom for atom in more_atoms}
            criteria |= {criterion.id: criterion for criterion in more_criteria}
        return atoms, criteria

    @property
    def atoms(self) -> dict[str, Atom]:
        """Every atom by id."""
        return self._tests[0]

    @property
    def criteria(self) -> dict[str, Criterion]:
        """Every criterion by id."""
        return self._tests[1]

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Every question with its answer."""
        return tuple(
            answer
            for name in self.contents["answers"]
            for answer in parsing.answers_of(name, self._read(name))
        )

    @cached_property
    def acts(self) -> dict[str, Act]:
        """Every act by id."""
        return {act.id: act for act in parsing.acts_of("acts.toml", self._read("acts.toml"))}

    @cached_property
    def roles(self) -> dict[str, Text]:
        """The name of every role by id."""
        return parsing.names_of("roles.toml", self._read("roles.toml"), "role")

    def _bytes(self, name: str) -> bytes:
        try:
            return self._root.joinpath(name).read_bytes()
        except OSError as error:
            raise LawDataError(f"{name}: is listed in contents.toml and cannot be read") from error

    def _read(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads(self._bytes(name).decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise LawDataError(f"{name}: {error}") from error
