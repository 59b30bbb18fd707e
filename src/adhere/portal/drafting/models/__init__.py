# SPDX-License-Identifier: EUPL-1.2
"""What is kept of the drawing up of a code."""

from __future__ import annotations

from adhere.portal.drafting.models.comments import Answer, Comment, Moderation, Survey
from adhere.portal.drafting.models.meetings import Meeting, Minutes
from adhere.portal.drafting.models.parties import Application, Call, Group, Participant, Seat
from adhere.portal.drafting.models.texts import Clause, Draft, Wording
from adhere.portal.drafting.models.works import ReviewPlan, Version, Work

__all__ = [
    "Answer",
    "Application",
    "Call",
    "Clause",
    "Comment",
    "Draft",
    "Group",
    "Meeting",
    "Minutes",
    "Moderation",
    "Participant",
    "ReviewPlan",
    "Seat",
    "Survey",
    "Version",
    "Wording",
    "Work",
]
