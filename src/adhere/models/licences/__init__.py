# SPDX-License-Identifier: EUPL-1.2
"""Licences: which one a text or a tag is, and how it reads for the open-source exemption.

The exemption is Article 53(2) of Regulation (EU) 2024/1689; what disqualifies a licence is in section 4 of the
Commission's Guidelines. The reading judges a licence alone, is the project's own and is no legal advice.
"""
