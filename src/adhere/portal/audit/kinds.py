# SPDX-License-Identifier: EUPL-1.2
"""The kinds of event there are, ``<subject>:<act>``; nothing else enters the log."""

from __future__ import annotations

KINDS = frozenset({
    "portal:started",
    "person:invited", "person:joined", "person:left", "person:role-changed", "person:erased", "person:address-changed", "person:ways-in-closed", "person:token-made", "person:token-withdrawn",
    "organisation:made", "organisation:changed", "invitation:withdrawn", "interest:declared", "interest:ended",
    "code:opened", "code:called", "code:participant-selected", "code:participant-declined", "code:group-made", "code:meeting-set",
    "code:draft-published", "code:clause-changed", "code:commented", "code:comment-answered", "code:comment-moderated",
    "code:minutes-published", "code:published", "code:review-planned", "code:survey-imported",
    "code:closed", "code:call-closed", "code:applied", "code:participant-left", "code:seat-given", "code:seat-ended",
    "code:meeting-cancelled", "code:draft-begun",
    "adherence:stated", "adherence:confirmed", "adherence:refused", "adherence:changed", "adherence:withdrawn",
    "key:registered", "key:replaced", "key:withdrawn", "calendar:address-made", "calendar:address-withdrawn",
    "bundle:received", "bundle:refused", "bundle:corrected", "report:received", "report:evaluated", "summary:registered",
    "summary:link-added", "model:registered", "model:changed", "standard:registered",
    "finding:made", "question:asked", "question:answered", "question:closed", "incident:received", "incident:changed", "complaint:received",
    "complaint:acknowledged", "complaint:answered", "alert:received", "alert:handled", "assessment:opened", "assessment:opinion-given", "assessment:published",
    "decision:made", "request:made", "request:forwarded", "request:answered", "request:refused", "request:extended", "pack:released", "pack:withdrawn", "confidential:read",
    "export:made", "backup:made", "backup:restored", "witness:registered", "witness:withdrawn",
})  # fmt: skip
