# SPDX-License-Identifier: EUPL-1.2
"""The registers, the library, the log, the intake and the desk for programs: ``/api/v1``, described by its ``openapi.json``."""
