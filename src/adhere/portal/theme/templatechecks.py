# SPDX-License-Identifier: EUPL-1.2
"""Whether templates of a theme can be shown: what they build on, lead to and say is there, and they take the place of one of ours."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template.base import FilterExpression, Node, Template
from django.template.defaulttags import URLNode
from django.template.library import SimpleNode
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.utils import get_app_template_dirs
from django.templatetags.static import StaticNode
from django.urls import URLPattern, URLResolver, get_resolver

from adhere.kernel.text import Text
from adhere.portal import wording
from adhere.portal.theme.looks import TEMPLATES, Themed, files
from adhere.portal.theme.templatetags.words import say


def broken_templates() -> Iterator[Text]:
    """Yield what makes pages fail that are shown with a template of a theme."""
    for one in files(TEMPLATES):
        made = _made(one)
        if isinstance(made, Text):
            yield made
            continue
        for kind, expression, is_there, fault in _LOOKED_AT:
            for node in made.nodelist.get_nodes_by_type(kind):
                name = _constant(expression(node))
                if name is not None and not is_there(name):
                    yield told(fault, one, name=name)


def unused_templates() -> Iterator[Text]:
    """Yield which templates of themes are never shown: none of ours has their name, and none of the theme's builds on them."""
    ours, built_on = _own_names(), _built_on()
    for one in files(TEMPLATES):
        if one.name not in ours | built_on:
            near = difflib.get_close_matches(one.name, sorted(ours), n=1, cutoff=0.5)
            yield told("unused-near" if near else "unused", one, near="".join(near))


def told(fault: str, one: Themed, **values: object) -> Text:
    """Return what is wrong with a file of a theme, and what to do."""
    return wording.text(f"themes.{fault}").filled({"file": one.path, **values})


def _made(one: Themed) -> Template | Text:
    """Return a template that was read, or what keeps it from being read."""
    engine: Any = engines["django"]
    try:
        made: Template = engine.engine.from_string(one.path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return told("unreadable", one, why=error)
    except TemplateSyntaxError as error:
        token = getattr(error, "token", None)
        return told("syntax", one, line=token.lineno if token else 1, why=str(error).rstrip("."))
    return made


def _built_on() -> set[str]:
    found = set()
    for one in files(TEMPLATES):
        made = _made(one)
        if isinstance(made, Template):
            for kind, expression, _, _ in _LOOKED_AT[:2]:
                nodes = made.nodelist.get_nodes_by_type(kind)
                found |= {name for node in nodes if (name := _constant(expression(node))) is not None}
    return found


def _constant(expression: FilterExpression | None) -> str | None:
    """Return what an expression always is; None where that shows with the page alone."""
    if expression is None or expression.filters or not isinstance(expression.var, str):
        return None
    return str(expression.var)


def _is_template(name: str) -> bool:
    try:
        with suppress(TemplateSyntaxError):  # which is told of that template itself
            get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def _is_text(name: str) -> bool:
    try:
        wording.text(name)
    except (KeyError, OSError):
        return False
    return True


@cache
def _own_names() -> frozenset[str]:
    """Return the names of the templates of the portal and of what it is built on."""
    return frozenset(
        path.relative_to(folder).as_posix()
        for folder in get_app_template_dirs("templates")
        for path in folder.rglob("*")
        if path.is_file()
    )


@cache
def _addresses() -> frozenset[str]:
    return frozenset(_named(get_resolver()))


def _named(found: URLResolver, space: str = "") -> Iterator[str]:
    for one in found.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}"
        else:
            yield from _named(one, f"{space}{one.namespace}:" if one.namespace else space)


def _said(node: Any) -> FilterExpression | None:
    return node.args[0] if node.func is say and node.args else None


Check = tuple[type[Node], Callable[[Any], FilterExpression | None], Callable[[str], bool], str]
_LOOKED_AT: tuple[Check, ...] = (
    (ExtendsNode, lambda node: node.parent_name, _is_template, "no-template"),
    (IncludeNode, lambda node: node.template, _is_template, "no-template"),
    (URLNode, lambda node: node.view_name, lambda name: name in _addresses(), "no-page"),
    (StaticNode, lambda node: node.path, lambda name: finders.find(name) is not None, "no-static"),
    (SimpleNode, _said, _is_text, "no-words"),
)
"""What in a template names something else: the kind of node, where the name stands, whether that is there, and what is said where not."""
