# SPDX-License-Identifier: EUPL-1.2
"""Which acts a token may open: those the policy lets its maker do for the organisation, without those that would let it grow."""

from __future__ import annotations

from adhere.portal import policy
from adhere.portal.policy import Action, On, Party, Role, Who

NEVER = frozenset(
    {
        Action.ADMINISTER,
        Action.MANAGE_ORGANISATIONS,
        Action.MANAGE_MEMBERS,
        Action.MAKE_TOKEN,
        Action.MANAGE_KEYS,
        Action.INVITE,
    }
)
"""A program that is broken into must not be able to make more of itself."""
OF_PAGES = frozenset({Action.ENTER_DESK})
"""Acts that are pages for people and nothing a program does."""


def scopes_for(organisation: str, party: Party, role: Role) -> tuple[Action, ...]:
    """Return the acts a member of this role may open to a program, in the order of the policy."""
    member = Who(signed_in=True, memberships=frozenset({(organisation, party, role)}))
    own = On(
        owner=organisation,
        released_to=frozenset({organisation}),
        participants=frozenset({organisation}),
    )
    return tuple(
        action
        for action in Action
        if action not in NEVER | OF_PAGES and policy.may(member, action, own).allowed
    )
