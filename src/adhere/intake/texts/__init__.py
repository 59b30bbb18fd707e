# SPDX-License-Identifier: EUPL-1.2
"""Official texts of the law out of what people have: pages of EUR-Lex, Formex, Markdown, plain text, and our own JSON."""
