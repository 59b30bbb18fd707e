# SPDX-License-Identifier: EUPL-1.2
"""Official texts of the law as values: provisions with permanent ids, languages side by side, versions compared.

No text of the law is packaged; it comes in through ``adhere.intake.texts`` from a file of the user.
"""
