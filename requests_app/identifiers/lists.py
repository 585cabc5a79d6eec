"""A list of identifiers as it is pasted or loaded, whatever its form."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from requests_app.identifiers.lines import read_lines
from requests_app.identifiers.rows import Line
from requests_app.identifiers.tables import has_header, read_table
from requests_app.identifiers.together import MAX_IDENTIFIERS


def read_list(text: str, *, type_: str = "", clock: str = "") -> Iterator[Line]:
    """The lines with something on them: of a table where the first line names its columns, else each by itself.

    Reading ends one line after as many as a request holds.
    """
    read = read_table if has_header(text) else read_lines
    return islice(read(text, type_=type_, clock=clock), MAX_IDENTIFIERS + 1)


def count_lines(text: str) -> int:
    return sum(1 for line in io.StringIO(text) if line.strip())
