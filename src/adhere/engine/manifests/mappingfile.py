# SPDX-License-Identifier: EUPL-1.2
"""The mapping file that says what was recognised, for people to correct and keep; what has to be asked stands in it as a question."""

from __future__ import annotations

from collections.abc import Iterator

from adhere.engine.manifests.columns import ASK, Question, Shape, Use, served
from adhere.engine.manifests.mapping import FORMAT
from adhere.engine.manifests.members import Member
from adhere.engine.manifests.opening import Inputs
from adhere.engine.manifests.wording import words
from adhere.intake.quoting import quoted
from adhere.kernel.text import Language


def mapping_text(inputs: Inputs, language: Language) -> str:
    """Return the text of a mapping file for inputs, with comments in a language."""
    lines = [f"# {words('file', 'head').in_(language)}", f"format: {FORMAT}", "inputs:"]
    groups = inputs.shapes
    for members, shape in groups:
        alone = sum(members[0].located.given == other[0].located.given for other, _ in groups) == 1
        for name in [members[0].located.given] if alone else [one.located.name for one in members]:
            lines += _entry(name, members[0], shape, language)
    return "\n".join(lines) + "\n"


def _entry(name: str, member: Member, shape: Shape, language: Language) -> Iterator[str]:
    yield f"  - files: {quoted(name)}"
    if shape.uses or shape.questions or shape.signals:
        yield "    columns:"
    for use in shape.uses:
        yield f"      {use.column}: {_use(use)}"
    for column, use in {use.column: use for use in reversed(shape.signals)}.items():
        yield f"      {column}: {_use(use)}"
    for question in shape.questions:
        yield from _question(question, language)
    asked = {one.column for one in shape.questions}
    absent = [name for name in shape.absent if name not in asked]
    if absent:
        unused = [one.name for one in member.layout.fields if one.name not in served(shape)]
        yield f"      # {words('file', 'absent').filled({'names': ', '.join(absent)}).in_(language)}"
        if unused:
            listed = " ".join(", ".join(unused[:40]).split())
            yield f"      # {words('file', 'unused').filled({'names': listed}).in_(language)}"
    told = {use.column for use in shape.uses}
    constants = [(column, value) for column, value in shape.constants if column not in told]
    if not constants:
        yield f"    # {words('file', 'values').in_(language)}"
    else:
        yield "    values:"
        yield from (f"      {column}: {quoted(value)}" for column, value in constants)


def _use(use: Use) -> str:
    extra = [
        f"{name}: {value}"
        for name, value in (
            ("unit", use.unit),
            ("measure", use.measure),
            ("otherwise", quoted(use.otherwise.name) if use.otherwise else None),
            ("compressed", "true" if use.compressed else None),
        )
        if value not in (None, ASK)
    ]
    name = quoted(use.field.name)
    return f"{{column: {', '.join((name, *extra))}}}" if extra else name


def _question(question: Question, language: Language) -> Iterator[str]:
    """Yield the choices as comments: what is not answered stays unknown, and is asked again."""
    if len(question.fields) > 1:
        yield f"      # {words('file', 'which').filled({'column': question.column}).in_(language)}"
        yield from (f"      # {question.column}: {quoted(name)}" for name in question.fields)
    else:
        yield f"      # {words('file', 'unit').filled({'column': question.column}).in_(language)}"
        yield from (
            f"      # {question.column}: {{column: {quoted(question.fields[0])}, unit: {unit}}}"
            for unit in ("s", "ms")
        )
