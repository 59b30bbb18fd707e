# SPDX-License-Identifier: EUPL-1.2
"""Monitoring: whether objectives are achieved, and whether a code is adequate (Article 56(6) and (8))."""
