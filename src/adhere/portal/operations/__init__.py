# SPDX-License-Identifier: EUPL-1.2
"""Running a portal: copies that can be put back, whether all is well, and figures for whoever watches over it."""
