# SPDX-License-Identifier: EUPL-1.2
"""Reservations of rights that machines can read, besides robots.txt: Article 4(3) of Directive (EU) 2019/790, and Article 53(1)(c)."""
