# SPDX-License-Identifier: EUPL-1.2
"""A small code of practice for tests, as tables and as files in a folder; it is an example and nobody's."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from adhere.codes.catalogue import code_of
from adhere.codes.code import Code

HEAD = """\
format = "adhere/code/1"
id = "example"
version = "1"
status = "draft"
files = ["parts.toml"]
title.en = "Example code"
title.nl = "Voorbeeldcode"

[source.TEXT]
en = "The text itself."
nl = "De tekst zelf."
"""
PARTS = """\
[[chapter]]
id = "A"
when = "criterion:provider-of-general-purpose-model"
provisions = ["aia:art-53.1.a"]
official = "https://example.org/code"
title.en = "Documents"
title.nl = "Stukken"
binds.en = "Everybody who signs."
binds.nl = "Iedereen die ondertekent."

[[commitment]]
id = "A-1"
provisions = ["aia:art-53.1.a", "aia:art-53.1.b", "aia:art-53.2"]
title.en = "Documentation"
title.nl = "Documentatie"
content.en = "Whoever builds on the model can see what it does."
content.nl = "Wie op het model voortbouwt, kan zien wat het doet."

[[measure]]
id = "A-1.1"
grade = "official"
sources = ["TEXT"]
title.en = "Write it"
title.nl = "Schrijf het"

[[measure.requires]]
number = "(1)"
appendices = ["A-list"]
content.en = "Write within 14 days what the model was trained on."
content.nl = "Schrijf binnen 14 dagen waarop het model is getraind."

[[measure.serves]]
provision = "aia:art-53.1.a"
grade = "derived"
reviewed_by = "A. Person (example)"
rationale.en = "Makes the documentation."
rationale.nl = "Maakt de documentatie."

[[measure.deadline]]
id = "A-1.1-write"
direction = "no-later-than"
event = "request"
amount = 14
unit = "days"
what.en = "Write it"
what.nl = "Schrijf het"
trigger.en = "Somebody asks"
trigger.nl = "Iemand vraagt erom"
exceptions.en = "None"
exceptions.nl = "Geen"

[[measure]]
id = "A-1.2"
grade = "ours"
title.en = "Give it"
title.nl = "Geef het"
relief.en = "Small firms may take longer."
relief.nl = "Kleine bedrijven mogen er langer over doen."
note.en = "An example."
note.nl = "Een voorbeeld."

[[measure.requires]]
content.en = "Give it in an appropriate and timely manner, as far as possible."
content.nl = "Geef het op passende wijze en tijdig, voor zover mogelijk."

[[measure.serves]]
provision = "aia:art-53.1.b.i"
grade = "ours"
rationale.en = "Gets to who builds on it."
rationale.nl = "Komt bij wie erop voortbouwt."

[[appendix]]
id = "A-list"
grade = "official"
title.en = "What to write"
title.nl = "Wat te schrijven"

[[appendix.content]]
en = "Sources."
nl = "Bronnen."
"""


def tables() -> dict[str, Any]:
    """Return the parsed files of the small code, fresh each time."""
    import tomllib

    return {"code.toml": tomllib.loads(HEAD), "parts.toml": tomllib.loads(PARTS)}


def code(**changes: Any) -> Code:
    """Return the small code; ``changes`` replace tables of parts.toml."""
    files = deepcopy(tables())
    files["parts.toml"] |= changes
    return code_of(files.__getitem__)


def folder(path: Path, *, head: str = HEAD, parts: str = PARTS) -> Path:
    """Write the small code to a folder."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "code.toml").write_text(head, encoding="utf-8")
    (path / "parts.toml").write_text(parts, encoding="utf-8")
    return path
