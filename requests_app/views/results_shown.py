"""What waits of the results, beside the lines of a list."""

from __future__ import annotations

from collections.abc import Sequence

from requests_app.models import Request
from requests_app.selectors.results_waiting import results_waiting_of


def mark_results(rows: Sequence[Request]) -> None:
    """Lays `results_waiting` with each row, None where nothing waits."""
    waiting = results_waiting_of(rows) if rows else {}
    for row in rows:
        row.results_waiting = waiting.get(row.pk)  # type: ignore[attr-defined]  # for the template
