# SPDX-License-Identifier: EUPL-1.2
"""Documents from forms: HTML, Markdown, DOCX, ODT, PDF and JSON, the same to the byte each time."""
