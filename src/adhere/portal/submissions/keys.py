# SPDX-License-Identifier: EUPL-1.2
"""The keys that sign for a provider: registered by a claim that the key itself signed, replaced by the next, withdrawn when lost."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from adhere.kernel.calendar import spoken
from adhere.kernel.finding import Finding
from adhere.ledger.keyclaim import KeyClaim, key_claim_of
from adhere.ledger.keyhistory import short
from adhere.portal.audit.recording import record
from adhere.portal.people.models import Organisation, Person
from adhere.portal.settling import HinderedError, SettledError
from adhere.portal.submissions.models import SigningKey
from adhere.portal.submissions.pack import OpenedPack
from adhere.portal.submissions.rules import finding


def subject_of(key: SigningKey) -> str:
    """Return how the log names a key."""
    return f"key/{key.organisation.slug}/{key.key_id}"


@transaction.atomic
def register(
    organisation: Organisation, claim: bytes, *, by: Person, replaces: SigningKey | None = None
) -> SigningKey:
    """Register the key of a claim; raise LedgerError where it is none that holds, HinderedError where it is of others or known.

    The key it ``replaces`` signs no more from now on; raise SettledError where that ended already.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    found = key_claim_of(claim)
    _check(found, organisation)
    if replaces is not None:
        _end(replaces.pk, SigningKey.Ending.REPLACED, by)
    key = SigningKey(organisation=organisation, key_id=found.key.id, pem=found.key.pem)
    content = {
        "public_key": key.pem,
        "claimed_at": found.at,
        "replaces": replaces.key_id if replaces else None,
    }
    event = record("key:registered", subject=subject_of(key), content=content, actor=by)
    key.since, key.event = event.at, event.seq
    key.save()
    return key


@transaction.atomic
def withdraw(key: SigningKey, *, by: Person) -> SigningKey:
    """Withdraw a key: nothing it signed is taken in any more. Raise SettledError where it was withdrawn already."""
    return _end(key.pk, SigningKey.Ending.WITHDRAWN, by)


def _check(claim: KeyClaim, organisation: Organisation) -> None:
    if claim.portal != settings.ORIGIN:
        raise HinderedError("submissions.claim-elsewhere")
    if claim.organisation != organisation.slug:
        raise HinderedError("submissions.claim-of-another")
    if SigningKey.objects.filter(key_id=claim.key.id).exists():
        raise HinderedError("submissions.claim-known")


def _end(number: int, ending: str, by: Person) -> SigningKey:
    """End a key; one that was replaced can still be withdrawn, since then nothing it signed counts any more."""
    key = SigningKey.objects.select_for_update().select_related("organisation").get(pk=number)
    if key.ending and (key.ending, ending) != (SigningKey.Ending.REPLACED, SigningKey.Ending.WITHDRAWN):
        raise SettledError(f"submissions.key-{key.ending}")
    event = record(f"key:{ending}", subject=subject_of(key), content={"was": key.ending}, actor=by)
    key.until, key.ending, key.ended_by = event.at, ending, event.seq
    key.save()
    return key


def key_of(pack: OpenedPack, provider: Organisation) -> SigningKey | Finding:
    """Return the registered key that signed a pack, or why it does not count."""
    digits = short(pack.key.id)
    key = SigningKey.objects.filter(key_id=pack.key.id, organisation=provider).first()
    if key is None:
        return finding("ADH-SUB-010", "public_key", key=digits, provider=provider.name)
    if key.until is None:
        return key
    day = spoken(timezone.localtime(key.until).date())
    if key.ending == SigningKey.Ending.WITHDRAWN:
        return finding("ADH-SUB-011", "public_key", key=digits, day=day)
    if datetime.fromisoformat(pack.statement.at) > key.until:
        return finding("ADH-SUB-012", "public_key", key=digits, day=day, issued=pack.statement.at)
    return key
