# SPDX-License-Identifier: EUPL-1.2
"""Models: facts read from their files, compute, classification; no file system, no framework.

Articles 3(63), 51 to 55 of Regulation (EU) 2024/1689.
"""
