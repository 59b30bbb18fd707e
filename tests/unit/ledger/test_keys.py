# SPDX-License-Identifier: EUPL-1.2
"""Keys stand where only their owner can read them, and a file that is anything else is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_public_key,
)

from adhere.ledger.keyfile import (
    chosen_path,
    default_path,
    public_id,
    read_key,
    repository_of,
    write_key,
)
from adhere.ledger.keys import key_bytes, new_key, public_key_of
from adhere.ledger.rules import LedgerError


def refused(path: Path, secret: bytes | None = None) -> LedgerError:
    with pytest.raises(LedgerError) as error:
        read_key(path, secret)
    return error.value


def test_a_key_is_written_for_its_owner_and_read_back(tmp_path: Path):
    key, path = new_key(), tmp_path / "deep" / "key.pem"
    write_key(path, key, None)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key(path, None).public == key.public
    assert "private" not in repr(key)


def test_a_locked_key_opens_with_its_passphrase_alone(tmp_path: Path):
    key, path = new_key(), tmp_path / "key.pem"
    write_key(path, key, b"een zin")
    assert read_key(path, b"een zin").public == key.public
    assert refused(path).rule_id == "ADH-LOG-082"
    assert refused(path, b"wrong").rule_id == "ADH-LOG-082"
    assert key.private.private_bytes_raw() not in path.read_bytes()


def test_an_unlocked_key_is_read_though_a_passphrase_is_set(tmp_path: Path):
    key, path = new_key(), tmp_path / "key.pem"
    write_key(path, key, None)
    assert read_key(path, b"for another key").public == key.public


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int):
    path = tmp_path / "key.pem"
    write_key(path, new_key(), None)
    path.chmod(mode)
    error = refused(path)
    assert error.rule_id == "ADH-LOG-080"
    assert error.values["mode"] == f"{mode:04o}"


def test_a_file_that_holds_no_key_of_ours_is_refused(tmp_path: Path):
    path = tmp_path / "key.pem"
    assert refused(path).rule_id == "ADH-LOG-081"
    other = generate_private_key(SECP256R1())
    public = new_key().public.pem.encode()
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for content in (b"", b"no key", pem, public, b"\xff" * 100, b"x" * 70_000):
        path.write_bytes(content)
        path.chmod(0o600)
        assert refused(path).rule_id in {"ADH-LOG-081", "ADH-LOG-082"}, content[:20]


def test_a_folder_is_no_key(tmp_path: Path):
    tmp_path.chmod(0o700)
    assert refused(tmp_path).rule_id == "ADH-LOG-081"


@pytest.mark.parametrize("mark", [".git", "adhere.yaml"])
def test_no_key_is_written_inside_a_repository_or_dossier(tmp_path: Path, mark: str):
    (tmp_path / mark).mkdir()
    path = tmp_path / "a" / "b" / "key.pem"
    with pytest.raises(LedgerError) as error:
        write_key(path, new_key(), None)
    assert error.value.rule_id == "ADH-LOG-083"
    assert repository_of(path) == tmp_path.resolve()
    assert not path.parent.exists()


@pytest.mark.parametrize("mark", [".git", "adhere.yaml"])
def test_a_key_inside_a_repository_or_dossier_signs_nothing(tmp_path: Path, mark: str):
    path = tmp_path / "a" / "key.pem"
    write_key(path, new_key(), None)
    (tmp_path / mark).mkdir()
    assert refused(path).rule_id == "ADH-LOG-083"


def test_a_key_is_never_overwritten(tmp_path: Path):
    path = tmp_path / "key.pem"
    write_key(path, new_key(), None)
    before = path.read_bytes()
    with pytest.raises(LedgerError) as error:
        write_key(path, new_key(), None)
    assert error.value.rule_id == "ADH-LOG-084"
    assert path.read_bytes() == before


def test_the_default_place_follows_the_standard_for_such_files(tmp_path: Path):
    assert default_path({"XDG_CONFIG_HOME": "/c"}) == Path("/c/adhere/keys/signing.pem")
    assert default_path({"HOME": "/h"}, "two") == Path("/h/.config/adhere/keys/two.pem")
    environment = {"ADHERE_KEY": "/k.pem", "HOME": "/h"}
    assert chosen_path(None, environment) == Path("/k.pem")
    assert chosen_path(tmp_path, environment) == tmp_path
    assert chosen_path(None, {"HOME": "/h"}) == default_path({"HOME": "/h"})


def test_a_public_key_is_written_as_everybody_writes_it():
    key = new_key()
    library = key.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    assert key.public.pem.encode() == library
    assert public_key_of(key.public.pem) == key.public
    load_pem_public_key(key.public.pem.encode())


def test_a_public_key_is_named_by_its_digits_or_its_file(tmp_path: Path):
    key = new_key().public
    (tmp_path / "key.pub").write_text(key.pem, encoding="utf-8")
    assert public_id(key.id) == key.id
    assert public_id(str(tmp_path / "key.pub")) == key.id
    (tmp_path / "private.pem").write_bytes(key_bytes(new_key(), None))
    assert public_id(key.id.upper()) == key.id
    for text in ("ab", str(tmp_path), str(tmp_path / "private.pem"), ""):
        with pytest.raises(LedgerError):
            public_id(text)


def test_every_byte_of_a_public_key_counts():
    pem = new_key().public.pem
    key = public_key_of(pem)
    for place in range(len(pem)):
        changed = pem[:place] + chr(ord(pem[place]) ^ 1) + pem[place + 1 :]
        try:
            assert public_key_of(changed) != key
        except LedgerError:
            continue
