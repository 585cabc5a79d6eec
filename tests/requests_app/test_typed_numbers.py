"""A number is what is written in plain digits, not what a program can make of it."""

from __future__ import annotations

from typing import Any

import pytest

from requests_app.identifiers.one import clean_port
from requests_app.kinds.fields import FieldError, whole_number


@pytest.mark.parametrize(("raw", "number"), [(60, 60), ("60", 60), (" 60 ", 60), ("-1", -1), (0, 0)])
def test_a_number(raw: Any, number: int) -> None:
    assert whole_number(raw) == number


@pytest.mark.parametrize(
    "raw", ["6_0", "٦٠", "60.0", "1e3", "0x10", "", " ", "--5", "9" * 5000, True, 60.0, None, [], {}]
)
def test_what_is_none(raw: Any) -> None:
    assert whole_number(raw) is None


@pytest.mark.parametrize("raw", ["4_43", "٤٤٣", "0", "65536", "-1", 443.0, True])
def test_a_port_is_a_plain_number(raw: Any) -> None:
    with pytest.raises(FieldError):
        clean_port(raw)
