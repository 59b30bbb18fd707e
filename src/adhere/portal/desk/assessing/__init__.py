# SPDX-License-Identifier: EUPL-1.2
"""Assessing the adequacy of a code, with the opinion of the Board. Article 56(6) and (8)."""
