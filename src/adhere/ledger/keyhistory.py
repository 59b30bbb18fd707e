# SPDX-License-Identifier: EUPL-1.2
"""Which key signs for a log from which entry on: the first key, and every replacement, signed by the key before it.

Each line of ``keys.jsonl`` is a DSSE envelope in canonical JSON over ``adhere/key-event/1``; the log holds an entry for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adhere.ledger.canonical import canonical, line, parse_exactly, printable
from adhere.ledger.dsse import Envelope, envelope_of, sealed
from adhere.ledger.encoding import of_base64, to_base64
from adhere.ledger.keys import PublicKey, SigningKey
from adhere.ledger.rules import LedgerError
from adhere.ledger.shapes import BASE64, HEX, INSTANT, ORIGIN, shaped

FORMAT = "adhere/key-event/1"
PAYLOAD_TYPE = "application/vnd.adhere.key-event+json"
_KINDS = {
    "format": str,
    "log": ORIGIN,
    "seq": int,
    "at": INSTANT,
    "public_key": BASE64,
    "replaces": (None, HEX),
    "lost": bool,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """A key signs from the entry after ``seq``; ``lost`` tells that the key it replaces could not sign for it."""

    log: str
    seq: int
    at: str
    key: PublicKey
    replaces: str | None
    lost: bool
    envelope: Envelope

    @property
    def kind(self) -> str:
        """The kind of its entry in the log."""
        return "key-added" if self.replaces is None else "key-replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHistory:
    """The keys of a log in the order they came."""

    events: tuple[KeyEvent, ...] = ()

    def at(self, seq: int) -> PublicKey | None:
        """Return the key that signs for entry ``seq`` and the checkpoint over it; an event's own key vouches for that event."""
        last = None
        for event in self.events:
            if event.seq <= seq:
                last = event.key
        return last

    def replaced(self, key_id: str) -> int | None:
        """Return the number of the entry that replaced a key, or None where it never was one of these or still is."""
        return next((event.seq for event in self.events if event.replaces == key_id), None)

    def known(self, key_id: str) -> PublicKey | None:
        """Return a key of this log, of now or before."""
        return next((event.key for event in self.events if event.key.id == key_id), None)

    def vouched(self, key_id: str) -> bool:
        """Return whether a key, and each that replaced it since, signed for the next one."""
        numbers = [place for place, event in enumerate(self.events) if event.key.id == key_id]
        return bool(numbers) and not any(event.lost for event in self.events[numbers[0] + 1 :])


def key_event(
    log: str, seq: int, at: str, new: SigningKey, *, before: PublicKey | None, signer: SigningKey | None
) -> bytes:
    """Return the line that brings in a key; ``signer`` is the key before it, None where that is lost or there was none."""
    value = {
        "format": FORMAT,
        "log": log,
        "seq": seq,
        "at": at,
        "public_key": to_base64(new.public.raw),
        "replaces": before.id if before else None,
        "lost": before is not None and signer is None,
    }
    signers = [new, *([signer] if signer else [])]
    return line(sealed(canonical(value), PAYLOAD_TYPE, signers).value)


def key_event_of(content: bytes) -> KeyEvent:
    """Return the event of a line without its line feed; raise LedgerError where it is none."""
    envelope = envelope_of(parse_exactly(content))
    if envelope.payload_type != PAYLOAD_TYPE:
        named = printable(envelope.payload_type)
        raise LedgerError("ADH-LOG-003", format=named, known=PAYLOAD_TYPE)
    value = parse_exactly(envelope.payload)
    form = value.get("format") if isinstance(value, dict) else None
    if form != FORMAT:
        raise LedgerError("ADH-LOG-003", format=printable(form), known=FORMAT)
    shaped(value, "payload", _KINDS)
    raw = of_base64(value["public_key"], "payload.public_key")
    if len(raw) != 32 or (value["lost"] and value["replaces"] is None):
        raise LedgerError("ADH-LOG-004", part="payload")
    rest = {name: value[name] for name in ("log", "seq", "at", "replaces", "lost")}
    return KeyEvent(key=PublicKey(raw=raw), envelope=envelope, **rest)


def check_events(events: Sequence[KeyEvent]) -> Iterable[tuple[int, LedgerError]]:
    """Tell, by place in the list, each event that its own key or the key before it did not sign for."""
    before: PublicKey | None = None
    for number, event in enumerate(events):
        expected = [event.key, *([before] if before and not event.lost else [])]
        named = set(event.envelope.key_ids) == {key.id for key in expected}
        follows = event.replaces == (before.id if before else None)
        if not (named and follows and all(event.envelope.signed_by(key) for key in expected)):
            yield number, LedgerError("ADH-LOG-014", key=short(event.key.id))
        elif event.lost:
            yield (
                number,
                LedgerError("ADH-LOG-015", key=short(event.key.id), before=short(event.replaces or "")),
            )
        before = event.key


def short(key_id: str) -> str:
    """Return the first sixteen digits of an id, enough to tell keys apart in a message."""
    return key_id[:16]
