"""A template version is data: it can be written down, kept, and read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mla_portal.errors import Invalid
from templates_app.versions import VERSIONS, current_version
from templates_app.versions.data import version_from_data, version_to_data
from templates_app.versions.model import TemplateVersion

every_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.name)


@every_version
def test_every_version_survives_the_round_trip(version: TemplateVersion) -> None:
    assert version_from_data(json.loads(json.dumps(version_to_data(version)))) == version


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ((), [], "template"),
        (("version",), "2", "version"),
        (("colour",), "red", "colour"),
        (("words", "page"), 1, "words.page"),
        (("choices",), [], "choices"),
        (("choices", "IdentifierType.ip"), None, "choices.IdentifierType.ip"),
        (("items",), {}, "items"),
        (("items", 0), "heading", "items.0"),
        (("items", 0, "blocks", 0, "block"), "script", "items.0.blocks.0.block"),
        (("items", 0, "blocks", 0, "block"), None, "items.0.blocks.0.block"),
        (("items", 0, "blocks", 0, "value"), None, "items.0.blocks.0.value"),
        (("items", 2, "blocks", 0, "ticks", 0, "label"), 1, "items.2.blocks.0.ticks.0.label"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(path: tuple[str | int, ...], value: object, field: str) -> None:
    data: Any = {"": version_to_data(current_version("preservation"))}
    place, steps = data, ("", *path)
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = value

    with pytest.raises(Invalid) as refusal:
        version_from_data(data[""])

    assert list(refusal.value.errors) == [field]


def test_a_missing_field_is_named() -> None:
    data = version_to_data(current_version("preservation"))
    del data["items"][0]["heading"]

    with pytest.raises(Invalid) as refusal:
        version_from_data(data)

    assert list(refusal.value.errors) == ["items.0.heading"]
