# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: pure functions over plain values, each answer with its reason. The one place that decides this.

Articles 56(3) and (7) (who takes part and who adheres), 78 (confidentiality), 91 (requests of the AI Office).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Party(StrEnum):
    """The kinds of organisation, with the words of ``people.models.Organisation.Kind``."""

    PROVIDER = "provider"
    AUTHORITY = "authority"
    OFFICE = "office"
    BOARD = "board"
    DOWNSTREAM = "downstream"
    CIVIL_SOCIETY = "civil-society"
    EXPERT = "expert"
    RIGHTSHOLDER = "rightsholder"


class Role(StrEnum):
    """What a member may do for their organisation."""

    HEAD = "head"
    SIGNATORY = "signatory"
    WRITER = "writer"
    READER = "reader"


class Action(StrEnum):
    """What can be done; the object it is done to is named by ``On``."""

    ADMINISTER = "administer"
    MANAGE_ORGANISATIONS = "manage-organisations"
    INVITE = "invite"
    MANAGE_MEMBERS = "manage-members"
    MAKE_TOKEN = "make-token"  # noqa: S105 - a name, no secret
    OPEN_CODE = "open-code"
    SELECT_PARTICIPANTS = "select-participants"
    APPLY = "apply"
    WRITE_DRAFT = "write-draft"
    COMMENT = "comment"
    ANSWER_COMMENT = "answer-comment"
    MODERATE = "moderate"
    PUBLISH_CODE = "publish-code"
    ADHERE = "adhere"
    WITHDRAW = "withdraw"
    MANAGE_KEYS = "manage-keys"
    SUBMIT = "submit"
    READ_SUBMISSION = "read-submission"
    EVALUATE = "evaluate"
    ASK_PROVIDER = "ask-provider"
    ANSWER_OFFICE = "answer-office"
    REPORT_INCIDENT = "report-incident"
    READ_INCIDENT = "read-incident"
    COMPLAIN = "complain"
    HANDLE_COMPLAINT = "handle-complaint"
    ALERT = "alert"
    GIVE_OPINION = "give-opinion"
    ASSESS = "assess"
    REQUEST_DOCUMENTATION = "request-documentation"
    REQUEST_UNDER_91 = "request-under-91"
    ANSWER_REQUEST = "answer-request"
    EXTEND_REQUEST = "extend-request"
    WITHDRAW_PACK = "withdraw-pack"
    READ_CONFIDENTIAL = "read-confidential"
    REGISTER_MODEL = "register-model"
    EXPORT = "export"
    READ_DESK = "read-desk"
    ENTER_DESK = "enter-desk"
    READ_LOG_CONTENT = "read-log-content"


class Answer(NamedTuple):
    """Whether it may, and why: the name of a text in ``data/texts/policy.toml``."""

    allowed: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Someone who asks: the memberships that hold now, as (organisation id, party, role)."""

    signed_in: bool = False
    administrator: bool = False
    memberships: frozenset[tuple[str, Party, Role]] = field(default_factory=frozenset)
    scopes: frozenset[str] | None = None
    """The scopes of the token used; None for a person in a browser."""
    second_factor: bool = True
    """Whether this person has one, or none is asked for here; of a token, whether its maker has the one that is asked of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class On:
    """What it is done to: ``owner`` the organisation it belongs to, ``released_to`` those it was released to."""

    owner: str | None = None
    released_to: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    open: bool = True


NOTHING = On()
_WRITERS = (Role.HEAD, Role.SIGNATORY, Role.WRITER)
_OFFICE = (Party.OFFICE,)
_ADMINISTRATORS = frozenset(
    {Action.ADMINISTER, Action.MANAGE_ORGANISATIONS, Action.INVITE, Action.MANAGE_MEMBERS}
)
"""Acts of whoever administers the portal, so that a new portal gets its first organisations and none is left without a head."""
_PARTIES: dict[Action, tuple[tuple[Party, ...], tuple[Role, ...]]] = {
    Action.MANAGE_ORGANISATIONS: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.INVITE: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.OPEN_CODE: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.SELECT_PARTICIPANTS: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.WRITE_DRAFT: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.ANSWER_COMMENT: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.MODERATE: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.PUBLISH_CODE: (_OFFICE, (Role.HEAD,)),
    Action.EVALUATE: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.ASK_PROVIDER: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.HANDLE_COMPLAINT: (_OFFICE, (Role.HEAD, Role.WRITER)),
    Action.ASSESS: (_OFFICE, (Role.HEAD,)),
    Action.READ_DESK: (_OFFICE, tuple(Role)),
    Action.ENTER_DESK: (tuple(Party), tuple(Role)),
    Action.EXPORT: (_OFFICE, tuple(Role)),
    Action.READ_LOG_CONTENT: (_OFFICE, (Role.HEAD,)),
    Action.GIVE_OPINION: ((Party.BOARD,), (Role.HEAD,)),
    Action.ALERT: ((Party.EXPERT,), _WRITERS),
    Action.REQUEST_DOCUMENTATION: ((Party.DOWNSTREAM,), _WRITERS),
    Action.REQUEST_UNDER_91: ((Party.OFFICE, Party.AUTHORITY), (Role.HEAD, Role.WRITER)),
    Action.COMPLAIN: ((Party.RIGHTSHOLDER, Party.DOWNSTREAM, Party.CIVIL_SOCIETY), _WRITERS),
    Action.APPLY: (tuple(party for party in Party if party not in (Party.OFFICE, Party.BOARD)), _WRITERS),
}
"""Acts that a party does by its nature, and the roles that do them for it."""
_OWNERS: dict[Action, tuple[Role, ...]] = {
    Action.ADHERE: (Role.SIGNATORY,),
    Action.WITHDRAW: (Role.SIGNATORY,),
    Action.MANAGE_KEYS: (Role.HEAD,),
    Action.SUBMIT: _WRITERS,
    Action.ANSWER_OFFICE: _WRITERS,
    Action.REPORT_INCIDENT: _WRITERS,
    Action.ANSWER_REQUEST: _WRITERS,
    Action.EXTEND_REQUEST: (Role.HEAD, Role.WRITER),
    Action.WITHDRAW_PACK: _WRITERS,
    Action.REGISTER_MODEL: _WRITERS,
    Action.MANAGE_MEMBERS: (Role.HEAD,),
    Action.MAKE_TOKEN: (Role.HEAD, Role.WRITER),
}
"""Acts for the organisation that what they are done to belongs to."""
_PROVIDERS_ONLY = frozenset({Action.ADHERE, Action.WITHDRAW, Action.MANAGE_KEYS, Action.SUBMIT, Action.ANSWER_OFFICE, Action.REPORT_INCIDENT, Action.ANSWER_REQUEST, Action.WITHDRAW_PACK, Action.REGISTER_MODEL})  # fmt: skip


def may(who: Who, action: Action, on: On = NOTHING) -> Answer:
    """Return whether someone may do something, and why or why not."""
    if not who.signed_in:
        return Answer(False, "sign-in")
    if who.scopes is not None and action.value not in who.scopes:
        return Answer(False, "scope")
    if lacks_factor(who):
        return Answer(False, "second-factor")
    if who.administrator and action in _ADMINISTRATORS:
        return Answer(True, "administrator")
    if action is Action.ADMINISTER:
        return Answer(False, "not-administrator")
    return _by_membership(who, action, on) if on.open else Answer(False, "closed")


def lacks_factor(who: Who) -> bool:
    """Return whether someone lacks the second factor that is asked of whoever acts for the office or administers the portal.

    Of a token it was looked up with all its maker is, so there it holds as it is told.
    """
    asked = who.administrator or any(party is Party.OFFICE for _, party, _ in who.memberships)
    return not who.second_factor and (asked or who.scopes is not None)


def _by_membership(who: Who, action: Action, on: On) -> Answer:
    if action in _PARTIES:
        return _as_party(who, action)
    return _as_owner(who, action, on) if action in _OWNERS else _by_need(who, action, on)


def _as_party(who: Who, action: Action) -> Answer:
    parties, roles = _PARTIES[action]
    held = [role for _, party, role in who.memberships if party in parties]
    if not held:
        return Answer(False, "other-party")
    return Answer(True, "party") if any(role in roles for role in held) else Answer(False, "role")


def _as_owner(who: Who, action: Action, on: On) -> Answer:
    held = [(party, role) for organisation, party, role in who.memberships if organisation == on.owner]
    if not held:
        return Answer(False, "not-yours")
    if action in _PROVIDERS_ONLY and all(party is not Party.PROVIDER for party, _ in held):
        return Answer(False, "other-party")
    return (
        Answer(True, "yours") if any(role in _OWNERS[action] for _, role in held) else Answer(False, "role")
    )


def _by_need(who: Who, action: Action, on: On) -> Answer:
    """Reading what is confidential, and commenting: the owner, the office, and those it was released to or who take part."""
    organisations = {organisation for organisation, _, _ in who.memberships}
    parties = {party for _, party, _ in who.memberships}
    if action is Action.COMMENT:
        writes = {organisation for organisation, _, role in who.memberships if role in _WRITERS}
        office = any(party is Party.OFFICE and role in _WRITERS for _, party, role in who.memberships)
        if writes & on.participants or office:
            return Answer(True, "participant")
        return Answer(False, "role" if organisations & on.participants else "not-participant")
    if on.owner in organisations:
        return Answer(True, "yours")
    if Party.OFFICE in parties:
        return Answer(True, "office")
    if action is Action.READ_INCIDENT and Party.AUTHORITY in parties:
        return Answer(True, "authority")
    return Answer(True, "released") if organisations & on.released_to else Answer(False, "need-to-know")
