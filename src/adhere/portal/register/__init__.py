# SPDX-License-Identifier: EUPL-1.2
"""The public registers: signatories, models, summaries, standards, assessments and decisions, with their history."""
