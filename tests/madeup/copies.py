# SPDX-License-Identifier: EUPL-1.2
"""The made-up act as people copy it: a Markdown page of a vault, plain text of a page with what is no law, and our own JSON."""

from __future__ import annotations

import json
import re

from tests.madeup.act import CELEX, PUBLISHED, Act, Article, Node

MENU = ["Home", "About gates"]
QUESTIONS = ["Frequently Asked Questions", "Gates are practical things that help towns and gardens to be safe and calm.", "Book a gate", "We will get back to you via email as soon as possible."]  # fmt: skip


def vault(act: Act, number: str = "1", *, term: str = "") -> str:
    """Return the page of an article; words that are ``term`` become links to a block."""
    article = next(one for one in act.articles if one.number == number)
    lines = [
        "---",
        "layout: page",
        f'title: "a{number}"',
        "---",
        "",
        f"## {act.tongue.article.format(act.tongue.number(number))} {article.title}",
        "",
    ]
    for name, nodes in article.paragraphs:
        lead = f"{name}. " if name else ""
        for place, node in enumerate(nodes):
            if isinstance(node, str):
                lines.append(f"{lead}{node}" if not place else f"   {node}")
            else:
                lines += _points(node, 1)
    text = "\n".join(lines) + "\n"
    text = re.sub(r"\^(\d+)", r"<sup>\1</sup>", text)
    return re.sub(rf"\b({term})\b", r"[\1](a2.md#^term)", text) if term else text


def plain(act: Act, number: str = "1", *, furniture: bool = True) -> str:
    """Return an article as copied from a page, with a menu before it and questions behind it."""
    article = next(one for one in act.articles if one.number == number)
    pieces = list(MENU) if furniture else []
    pieces += _article(act, article)
    return "\n\n".join([*pieces, *(QUESTIONS if furniture else [])]) + "\n"


def whole(act: Act) -> str:
    """Return all articles as plain text."""
    return "\n\n".join(piece for article in act.articles for piece in _article(act, article)) + "\n"


def own_json(act: Act, *, version: str = PUBLISHED, amended: dict[str, str] | None = None) -> bytes:
    """Return our own JSON; ``amended`` marks articles with the place in an amending act."""
    marks = amended or {}
    articles = {
        article.number: {
            "number": article.number,
            "title": article.title,
            "pars": [
                {"num": name, "nodes": _json(nodes)} | ({"amended": marks[article.number]} if article.number in marks else {})
                for name, nodes in _together(article.paragraphs)
            ],
        }
        for article in act.articles
    }  # fmt: skip
    annexes = {
        number.upper(): {"number": number.upper(), "title": title, "nodes": [node for group in groups for node in _group(group.mark, group.title, group.nodes)]}
        for number, title, groups in act.annexes
    }  # fmt: skip
    recitals = {str(place): [{"t": "p", "text": text}] for place, text in enumerate(act.recitals, 1)}
    table = {
        "act": "Made-up act",
        "celex": CELEX,
        "lang": act.tongue.code,
        "version": version,
        "articles": articles,
        "annexes": annexes,
        "recitals": recitals,
    }
    return json.dumps(table, ensure_ascii=False, indent=1).encode()


def _together(paragraphs: list[tuple[str | None, list[Node]]]) -> list[tuple[str | None, list[Node]]]:
    """Return what stands in an article without a number as one paragraph, which is how our JSON has it."""
    loose = [node for name, nodes in paragraphs if name is None for node in nodes]
    return [(None, loose)] if loose else paragraphs


def _article(act: Act, article: Article) -> list[str]:
    pieces = [act.tongue.article.format(act.tongue.number(article.number)), article.title]
    for name, nodes in article.paragraphs:
        for place, node in enumerate(nodes):
            if isinstance(node, str):
                pieces.append(f"{name}.\u00a0\u00a0 {node}" if name and not place else node)
            else:
                pieces += _flat(node)
    return pieces


def _flat(points: list[tuple[str, list[Node]]]) -> list[str]:
    pieces = []
    for name, held in points:
        pieces.append(f"({name})")
        for node in held:
            pieces += [node] if isinstance(node, str) else _flat(node)
    return pieces


def _points(points: list[tuple[str, list[Node]]], depth: int) -> list[str]:
    lines = []
    for place, (name, held) in enumerate(points, 1):
        for node in held:
            if isinstance(node, str):
                lines.append("\t" * depth + f"{place}. {name}) {node}")
            else:
                lines += _points(node, depth + 1)
    return lines


def _json(nodes: list[Node]) -> list[dict[str, object]]:
    return [
        {"t": "p", "text": node}
        if isinstance(node, str)
        else {"t": "list", "items": [{"marker": f"({name})", "nodes": _json(held)} for name, held in node]}
        for node in nodes
    ]


def _group(mark: str, title: str, nodes: list[Node]) -> list[dict[str, object]]:
    heads = [f"Section {mark[1:]}", title] if mark.startswith("s") else [f"{mark}.   {title}"]
    return [*({"t": "h", "text": head} for head in heads), *_json(nodes)]
