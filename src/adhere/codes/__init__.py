# SPDX-License-Identifier: EUPL-1.2
"""Codes of practice as living objects: their structure, what they cover, and how drafts became the final (Article 56)."""
