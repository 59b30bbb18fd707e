# SPDX-License-Identifier: EUPL-1.2
"""The command line: reads arguments, calls the core, prints text or JSON. It holds no rule of the law."""
