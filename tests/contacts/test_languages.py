"""The official languages of a country."""

from __future__ import annotations

import pytest

from contacts.languages import official_languages


@pytest.mark.parametrize(
    ("country", "languages"),
    [
        ("RO", ("ro",)),
        ("MD", ("ro",)),
        ("BA", ("bs", "hr", "sr")),
        ("ME", ("cnr",)),
        ("RS", ("sr",)),
        ("BE", ("nl", "fr", "de")),
        ("US", ("en",)),
        ("ZZ", ()),
    ],
)
def test_what_a_country_speaks_by_its_law(country: str, languages: tuple[str, ...]) -> None:
    assert official_languages(country) == languages
