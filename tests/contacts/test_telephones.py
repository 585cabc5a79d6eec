from __future__ import annotations

import pytest

from contacts.templatetags.directory import dialled, to_dial


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


def test_each_number_in_a_sentence_is_a_link_and_the_rest_is_text() -> None:
    shown = to_dial("Desk <b>: +40 21 555 0100, night +373 (22) 000-001.")
    assert 'href="tel:+40215550100"' in shown
    assert ">+373 (22) 000-001</a>." in shown
    assert "&lt;b&gt;" in shown


def test_what_is_no_number_with_a_country_stays_as_it_is() -> None:
    assert to_dial("") == ""
    assert to_dial("at 10:00+02:00, file 112 & 3") == "at 10:00+02:00, file 112 &amp; 3"
