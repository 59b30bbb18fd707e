# SPDX-License-Identifier: EUPL-1.2
"""Drawing up a code: calls, participants, groups and meetings, drafts and comments, publication and review. Article 56(1), (3), (4), (8)."""
