# SPDX-License-Identifier: EUPL-1.2
"""Beginning ``sources.yaml`` from the data: one record for each source met, families of snapshots together, nothing decided.

Format ``adhere/sources/1`` (``docs/en/summary-of-content.md``). A class is left open: what kind of source something is, a person says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adhere.content.sources.register import WILDCARD
from adhere.content.summary.amounts import added
from adhere.content.summary.material import Content
from adhere.content.summary.wording import number, size
from adhere.dossier.contentsources import FORMAT, MOST
from adhere.intake.quoting import quoted
from adhere.kernel.data import packaged
from adhere.kernel.text import Language, text_of

FAMILY = 3
"""Sources that differ in figures only, and as many as this, are written as one record with a wildcard."""
_FIGURES = re.compile(r"[0-9].*")
_WORTH = 3
"""Signs that have to stand before a wildcard: less says nothing of what it stands for."""


def sources_begun(content: Content, language: Language) -> str:
    """Return a register with a record for every source of the data, classes left open."""
    return "".join(f"{line}\n" for line in _lines(content, language))


def families(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return ids of sources by the pattern they are written as: their own, or one that a family of snapshots has in common."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(_FIGURES.sub(WILDCARD, name, count=1), []).append(name)
    told: dict[str, tuple[str, ...]] = {}
    for pattern, members in found.items():
        if len(members) >= FAMILY and len(pattern) > _WORTH:
            told[pattern] = tuple(members)
        else:
            told |= {name: (name,) for name in members}
    return told


def _lines(content: Content, language: Language) -> Iterator[str]:
    yield f"# {_word('head', language)}"
    yield f"# {_word('classes', language)}"
    yield f"format: {FORMAT}"
    yield "stated:"
    yield "  # who:"
    yield "  # when:"
    for name in ("complete", "continuous"):
        yield f"# {_word(name, language)}"
        yield f"# {name}: false"
    yield "sources:" if content.named() else "sources: []"
    for pattern, names in list(families(content.named()).items())[:MOST]:
        held = added(line.amount for line in content.lines() if line.source in names)
        told = {"documents": number(held.documents), "size": size(held.bytes.total)}
        modalities = sorted(
            {line.modality for line in content.lines() if line.source in names and line.modality}
        )
        yield f"  # {_word('source', language, **told)}"
        yield f"  - id: {quoted(pattern)}"
        yield "    # class:"
        yield "    # name:"
        yield "    # link:"
        yield "    # description: {en: , nl: }"
        yield f"    modalities: [{', '.join(modalities)}]"
    yield f"# {_word('crawlers', language)}"
    yield "# crawlers:"
    yield "#   - {name: , link: , purposes: , behaviour: }"
    suspects = content.domains.suspects if content.domains else ()
    if suspects:
        yield f"# {_word('domains', language)}"
        yield "# domains:"
        yield from (f"#   - {{domain: {quoted(one.domain)}, publish: , reason: }}" for one in suspects)


def _word(name: str, language: Language, **values: object) -> str:
    table = packaged("adhere.dossier", "data/sources.toml")["begun"]
    return text_of(table[name]).filled(values).in_(language)
