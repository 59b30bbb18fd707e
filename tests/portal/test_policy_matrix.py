# SPDX-License-Identifier: EUPL-1.2
"""The policy as one table that people can read: every action, on every kind of object, for every party and role, with the reason of each answer.

``policy_matrix.txt`` is what was reviewed; an action, role, party or answer that is not in it fails here.
"""

from __future__ import annotations

from pathlib import Path

from adhere.portal.policy import Action, On, Party, Role, Who, may

TABLE = Path(__file__).with_name("policy_matrix.txt")
MINE, OTHER = "mine", "other"
OBJECTS = {
    "none": On(),
    "own": On(owner=MINE),
    "other's": On(owner=OTHER),
    "released": On(owner=OTHER, released_to=frozenset({MINE})),
    "taking-part": On(owner=OTHER, participants=frozenset({MINE})),
    "own-closed": On(owner=MINE, participants=frozenset({MINE}), open=False),
}
"""What something is done to: ``own`` belongs to the organisation of who asks, ``released`` was released to it, and so on."""
LETTERS = {
    "P": "party", "Y": "yours", "O": "office", "U": "authority", "R": "released", "T": "participant", "A": "administrator",
    "s": "sign-in", "o": "scope", "f": "second-factor", "a": "not-administrator", "c": "closed", "p": "other-party",
    "r": "role", "y": "not-yours", "t": "not-participant", "k": "need-to-know",
}  # fmt: skip
"""A capital is a yes, the others a no, each with its reason."""
BY_REASON = {reason: letter for letter, reason in LETTERS.items()}
OFFICE = frozenset({(MINE, Party.OFFICE, Role.HEAD)})
OTHERS = {
    "visitor": Who(),
    "member of nothing": Who(signed_in=True),
    "administrator": Who(signed_in=True, administrator=True),
    "administrator without a second factor": Who(signed_in=True, administrator=True, second_factor=False),
    "head of the office without a second factor": Who(signed_in=True, memberships=OFFICE, second_factor=False),
    "token of that head with every scope": Who(signed_in=True, memberships=OFFICE, scopes=frozenset(map(str, Action))),
    "the same without a second factor": Who(signed_in=True, memberships=OFFICE, second_factor=False, scopes=frozenset(map(str, Action))),
    "token of that head with no scope": Who(signed_in=True, memberships=OFFICE, scopes=frozenset()),
}  # fmt: skip


def answers(action: Action, on: On) -> list[str]:
    def letter(asker: Who) -> str:
        allowed, reason = may(asker, action, on)
        found = BY_REASON[reason]
        assert found.isupper() is allowed, (action, reason)
        return found

    def member(party: Party, role: Role) -> Who:
        return Who(signed_in=True, memberships=frozenset({(MINE, party, role)}))

    parties = ["".join(letter(member(party, role)) for role in Role) for party in Party]
    return [*parties, "".join(map(letter, OTHERS.values()))]


def table() -> str:
    heads = [party.value for party in Party] + ["others"]
    widths = [max(len(head), len(Role)) for head in heads]
    legend = ", ".join(f"{letter} {reason}" for letter, reason in LETTERS.items())
    lines = [
        "# Who may do what. A capital is a yes, any other letter a no: " + legend,
        "# Under each party its roles in turn: " + ", ".join(Role),
        "# Under others in turn: " + ", ".join(OTHERS),
    ]
    lines.append(
        "  ".join(
            [f"{'action':<22}{'object':<12}", *(h.ljust(w) for h, w in zip(heads, widths, strict=True))]
        )
    )
    for action in Action:
        for name, on in OBJECTS.items():
            cells = [one.ljust(w) for one, w in zip(answers(action, on), widths, strict=True)]
            lines.append("  ".join([f"{action.value:<22}{name:<12}", *cells]))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def test_every_answer_is_the_one_that_was_reviewed(tmp_path: Path) -> None:
    found, known = table(), TABLE.read_text(encoding="utf-8")
    (tmp_path / TABLE.name).write_text(found, encoding="utf-8")
    new = [line for line in found.splitlines() if line not in known.splitlines()]
    assert found == known, f"Review, then copy {tmp_path / TABLE.name} over {TABLE.name}:\n" + "\n".join(new)


def test_the_table_holds_every_action_object_party_and_role() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith(("#", "action"))]
    assert {(action, on) for action, on, *_ in rows} == {(str(one), on) for one in Action for on in OBJECTS}
    assert len(rows) == len(Action) * len(OBJECTS)
    head = next(line for line in lines if line.startswith("action")).split()
    assert head[2:] == [*map(str, Party), "others"]
    assert {len(cell) for row in rows for cell in row[2:-1]} == {len(Role)}
    assert {len(row[-1]) for row in rows} == {len(OTHERS)}
