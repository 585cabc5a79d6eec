"""A character that no shipped font has is refused by name, before it breaks a document silently."""

from __future__ import annotations

from dataclasses import replace

import pytest

from templates_app.printable import Unprintable, unprintable_characters
from templates_app.rendering import render_html, render_pdf
from templates_app.versions.model import TemplateVersion
from tests.templates_app.reading import page_texts, seen
from tests.templates_app.samples import IDENTIFIERS, PHISHING


def test_a_document_in_the_scripts_of_the_members_can_be_printed() -> None:
    names = "Ťęşť Ağırlaşdırılmış əmək – Žalba – Ђорђе – Слідство ї є ґ – ქართული ᲥᲐᲠᲗᲣᲚᲘ – Հայերեն և – Ελληνικά – Țară"

    assert unprintable_characters(replace(PHISHING, facts=names)) == {}


def test_typographic_signs_can_be_printed() -> None:
    signs = "„Zitat“ – 5 €, 10 ₾, 3 ₴, № 4, § 7 → ≤ ≠ ✓ ☒ • …\tx\r\ny"

    assert unprintable_characters(replace(PHISHING, facts=signs)) == {}


def test_each_field_is_named_with_its_characters() -> None:
    strange = replace(IDENTIFIERS[0], note="ភ្នំពេញ")
    document = replace(PHISHING, facts="fire 🔥", identifiers=(IDENTIFIERS[1], strange))

    assert unprintable_characters(document) == {"facts": {"🔥"}, "identifiers.1.note": set("ភ្នំពេញ")}


@pytest.mark.parametrize("render", [render_html, render_pdf])
def test_rendering_refuses_and_says_which_character(version: TemplateVersion, render: object) -> None:
    assert callable(render)
    with pytest.raises(Unprintable) as refusal:
        render(version, replace(PHISHING, necessity="fire 🔥"))

    assert refusal.value.errors == {
        "necessity": ["These characters cannot be printed: FIRE (U+1F525). Write them another way."]
    }


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ue000", "\uffff", "\ud800"])
def test_characters_that_are_none_are_refused(character: str) -> None:
    assert unprintable_characters(replace(PHISHING, facts=f"a{character}b")) == {"facts": {character}}


def test_invisible_characters_are_left_out_so_that_the_text_reads_as_it_is(version: TemplateVersion) -> None:
    """A direction override would show "elpmaxe.knab" for "bank.example"."""
    document = replace(PHISHING, facts="\u202ebank.example\u202c zero\u200bwidth soft\u00adhyphen \ufeff+995")

    assert "bank.example zerowidth softhyphen +995" in seen(render_html(version, document))
    assert "bank.example zerowidth softhyphen +995" in " ".join(page_texts(render_pdf(version, document)))
