# SPDX-License-Identifier: EUPL-1.2
"""Members of an organisation and their roles: whoever heads it here manages them, every change is dated, the last head stays."""
