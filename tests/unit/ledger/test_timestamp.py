# SPDX-License-Identifier: EUPL-1.2
"""Timestamps of an authority of our own, made on the spot with OpenSSL's ``ts`` and verified without network."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from tests.unit.ledger.dossiers import Dossier, dossier, instant, issue_again, places_of, rules_of

from adhere.ledger.rules import LedgerError
from adhere.ledger.timestamp import keep, read_timestamp, timestamp_request

pytest.importorskip("rfc3161_client", reason="the extra timestamps is not installed")
pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="there is no openssl to make a timestamp with"
)
CONFIG = """\
[ tsa ]
default_tsa = one
[ one ]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = yes
ess_cert_id_alg = sha256
"""


def certificate(
    name: str, key: RSAPrivateKey, issuer: x509.Certificate | None, by: RSAPrivateKey, *, authority: bool
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(tz=UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if not authority:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(by, SHA256())


class Authority:
    """A time-stamping authority with a root of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        root_key, key = (generate_private_key(65537, 2048) for _ in range(2))
        root = certificate("Example root", root_key, None, root_key, authority=True)
        signer = certificate("Example authority", key, root, root_key, authority=False)
        self.root = root.public_bytes(Encoding.PEM)
        (folder / "signer.pem").write_bytes(signer.public_bytes(Encoding.PEM))
        (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        (folder / "serial").write_text("01\n", encoding="utf-8")
        (folder / "ts.cnf").write_text(CONFIG.format(folder=folder), encoding="utf-8")

    def answer(self, request: bytes) -> bytes:
        (self.folder / "q.tsq").write_bytes(request)
        command = ["openssl", "ts", "-reply", "-config", "ts.cnf", "-queryfile", "q.tsq", "-signer", "signer.pem",
                   "-inkey", "key.pem", "-out", "a.tsr"]  # fmt: skip
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "a.tsr").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "authority")


def stamped(root: Path, authority: Authority) -> Dossier:
    made = dossier(root, 1)
    checkpoint = made.last.checkpoint
    keep(made.issued, 2, checkpoint, authority.answer(timestamp_request(checkpoint)))
    return made


def test_an_answer_says_when_the_checkpoint_was_seen(authority: Authority):
    answer = authority.answer(timestamp_request(b"checkpoint"))
    found = read_timestamp(answer, b"checkpoint", [authority.root])
    assert found.trusted
    assert found.at.endswith("Z")
    assert not read_timestamp(answer, b"checkpoint").trusted


def test_an_answer_about_something_else_is_refused(authority: Authority):
    answer = authority.answer(timestamp_request(b"checkpoint"))
    for wrong in (answer[:-50], b"", b"junk"):
        with pytest.raises(LedgerError):
            read_timestamp(wrong, b"checkpoint")
    with pytest.raises(LedgerError) as error:
        read_timestamp(answer, b"other")
    assert error.value.rule_id == "ADH-LOG-090"


def test_another_authority_or_a_changed_answer_does_not_hold(authority: Authority, tmp_path: Path):
    answer = authority.answer(timestamp_request(b"checkpoint"))
    other = Authority(tmp_path / "other")
    with pytest.raises(LedgerError) as error:
        read_timestamp(answer, b"checkpoint", [other.root])
    assert error.value.rule_id == "ADH-LOG-092"
    changed = answer[:-1] + bytes([answer[-1] ^ 1])
    with pytest.raises(LedgerError):
        read_timestamp(changed, b"checkpoint", [authority.root])
    with pytest.raises(LedgerError):
        read_timestamp(answer, b"checkpoint", [b"no certificate"])


def test_verify_tells_what_the_authority_saw_also_when_the_log_has_grown(
    tmp_path: Path, authority: Authority
):
    made = stamped(tmp_path, authority)
    issue_again(tmp_path, at=instant(3))
    found = made.verify(authorities=(authority.root,))
    assert (found.outcome, rules_of(found)) == ("self-consistent", {"ADH-LOG-093"})
    assert rules_of(made.verify()) == {"ADH-LOG-091"}


def test_verify_names_a_timestamp_that_was_tampered_with(tmp_path: Path, authority: Authority):
    made = stamped(tmp_path, authority)
    folder = made.issued / "log" / "timestamps"
    (folder / "2.tsr").write_bytes((folder / "2.tsr").read_bytes()[:-9])
    assert ("ADH-LOG-090", "issued/log/timestamps/2.tsr") in places_of(made.verify())
    (folder / "2.tsr").unlink()
    (folder / "note.txt").write_text("x", encoding="utf-8")
    assert {
        ("ADH-LOG-061", "issued/log/timestamps/2.checkpoint"),
        ("ADH-LOG-062", "issued/log/timestamps/note.txt"),
    } <= places_of(made.verify())


def test_a_timestamp_of_another_history_gives_the_rewriting_away(tmp_path: Path, authority: Authority):
    base = dossier(tmp_path / "one", 1)
    shutil.copytree(base.root, tmp_path / "two")
    one = issue_again(tmp_path / "one", at=instant(5))
    issue_again(tmp_path / "two", at=instant(6))
    two = Dossier(root=tmp_path / "two", last=one)
    keep(two.issued, 3, one.checkpoint, authority.answer(timestamp_request(one.checkpoint)))
    assert ("ADH-LOG-039", "issued/log/timestamps/3.tsr") in places_of(two.verify())
