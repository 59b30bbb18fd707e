# SPDX-License-Identifier: EUPL-1.2
"""Running a portal: a log computed anew, copies put back, migrations both ways."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from adhere.ledger.note import own_checkpoint
from adhere.portal.audit.models import Checkpoint, Event, Head, Payload
from adhere.portal.audit.recording import Act, checkpoint, record_all
from adhere.portal.operations import archive, logcheck
from adhere.portal.operations.backup import back_up
from adhere.portal.operations.checking import check
from adhere.portal.operations.failing import OperationError

ROOT = Path(__file__).parents[2]


def note(count: int) -> None:
    record_all(
        [Act(kind="export:made", subject=f"test/{number}", content={"n": number}) for number in range(count)]
    )


# The log


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 2, 7, 64, 101])
def test_a_log_that_is_whole_has_no_faults(count: int) -> None:
    note(count)
    head = checkpoint()
    note(3)
    assert logcheck.faults_of_log() == []
    assert logcheck.root_at(count).hex() == own_checkpoint(head.note.encode())[1].root.hex()  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "change", "words"),
    [
        ("audit_event", "kind = 'backup:made' WHERE seq = 3", "event 3"),
        ("audit_event", "seq = 99 WHERE seq = 3", "3 is missing"),
        ("audit_node", "place = 99 WHERE place = 4", "place 4"),
        ("audit_node", "place = 99 WHERE place = (SELECT MAX(place) FROM audit_node)", "A hash"),
        ("audit_checkpoint", "size = 4 WHERE size = 5", "head at 4"),
        ("audit_checkpoint", "size = 77 WHERE size = 5", "77 events"),
        ("audit_head", "size = 2", "counts itself wrong"),
    ],
)
def test_every_change_below_the_triggers_is_found(table: str, change: str, words: str) -> None:
    from django.utils import translation

    note(5)
    checkpoint()
    Payload.objects.all().delete()
    with connection.cursor() as cursor:
        if table != "audit_head":
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_no_update{on}")
        cursor.execute(f"UPDATE {table} SET {change}")
    with translation.override("en"):
        assert words in " ".join(logcheck.faults_of_log())


@pytest.mark.django_db
def test_what_stands_beside_the_log_is_compared_too() -> None:
    note(2)
    row = Payload.objects.get(event_id=1)
    row.delete()
    Payload.objects.create(event_id=1, content=b"{}")
    assert len(logcheck.faults_of_log()) == 1


@pytest.mark.django_db
def test_a_portal_that_is_well() -> None:
    note(3)
    assert [(one.name, one.faults) for one in check()] == [(name, ()) for name in ("migrations", "settings", "theme", "log", "files", "mail")]  # fmt: skip
    assert Event.objects.count() == Head.objects.get().size
    assert not Checkpoint.objects.exists()


# Migrations


@pytest.mark.django_db(transaction=True)
def test_every_migration_goes_back_and_forth() -> None:
    note(3)
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    with connection.schema_editor() as editor:  # the cache is no model and stays
        del editor
    executor.migrate([(app, None) for app, _ in leaves])
    kept = {"django_migrations", "portal_cache", "sqlite_sequence"}
    left = set(connection.introspection.table_names()) - kept
    again = MigrationExecutor(connection)
    again.migrate(leaves)
    assert left == set()
    assert MigrationExecutor(connection).migration_plan(leaves) == []
    note(2)
    assert logcheck.faults_of_log() == []


# Backup and restore, each in a process of its own as people run them


def adhere(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if not name.startswith("ADHERE_PORTAL_")}
    return subprocess.run([sys.executable, *arguments], check=False, capture_output=True, text=True, cwd=ROOT, env={**known, "LANG": "en", "DJANGO_SETTINGS_MODULE": "adhere.portal.settings", **environment})  # fmt: skip


def portal(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return adhere("-m", "adhere", "portal", *arguments, **environment)


def words_kept(folder: Path) -> set[tuple[bytes, str]]:
    """Return the words by which the models of a portal are found."""
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as database:
        return set(database.execute("SELECT word, entry_id FROM register_modelword"))


def test_a_backup_put_back_gives_the_same_root(tmp_path: Path) -> None:
    first, second, file = tmp_path / "first", tmp_path / "second", tmp_path / "copy.tar"
    started = portal("--prepare", "--example", "--data", str(first))
    assert started.returncode == 0, started.stderr
    addresses = [line for line in started.stdout.splitlines() if "@localhost" in line]
    assert addresses == ["  administrator@localhost.localdomain"]
    content = b"%PDF-1.7 example"
    digest = sha256(content).hexdigest()
    (first / "media" / digest[:2]).mkdir(parents=True)
    (first / "media" / digest[:2] / digest).write_bytes(content)
    made = portal("backup", str(file), "--with-key", "--data", str(first))
    assert (made.returncode, made.stderr) == (0, "")
    assert file.stat().st_mode & 0o077 == 0
    assert "empty place" in portal("restore", str(file), "--data", str(first)).stderr
    back = portal("restore", str(file), "--data", str(second))
    assert (back.returncode, back.stderr) == (0, "")
    assert "1 files" in back.stdout
    with closing(sqlite3.connect(first / "portal.sqlite3")) as database:
        (head,) = database.execute("SELECT note FROM audit_checkpoint ORDER BY size DESC").fetchone()
    assert own_checkpoint(head.encode())[1].root.hex() in back.stdout
    assert words_kept(second) == words_kept(first) != set()
    well = portal("check", "--format", "json", "--data", str(second))
    assert well.returncode == 0, well.stdout
    told = json.loads(well.stdout)
    schema = json.loads((ROOT / "docs/schemas/adhere-portal-check.schema.json").read_text(encoding="utf-8"))
    assert (told["format"], sorted(told)) == (schema["properties"]["format"]["const"], ["checks", "format"])
    assert [one["name"] for one in told["checks"]] == schema["properties"]["checks"]["items"]["properties"]["name"]["enum"]  # fmt: skip
    assert [one["faults"] for one in told["checks"]] == [[]] * 6


@pytest.fixture
def databases() -> Iterator[list[str]]:
    """The addresses of two empty databases beside the one of this run."""
    address = os.environ.get("ADHERE_PORTAL_DATABASE")
    if not address:
        pytest.skip("no PostgreSQL in this run: python tools/with_postgresql.py pytest ...")
    import psycopg

    names = ["copied", "put_back"]
    with psycopg.connect(address, autocommit=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        yield [f"{address.rpartition('/')[0]}/{name}" for name in names]
        for name in names:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def test_a_backup_of_postgresql_put_back_gives_the_same_root(tmp_path: Path, databases: list[str]) -> None:
    first, second = ({"ADHERE_PORTAL_DATABASE": address} for address in databases)
    one, other, file = str(tmp_path / "one"), str(tmp_path / "other"), str(tmp_path / "copy.tar")
    assert portal("--prepare", "--example", "--data", one, **first).returncode == 0
    made = portal("backup", file, "--data", one, **first)
    assert (made.returncode, made.stderr) == (0, "")
    assert "another database" in portal("restore", file, "--data", other).stderr
    back = portal("restore", file, "--data", other, **second)
    assert (back.returncode, back.stderr) == (0, "")
    assert "keys/log.pem" in back.stdout
    assert "empty place" in portal("restore", file, "--data", str(tmp_path / "third"), **first).stderr
    with tarfile.open(file) as tar:
        head = own_checkpoint(archive.read(tar).manifest["checkpoint"].encode())[1]
    assert head.root.hex() in back.stdout


@pytest.mark.django_db
def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / "copy.tar"
    file.write_bytes(b"mine")
    with pytest.raises(OperationError):
        back_up(file, with_key=False)
    assert file.read_bytes() == b"mine"
    assert not Event.objects.exists()


def backup_of(*entries: tuple[str, bytes], manifest: Any = None) -> tarfile.TarFile:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        writer = archive.Writer(tar)
        for name, content in entries:
            writer.add_bytes(name, content)
        if manifest is None:
            writer.finish({"engine": "sqlite"})
        else:
            writer._add(archive.MANIFEST, io.BytesIO(manifest), len(manifest))
    out.seek(0)
    return tarfile.open(fileobj=out)


@pytest.mark.parametrize(
    "wrong",
    [
        {"entries": [("../../etc/passwd", b"x"), ("database", b"")]},
        {"entries": [("/etc/passwd", b"x"), ("database", b"")]},
        {"entries": [("files/../../x", b"x"), ("database", b"")]},
        {"entries": [("database", b""), ("database", b"")]},
        {"entries": []},
        {"entries": [("database", b"")], "manifest": b"{}"},
        {"entries": [("database", b"")], "manifest": b"[]"},
        {"entries": [("database", b"")], "manifest": b"not json"},
        {
            "entries": [("database", b"")],
            "manifest": b'{"format": "adhere/portal-backup/1", "files": [{"name": 7}]}',
        },
    ],
)
def test_what_is_no_backup(wrong: dict[str, Any]) -> None:
    with pytest.raises(OperationError):
        archive.read(backup_of(*wrong["entries"], manifest=wrong.get("manifest")))


def test_a_file_that_was_changed_in_a_backup_is_not_put_back(tmp_path: Path) -> None:
    digest = "a" * 64
    reader = archive.read(backup_of(("database", b"one"), (f"files/{digest}", b"two")))
    reader.manifest["files"][0]["sha256"] = digest
    with pytest.raises(OperationError):
        reader.extract("database", tmp_path / "x")
    assert reader.content(f"files/{digest}") == b"two"
    assert list(reader.digests()) == [digest]
