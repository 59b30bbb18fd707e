# SPDX-License-Identifier: EUPL-1.2
"""The portal in a real browser: what stands in the way of people on any page, and journeys from start to end."""
