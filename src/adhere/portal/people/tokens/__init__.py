# SPDX-License-Identifier: EUPL-1.2
"""Keys to the API: for an organisation, with the acts each opens, for a time."""
