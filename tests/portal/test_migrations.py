# SPDX-License-Identifier: EUPL-1.2
"""Upgrades: the tables are those of the models, and each change of them goes back to what was there before, and forth again.

That they all go back to nothing is tested in ``test_operations``.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from adhere.portal.people.models import Organisation

OURS = "adhere.portal."


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration(capsys: Any) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert "No changes detected" in capsys.readouterr().out


def ours() -> list[str]:
    return [one.label for one in apps.get_app_configs() if one.name.startswith(OURS)]


@pytest.mark.django_db(transaction=True)
def test_each_change_goes_back_and_forth_with_what_is_kept() -> None:
    kept = Organisation.objects.create(slug="kept", name="Wat blijft (example)", kind="provider")
    graph = MigrationExecutor(connection).loader.graph
    newest = graph.leaf_nodes()
    steps = sorted(
        node for node in graph.nodes if node[0] in ours() and node not in graph.root_nodes(node[0])
    )
    assert {app for app, _ in steps} <= set(ours())
    try:
        for step in reversed(steps):
            before = [parent for parent in graph.node_map[step].parents if parent.key[0] == step[0]]
            MigrationExecutor(connection).migrate([(parent.key[0], parent.key[1]) for parent in before])
            assert step not in MigrationExecutor(connection).loader.applied_migrations
    finally:
        MigrationExecutor(connection).migrate(newest)
    assert MigrationExecutor(connection).migration_plan(newest) == []
    assert Organisation.objects.get(pk=kept.pk).name == "Wat blijft (example)"
