# SPDX-License-Identifier: EUPL-1.2
"""Files that people hand in are kept whole under the digest of their content, on disk and through fsspec; what is there is proven when it is read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import fsspec
import pytest
from django.conf import LazySettings

from adhere.portal import storing

CONTENT = b"a pack"
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture(params=["disk", "fsspec"])
def place(request: pytest.FixtureRequest, settings: LazySettings, tmp_path: Path) -> tuple[object, str]:
    """The file system that files are kept in, and where the one of DIGEST comes to stand."""
    if request.param == "disk":
        settings.STORE, settings.MEDIA_ROOT = "", str(tmp_path / "media")
        return fsspec.filesystem("file"), f"{tmp_path}/media/{DIGEST[:2]}/{DIGEST}"
    settings.STORE = f"memory://{tmp_path.name}/kept/"
    return fsspec.filesystem("memory"), f"/{tmp_path.name}/kept/{DIGEST[:2]}/{DIGEST}"


def test_what_is_kept_twice_is_there_once(place):
    system, path = place
    assert list(storing.digests()) == []
    assert storing.keep(CONTENT) == storing.keep(CONTENT) == DIGEST
    assert (storing.kept(DIGEST), list(storing.digests())) == (CONTENT, [DIGEST])
    assert system.cat_file(path) == CONTENT


@pytest.mark.parametrize("content", [None, b"another pack", b""])
def test_what_is_not_there_or_is_another_is_not_handed_out(place, content):
    system, path = place
    storing.keep(CONTENT)
    system.rm(path) if content is None else system.pipe_file(path, content)
    with pytest.raises(FileNotFoundError):
        storing.kept(DIGEST)


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("name", ["../../etc/passwd", DIGEST.upper(), "", f"{DIGEST}\n"])
def test_only_a_digest_is_a_name(name):
    storing.keep(CONTENT)
    with pytest.raises(FileNotFoundError):
        storing.kept(name)
