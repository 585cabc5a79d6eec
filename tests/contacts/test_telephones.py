from __future__ import annotations

import pytest

from contacts.templatetags.directory import dialled


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("+995 32 555-0100", "tel:+995325550100"),
        ("+44 (0)20 7946 0000", "tel:+442079460000"),
        ("032 555 0100", ""),
        ("+995 32 555 0100 ext. 12", ""),
        ("", ""),
        ("+", ""),
    ],
)
def test_only_a_number_that_can_be_dialled_from_anywhere_is_a_link(written: str, link: str) -> None:
    assert dialled(written) == link
