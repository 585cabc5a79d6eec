"""The input of a document: plain data that survives being written down."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from mla_portal.errors import Invalid
from templates_app.context import Identifier, IdentifierType, RequestDocument
from tests.templates_app.anything import anything
from tests.templates_app.samples import PHISHING


@given(anything(RequestDocument))
@settings(max_examples=60)
def test_every_document_survives_the_round_trip(document: RequestDocument) -> None:
    written = document.to_json()
    read = RequestDocument.from_json(written)

    assert read == document
    assert read.to_json() == written


def test_a_document_frozen_before_the_schema_grew_is_read_as_it_was() -> None:
    """`frozen` holds what the first version of the product wrote: it is never written anew."""
    frozen = (Path(__file__).parent / "frozen" / "preservation_1.json").read_text()
    read = RequestDocument.from_json(frozen)

    assert read == PHISHING
    assert holds(json.loads(read.to_json()), json.loads(frozen))


def holds(now: Any, then: Any) -> bool:
    """Everything that was said then is still said; what the schema has since is beside it."""
    if isinstance(then, dict):
        return all(name in now and holds(now[name], value) for name, value in then.items())
    return bool(now == then)


def test_the_offset_an_instant_was_given_with_is_kept() -> None:
    read = RequestDocument.from_json(PHISHING.to_json())
    at = read.identifiers[0].at

    assert at is not None
    assert at.isoformat() == "2026-11-14T08:21:07+04:00"


def test_the_json_is_canonical() -> None:
    """RFC 8785: sorted names, no spaces; reading it in any order gives the same bytes again."""
    data = json.loads(PHISHING.to_json())
    shuffled = json.dumps(dict(reversed(data.items())), indent=2)

    assert list(data) == sorted(data)
    assert RequestDocument.from_json(shuffled).to_json() == PHISHING.to_json()


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="without an offset"):
        Identifier(type=IdentifierType.IP, value="192.0.2.1", at=datetime(2026, 11, 14, 8, 21))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("schema",), "somebody-else/1", "schema"),
        (("schema_version",), 99, "schema"),
        (("reference",), 17, "reference"),
        (("revision",), True, "revision"),
        (("revision",), 1.5, "revision"),
        (("revision",), 2**53, "revision"),
        (("urgency",), "very", "urgency"),
        (("dated",), "21/11/2026", "dated"),
        (("offences",), {}, "offences"),
        (("facts",), "half a character: \ud800", "facts"),
        (("colour",), "red", "colour"),
        (("court",), {"case_number": "1"}, "court.authority"),
        (("identifiers", 0, "type"), "iris", "identifiers.0.type"),
        (("identifiers", 3, "at"), "2026-11-15T19:03:12", "identifiers.3"),
        (("identifiers", 3, "at"), "0001-01-01T00:00:00+14:00", "identifiers.3"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(path: tuple[str | int, ...], value: object, field: str) -> None:
    data = json.loads(PHISHING.to_json())
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(Invalid) as refusal:
        RequestDocument.from_json(json.dumps(data))

    assert list(refusal.value.errors) == [field]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"', "{}", b"\xff\xfe\x00", "[" * 100_000])
def test_what_is_no_document_is_refused(text: str | bytes) -> None:
    with pytest.raises(Invalid):
        RequestDocument.from_json(text)
