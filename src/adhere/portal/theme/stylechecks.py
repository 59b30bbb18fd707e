# SPDX-License-Identifier: EUPL-1.2
"""Whether the style of a theme works: what its style sheets name is there, every token has a value, and browsers load all of it.

What browsers refuse follows from the policy in ``portal/headers.py``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

from django.conf import settings
from django.contrib.staticfiles import finders

from adhere.kernel.text import Text
from adhere.portal.theme.looks import STATIC, TEMPLATES, Themed, files
from adhere.portal.theme.templatechecks import told

TOKENS, SHEET = "portal/tokens.css", "portal/portal.css"
_NAMED = re.compile(
    r"""url\(\s*["']?\s*([^"')]*?)\s*["']?\s*\)|@import\s*["']\s*([^"']*?)\s*["']""", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"(?i)(?:https?:)?//")
_USED = re.compile(r"var\(\s*(--adhere-[a-z-]+)\s*\)")
_GIVEN = re.compile(r"(--adhere-[a-z-]+)\s*:")
_INLINE = re.compile(
    r"(?is)<style\b|<[a-z][^>]*\sstyle\s*=|<script\b(?![^>]*\ssrc\s*=)|<[a-z][^>]*\son[a-z]+\s*="
)
_LOADED = re.compile(
    r"""(?is)<(?:link\b(?=[^>]*\srel\s*=\s*["']?(?:stylesheet|icon|preload))|script\b|img\b|iframe\b|source\b|video\b|audio\b)[^>]*?\s"""
    r"""(?:src|href)\s*=\s*["']?((?:https?:)?//[^"'\s>]*)"""
)  # fmt: skip


def broken_styles() -> Iterator[Text]:
    """Yield what style sheets of themes name that is not there, so that the portal cannot collect them."""
    for one in _sheets():
        for name in _names(one):
            target = _target(one, name)
            if target and finders.find(target) is None:
                yield told("no-static", one, name=name)


def refused_styles() -> Iterator[Text]:
    """Yield what browsers will not show of themes, and which tokens have no value."""
    for one in _sheets():
        for name in filter(_ELSEWHERE.match, _names(one)):
            yield told("elsewhere", one, name=name)
    for one in files(TEMPLATES):
        content = _content(one.path)
        if _INLINE.search(content):
            yield told("inline", one)
        for name in _LOADED.findall(content):
            yield told("elsewhere", one, name=name)
    yield from _lacking_tokens()


def _lacking_tokens() -> Iterator[Text]:
    tokens, sheet = (Path(str(finders.find(name))) for name in (TOKENS, SHEET))
    lacking = sorted(set(_USED.findall(_content(sheet))) - set(_GIVEN.findall(_content(tokens))))
    if lacking:
        yield told("no-tokens", Themed(tokens, TOKENS), names=", ".join(lacking))


def _sheets() -> Iterator[Themed]:
    return (one for one in files(STATIC) if one.name.endswith(".css"))


def _names(one: Themed) -> list[str]:
    return [first or second for first, second in _NAMED.findall(_content(one.path))]


def _target(one: Themed, name: str) -> str:
    """Return the file that a style sheet names, as the portal looks for it; nothing where it names none of ours."""
    path = unquote(urldefrag(name.partition("?")[0]).url)
    if not path or re.match(r"(?i)[a-z]+:|//", path):
        return ""
    if path.startswith("/"):
        return path.removeprefix(settings.STATIC_URL) if path.startswith(settings.STATIC_URL) else ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(one.name), path))


def _content(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
