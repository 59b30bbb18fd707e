# SPDX-License-Identifier: EUPL-1.2
"""The commands, one module each, imported when called."""
