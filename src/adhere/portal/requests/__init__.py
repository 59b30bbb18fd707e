# SPDX-License-Identifier: EUPL-1.2
"""Requests for documentation: of downstream providers within the days of the code, of authorities and the office under Article 91."""
