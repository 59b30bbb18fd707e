# SPDX-License-Identifier: EUPL-1.2
"""Qualified alerts of the scientific panel. Article 90."""
