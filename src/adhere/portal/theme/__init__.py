# SPDX-License-Identifier: EUPL-1.2
"""How the portal looks: templates, style and the tags that fill in words."""
