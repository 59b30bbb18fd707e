# SPDX-License-Identifier: EUPL-1.2
"""The desk of the office: queues of work, evaluation, questions, incidents, complaints, alerts and the assessment of a code. Article 56(6), 89, 90."""
