# SPDX-License-Identifier: EUPL-1.2
"""Requirements and measures, for who has work to do."""
