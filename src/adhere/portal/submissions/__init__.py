# SPDX-License-Identifier: EUPL-1.2
"""What providers hand in: signed packs of documentation, summaries and reports, with a receipt that proves it. Articles 53, 55 and 56(5)."""
