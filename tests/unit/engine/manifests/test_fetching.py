# SPDX-License-Identifier: EUPL-1.2
"""A file on a server that gives no part of one is fetched whole and read as any other; one on a server that does is read where it is."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.registry import _registry
from fsspec.spec import AbstractBufferedFile, AbstractFileSystem
from tests.unit.engine.manifests.making import ROWS, Read, jsonl, parquet, table, write

from adhere.engine.manifests import fetching

pytestmark = pytest.mark.enable_socket


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder, as Python's own server gives them: whole, whatever part is asked; ``parts`` is a server that gives parts."""

    parts = False
    short = 0

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        content = Path(self.translate_path(self.path)).read_bytes()
        self.send_response(206 if asked and self.parts else 200)
        if asked and self.parts:
            first, last = asked.removeprefix("bytes=").split("-")
            content = content[int(first) : int(last) + 1]
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) - self.short])

    def log_message(self, *_: object) -> None:
        pass


class Remote(AbstractFileSystem):
    """HTTP by the standard library, which says what fsspec's own does: a stream for no block size, else ranges, refused where none come."""

    protocol = ("http",)

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        return path

    def unstrip_protocol(self, name: str) -> str:
        return name

    def info(self, path: str, **_: object) -> dict[str, Any]:
        with urllib.request.urlopen(urllib.request.Request(path, method="HEAD")) as answer:
            return {"name": path, "size": int(answer.headers["Content-Length"]), "type": "file"}

    def _open(self, path: str, mode: str = "rb", block_size: int | None = None, **_: object) -> Any:
        if block_size == 0:
            return urllib.request.urlopen(path)
        return Ranges(self, path, mode, size=self.info(path)["size"], cache_type="none")


class Ranges(AbstractBufferedFile):
    def _fetch_range(self, start: int, end: int) -> bytes:
        told = {"Range": f"bytes={start}-{end - 1}"}
        with urllib.request.urlopen(urllib.request.Request(self.path, headers=told)) as answer:
            if answer.status == 200 and start > 0:
                raise ValueError("The HTTP server doesn't appear to support range requests.")
            return bytes(answer.read())


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "there").mkdir()
    fsspec.register_implementation("http", Remote, clobber=True)
    made = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path / "there")))
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()
    thread.join()
    _registry.pop("http", None)


def files(folder: Path) -> None:
    parquet(folder / "a.parquet")
    write(folder / "a.csv", table())
    write(folder / "a.jsonl.gz", jsonl())


@pytest.mark.parametrize("parts", [False, True])
@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.jsonl.gz"])
def test_a_file_is_read_whatever_its_server_gives(
    name: str, parts: bool, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Handler, "parts", parts)
    files(tmp_path / "there")
    read = Read(f"{server}/{name}", work=tmp_path / "work")

    assert read.rules == []
    assert read.column("url") == [row["url"] for row in ROWS]
    (record,) = read.inputs.records
    assert (record.name, record.size) == (f"{server}/{name}", (tmp_path / "there" / name).stat().st_size)
    assert bool(list((tmp_path / "work").glob("*.fetched"))) is not parts


def test_what_was_cut_off_or_has_no_room_is_told_and_leaves_nothing(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(tmp_path / "there")
    for name, value in (("LARGEST", 10), ("SPARE", 1 << 62)):
        with monkeypatch.context() as patched:
            patched.setattr(fetching, name, value)
            read = Read(f"{server}/a.parquet", work=tmp_path / "work")
            assert (read.rules, read.inputs.collected.unread) == (["ADH-CON-060"], (f"{server}/a.parquet",))
    monkeypatch.setattr(Handler, "short", 5)
    assert Read(f"{server}/a.parquet", work=tmp_path / "work").rules[0] in ("ADH-CON-060", "ADH-CON-064")
    assert list((tmp_path / "work").iterdir()) == []


def test_a_copy_that_nobody_named_a_folder_for_goes(server: str, tmp_path: Path) -> None:
    files(tmp_path / "there")
    from adhere.engine.manifests.opening import open_inputs

    told: list[tuple[str, int, int]] = []
    inputs = open_inputs([f"{server}/a.parquet"], progress=lambda *one: told.append(one))
    copy = Path(inputs.located[0].copy)
    size = (tmp_path / "there" / "a.parquet").stat().st_size
    assert copy.stat().st_size == size
    assert told[-1] == (f"{server}/a.parquet", size, size)
    del inputs
    assert not copy.exists()
