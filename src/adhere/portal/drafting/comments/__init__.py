# SPDX-License-Identifier: EUPL-1.2
"""Comments on clauses, their answers, moderation, and surveys. Article 56(3)."""
