# SPDX-License-Identifier: EUPL-1.2
"""The library of law data: articles, criteria, answers and vocabularies as records, each read when first asked for.

The files come from ``store``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from adhere.kernel.text import Text
from adhere.law import parsing
from adhere.law.records import Act, Answer, Article, Atom, Criterion
from adhere.law.store import LawDataError, Root, Store, file_of


class Law(Store):
    """The law as one folder of data; by default the packaged one."""

    def __init__(self, root: Root | None = None) -> None:
        super().__init__(root)
        self._articles: dict[str, Article] = {}

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
            name = file_of(identifier)
            article = parsing.article_of(name, self.read(name), self.contents["worded_since"])
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
        origins: dict[str, str] = {}
        for name in self.contents["criteria"]:
            more_atoms, more_criteria = parsing.criteria_of(name, self.read(name))
            atoms |= {atom.id: atom for atom in more_atoms}
            criteria |= {criterion.id: criterion for criterion in more_criteria}
            origins |= {criterion.id: name for criterion in more_criteria}
        parsing.check_parts(atoms, criteria, origins)
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
            for answer in parsing.answers_of(name, self.read(name))
        )

    @cached_property
    def acts(self) -> dict[str, Act]:
        """Every act by id."""
        return {act.id: act for act in parsing.acts_of("acts.toml", self.read("acts.toml"))}

    @cached_property
    def roles(self) -> dict[str, Text]:
        """The name of every role by id."""
        return parsing.names_of("roles.toml", self.read("roles.toml"), "role")
