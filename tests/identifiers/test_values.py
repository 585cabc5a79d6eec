"""Each type of identifier: what is kept of what was typed, and why it is refused."""

from __future__ import annotations

import pytest

from requests_app.identifiers.values import TYPES, clean_value
from requests_app.kinds.fields import FieldError
from requests_app.models import Identifier
from tests.identifiers.cases import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_value(case: Case) -> None:
    if case.refused:
        with pytest.raises(FieldError) as refusal:
            clean_value(case.type, case.typed)
        assert str(refusal.value).startswith(case.refused)
    else:
        assert clean_value(case.type, case.typed) == case.kept
        assert clean_value(case.type, case.kept) == case.kept


@pytest.mark.parametrize("raw", [None, 7, 7.5, True, [], {}, b"x", ""])
def test_what_is_no_text(raw: object) -> None:
    with pytest.raises(FieldError, match="Enter the value of the identifier"):
        clean_value("ip", raw)


def test_the_rules_know_every_type_that_is_stored() -> None:
    assert set(TYPES) == set(Identifier.Type.values) == {case.type for case in CASES}
