# SPDX-License-Identifier: EUPL-1.2
"""Drafts: written clause by clause, published and then frozen, compared and held against the law. Article 56(2), (4) and (8)."""
