# SPDX-License-Identifier: EUPL-1.2
"""The law as dated data: what Regulation (EU) 2024/1689 and its guidance say, on which date, and how a verdict follows.

Records stand in ``data/``, one TOML file per article and one per legal concept; no legal number, date or label is in code.
"""
