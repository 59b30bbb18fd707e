# SPDX-License-Identifier: EUPL-1.2
"""The spine: one stated fact, one duty, one verdict, through every layer."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from adhere.dossier.portfolio import load
from adhere.kernel.truth import Truth
from adhere.law.applicability import Applicability
from adhere.law.library import Law
from adhere.models.classification import classify

ON = date(2026, 11, 22)
DOSSIER = """\
format: adhere/dossier/1
provider: {name: "Example provider", established_in: NL}
stated: {who: "example, engineer", when: 2026-11-01}
models:
  example-1b:
    statements:
      market.placed_on: 2026-03-01
      generality.assessed: general
      modification.of_anothers_model: false
"""


def duty(root: Path, law: Law) -> Truth:
    (model,) = load(root, ON).models
    obligations = classify(model.facts, Applicability(law, ON)).obligations
    return next(duty.applies for duty in obligations if duty.norm.id == "duty:art-53.1.c-1")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "adhere.yaml").write_text(DOSSIER)
    return tmp_path


def test_a_stated_fact_becomes_a_verdict(dossier: Path) -> None:
    assert duty(dossier, Law()) is Truth.YES


def test_changing_only_a_law_file_changes_the_verdict(
    dossier: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    packaged, copy = Path(str(files("adhere.law"))) / "data", tmp_path_factory.mktemp("law")
    for source in packaged.rglob("*.toml"):
        target = copy / source.relative_to(packaged)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text().replace("from = 2025-08-02", "from = 2027-08-02"))
    assert duty(dossier, Law(copy)) is Truth.NO
