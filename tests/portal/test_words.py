# SPDX-License-Identifier: EUPL-1.2
"""Entries are found by the beginnings of their words, alike in every database, and the words that are kept are those of the names, always."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from adhere.portal.example import making
from adhere.portal.people.models import Organisation
from adhere.portal.people.organisations import acts as organisations
from adhere.portal.register import words
from adhere.portal.register.asof import AsOf
from adhere.portal.register.lists import MODELS, REGISTERS
from adhere.portal.register.models import (
    Adherence,
    CodeVersion,
    ModelWord,
    ProviderWord,
    Publication,
    RegisteredModel,
    Standard,
)
from adhere.portal.submissions import registering

pytestmark = pytest.mark.django_db
NAMES = {
    "zeeën": ("Zeeën-7b", "2.1"),
    "strasse": ("STRAẞE Größe", "v2"),
    "istanbul": ("İstanbul LLM", ""),
    "chinese": ("通义千问", "72B"),
    "underscored": ("open_model__x", "rc-1"),
    "right-to-left": ("نموذج عربي", "1"),
    "composed": ("Cafe\u0301", ""),
    "nothing": ("—!?—", ""),
}
"""Models by their slug, with their name and version; all of one provider."""
FOUND = {
    "zeeen": {"zeeën"},
    "ZEEËN": {"zeeën"},
    "zee 2": {"zeeën"},
    "7b zeeën": {"zeeën"},
    "7B-Zee": {"zeeën"},
    "eeën": set(),
    "strasse": {"strasse"},
    "grösse": {"strasse"},
    "grosse V2": {"strasse"},
    "istanbul": {"istanbul"},
    "İSTANBUL": {"istanbul"},
    "通义": {"chinese"},
    "72b": {"chinese"},
    "model": {"underscored"},
    "open_model": {"underscored"},
    "نموذج": {"right-to-left"},
    "CAFÉ": {"composed"},
    "cafe\u0301": {"composed"},
    "acme": set(NAMES),
    "acme zee": {"zeeën"},
    "acme acme ac": set(NAMES),
    "acme nobody": set(),
    "%": set(),
    "' OR 1=1 --": set(),
    "—!?—": set(),
    "*": set(),
    "\u202e": set(),
    "": set(NAMES),
    "  ": set(NAMES),
}
"""What is asked, and the slugs of the models that answer to it."""


@pytest.fixture
def models(db: None) -> None:  # noqa: ARG001
    acme = Organisation.objects.create(slug="acme", name="Acme B.V.", kind="provider")
    for slug, (name, version) in NAMES.items():
        RegisteredModel.objects.create(slug=slug, name=name, version=version, provider=acme)


def now() -> AsOf:
    return AsOf(timezone.localdate(), past=False)


def slugs(asked: str) -> set[str]:
    return {one.slug for one in MODELS.asked(now(), asked)}


@pytest.mark.usefixtures("models")
@pytest.mark.parametrize(
    ("few", "many"),
    [(100, 100), (1, 100), (0, 100), (0, 0)],
    ids=["few have it", "they often meet", "they seldom meet", "too many have it"],
)
def test_models_are_found_by_how_their_words_begin(
    monkeypatch: pytest.MonkeyPatch, few: int, many: int
) -> None:
    monkeypatch.setattr(words, "FEW", few)
    monkeypatch.setattr(words, "MANY", many)
    assert {asked: slugs(asked) for asked in FOUND} == FOUND


@pytest.mark.usefixtures("models")
def test_a_long_question_is_answered_by_all_its_words() -> None:
    assert slugs("zee 2 7 " + " ".join(f"x{n}" for n in range(30))) == set()
    assert slugs(" ".join(["a", "ac", "acm", "acme", "z", "ze", "zee", "7", "2", "b"] * 3)) == {"zeeën"}
    assert slugs("z" * 5000) == set()


def test_a_word_longer_than_is_kept_is_found_by_all_of_it(models: None) -> None:
    del models
    long = "x" * 190
    RegisteredModel.objects.create(slug="long", name=long, provider=Organisation.objects.get())
    assert slugs(long[:100]) == {"long"}


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_is_searched_by_its_own_words(visitor: Any, name: str) -> None:
    with transaction.atomic():
        making.make()
    Standard.objects.create(name="EN 1 example", slug="en-1", title_en="Examples of standards", title_nl="Voorbeelden van normen", status="draft")  # fmt: skip
    Publication.objects.create(kind="decision", code="gpai-2025", title_en="Example", title_nl="Voorbeeld")
    CodeVersion.objects.create(code="example", version="1", title_en="Example", title_nl="Voorbeeld", family="models")  # fmt: skip
    Adherence.objects.update(state="confirmed")
    rows = REGISTERS[name].rows(now())
    assert rows.exists()
    assert set(REGISTERS[name].asked(now(), "exAMP")) <= set(rows)
    assert REGISTERS[name].asked(now(), "exAMP").exists()
    assert not REGISTERS[name].asked(now(), "xamp").exists()
    assert visitor.get(f"/nl/registers/{name}/?q=nobody+has+this").status_code == 200


def test_only_providers_are_in_a_register(player: Any) -> None:
    player("expert", name="Jan de Vries")
    assert not ProviderWord.objects.exists()


class TestKept:
    """The words that are kept are those of the names, whatever is done."""

    @pytest.fixture(autouse=True)
    def _never_drifts(self, db: None) -> Any:  # noqa: ARG002
        yield
        assert drift() == {}

    def test_in_the_transaction_that_names(self, office: Any) -> None:
        facts = {"name": "Eén B.V.", "kind": "provider"}
        one = organisations.make(facts, by=office.person)
        known = {"name": "Model", "version": "1", "known_as": "m", "page": "", **UNKNOWN}
        model = registering.register(one, known, by=office.person)
        assert slugs("een") == {model.slug}
        organisations.change(one, {**facts, "name": "Twee B.V."}, by=office.person)
        assert (slugs("een"), slugs("twee model")) == (set(), {model.slug})
        registering.change(model, {**known, "name": "Anders"}, by=office.person)
        assert (slugs("model"), slugs("twee anders 1")) == (set(), {model.slug})

    def test_not_where_the_transaction_is_undone(self, office: Any) -> None:
        one = organisations.make({"name": "Blijft", "kind": "provider"}, by=office.person)
        with transaction.atomic():
            organisations.change(one, {"name": "Gaat"}, by=office.person)
            transaction.set_rollback(True)
        assert [bytes(row.word) for row in ProviderWord.objects.all()] == [b"blijft"]

    def test_a_provider_that_is_something_else_now_has_none(self, office: Any) -> None:
        one = organisations.make({"name": "Blijft", "kind": "provider"}, by=office.person)
        organisations.change(one, {"kind": "downstream"}, by=office.person)
        assert not ProviderWord.objects.exists()

    def test_with_the_examples_and_what_is_taken_away(self, settings: Any, tmp_path: Path) -> None:
        settings.MEDIA_ROOT = tmp_path
        making.make()
        assert ProviderWord.objects.count() > 1
        assert ModelWord.objects.count() > 1
        RegisteredModel.objects.filter(summaries=None, adherences=None, known_as=None).delete()

    def test_where_many_were_made_at_once(self) -> None:
        made = Organisation.objects.bulk_create(
            Organisation(slug=f"p-{n}", name=f"Provider {n}", kind="provider") for n in range(1201)
        )
        assert not ProviderWord.objects.exists()
        words.complete()
        assert ProviderWord.objects.count() == 2 * len(made)
        words.complete(apps)
        assert ProviderWord.objects.count() == 2 * len(made)


UNKNOWN = {"placed_on": None, "withdrawn_on": None, "systemic_risk": None, "open_source": None}


@pytest.mark.django_db(transaction=True)
def test_words_come_in_with_the_migration_and_go_with_it() -> None:
    acme = Organisation.objects.create(slug="acme", name="Acme", kind="provider")
    RegisteredModel.objects.create(slug="m", name="Model", provider=acme)
    try:
        call_command("migrate", "register", "0003", verbosity=0)
        assert "register_modelword" not in connection.introspection.table_names()
    finally:
        call_command("migrate", verbosity=0)
    assert drift() == {}
    assert slugs("acme mod") == {"m"}
    assert {one.code for one in REGISTERS["codes"].asked(now(), "gpai")} == {"gpai-2025"}


def drift() -> dict[str, set[Any]]:
    """Return what is kept of each table of words and should not be, or should be and is not; nothing where all is well."""
    found = {}
    for entries in words.NAMED.values():
        rows = entries.rows(apps).values_list("pk", *entries.fields)
        wanted = {(key, word) for key, *names in rows for word in words.words_of(" ".join(names))}
        table: Any = apps.get_model("register", entries.words)
        held = {(key, bytes(word)) for key, word in table.objects.values_list("entry", "word")}
        if wanted != held:
            found[entries.words] = wanted ^ held
    return found
