# SPDX-License-Identifier: EUPL-1.2
"""Reporting: indicators, and the reports of signatories on what they did and what came of it (Article 56(5))."""
