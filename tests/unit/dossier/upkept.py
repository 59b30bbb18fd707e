# SPDX-License-Identifier: EUPL-1.2
"""Makes small dossiers with answers and issues, so that what goes stale can be made stale."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from adhere.documentation.record import IssuedFile, IssueRecord, record_json, record_of
from adhere.documentation.snapshot import issued_facts, issued_row
from adhere.dossier.documentation import documented
from adhere.dossier.portfolio import load
from adhere.forms.views import all_rows
from adhere.law.library import Law

TODAY = date(2026, 11, 22)
DOSSIER = """\
format: adhere/dossier/1
example: true
provider: {name: Voorbeeld B.V. (example), established_in: NL}
stated: {who: A. Person, when: 2026-10-01}
models:
  example:
    version: "1.0"
    artefacts: model
    statements:
      market.placed_on: 2026-05-04
"""
ANSWERS = """\
format: adhere/answers/1
form: mdf
stated: {who: A. Person, when: 2026-10-01}
answers:
  intended_uses: |
    Writing and summarising texts.
"""
CONFIG: dict[str, Any] = {
    "model_type": "llama",
    "architectures": ["LlamaForCausalLM"],
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 128,
    "vocab_size": 1000,
    "max_position_embeddings": 2048,
}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def dossier(root: Path) -> Path:
    write(root / "adhere.yaml", DOSSIER)
    write(root / "models/example/mdf.yaml", ANSWERS)
    write(root / "model/config.json", json.dumps(CONFIG))
    return root


def change_config(root: Path, **changed: Any) -> None:
    write(root / "model/config.json", json.dumps({**CONFIG, **changed}))


def record_today(root: Path, form: str = "mdf", on: date = TODAY) -> IssueRecord:
    """Return the record that an issue of today would have, as ``adhere issue`` makes it."""
    portfolio, law = load(root, on), Law()
    (model,) = portfolio.models
    filled = documented(model, portfolio, None, on, [form]).filled[form]
    rows = all_rows(filled)
    evidence = {one.file: one for row in rows for one in row.evidence}
    return IssueRecord(
        form=form,
        form_version=filled.form.version,
        model="example",
        name="example",
        provider="Voorbeeld B.V. (example)",
        number=1,
        at=f"{on.isoformat()}T08:00:00Z",
        law_release=law.release,
        law_digest=law.digest,
        placed_on="2026-05-04",
        rows=tuple(issued_row(row, "00" * 16) for row in rows),
        facts=issued_facts(rows, model.facts),
        evidence=tuple(
            IssuedFile(file=one.file, sha256=str(one.sha256), size=one.size or 0) for one in evidence.values()
        ),
    )


def issue(
    root: Path,
    number: int = 1,
    on: date = date(2026, 11, 2),
    form: str = "mdf",
    change: Callable[[IssueRecord], IssueRecord] = lambda record: record,
) -> str:
    """Put an issue into a dossier and return the digest of its pack for downstream providers."""
    record = replace(record_today(root, form), number=number, at=f"{on.isoformat()}T08:00:00Z")
    folder = root / "issued" / record.model / form / f"{number:04d}"
    (folder / "packs").mkdir(parents=True)
    for recipient in ("office", "authority", "downstream", "public"):
        pack = {"recipient": recipient, "number": number, "form": form}
        write(folder / "packs" / f"{recipient}.json", json.dumps(pack))
    write(folder / "record.json", json.dumps(record_json(change(record))))
    return sha256((folder / "packs/downstream.json").read_bytes()).hexdigest()


def stored(root: Path, number: int = 1, form: str = "mdf") -> IssueRecord:
    path = root / "issued" / "example" / form / f"{number:04d}" / "record.json"
    return record_of(json.loads(path.read_text(encoding="utf-8")))
