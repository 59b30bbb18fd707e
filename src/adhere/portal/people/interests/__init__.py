# SPDX-License-Identifier: EUPL-1.2
"""Interests people declare when they take part in drawing up a code. Article 56(3)."""
