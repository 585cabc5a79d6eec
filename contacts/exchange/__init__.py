"""Files of the directory, CSV for one table and JSON for several: how they are written and how they are read. Pure.

A cell holds the text that `contacts.entries` describes. What is written here reads back as it was.
"""

from __future__ import annotations

from contacts.exchange.csv_files import csv_parts
from contacts.exchange.json_files import json_parts
from contacts.exchange.preview import Change, Handed, Preview
from contacts.exchange.reading import PROBLEMS_LIMIT, ROWS_LIMIT, SIZE_LIMIT, file_read
from contacts.exchange.rows import Contents, Problem, Row

__all__ = [
    "PROBLEMS_LIMIT",
    "ROWS_LIMIT",
    "SIZE_LIMIT",
    "Change",
    "Contents",
    "Handed",
    "Preview",
    "Problem",
    "Row",
    "csv_parts",
    "file_read",
    "json_parts",
]
