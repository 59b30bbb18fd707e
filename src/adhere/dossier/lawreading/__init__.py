# SPDX-License-Identifier: EUPL-1.2
"""Reading the law: a provision as a page, with its words, our records, the terms, what changed and what rests on it."""
