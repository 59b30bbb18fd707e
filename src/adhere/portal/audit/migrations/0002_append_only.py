# SPDX-License-Identifier: EUPL-1.2
"""Triggers that refuse to change or take out what stands in the log, in both databases; the only SQL of our own.

https://www.sqlite.org/lang_createtrigger.html, https://www.postgresql.org/docs/current/sql-createtrigger.html
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSED = (
    ("audit_event", ("UPDATE", "DELETE")),
    ("audit_node", ("UPDATE", "DELETE")),
    ("audit_checkpoint", ("UPDATE", "DELETE")),
    ("audit_payload", ("UPDATE",)),
)
"""A payload may be taken out, since it may name a person; it is never changed."""
_FUNCTION = """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log can only be added to' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def _names() -> list[tuple[str, str, str]]:
    return [(f"{table}_no_{act.lower()}", table, act) for table, acts in REFUSED for act in acts]


def refuse(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_FUNCTION)
        for name, table, act in _names():
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            )
        for table, acts in REFUSED:
            if "DELETE" in acts:
                editor.execute(
                    f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
                )
    else:
        for name, table, act in _names():
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'the log can only be added to'); END"
            )


def allow(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, for a migration back."""
    postgresql = editor.connection.vendor == "postgresql"
    for name, table, _act in _names():
        editor.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
    if postgresql:
        for table, acts in REFUSED:
            if "DELETE" in acts:
                editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
        editor.execute("DROP FUNCTION audit_refuse()")


class Migration(migrations.Migration):
    """The log is append-only."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("audit", "0001_initial")]
    operations: ClassVar[list[migrations.RunPython]] = [migrations.RunPython(refuse, allow)]
