# SPDX-License-Identifier: EUPL-1.2
"""Questions of the office to providers, and their answers."""
