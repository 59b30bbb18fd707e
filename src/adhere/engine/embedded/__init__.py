# SPDX-License-Identifier: EUPL-1.2
"""The embedded engine: DuckDB 2 (https://duckdb.org/docs/stable/) with the limits that were asked, and nothing of it left behind."""

from adhere.engine.embedded.failures import EngineError
from adhere.engine.embedded.sessions import Session, octets_of, open_session, pass_on_interrupt

__all__ = ["EngineError", "Session", "octets_of", "open_session", "pass_on_interrupt"]
