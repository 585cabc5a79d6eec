"""A document in two languages: every label in both, what people typed as typed, its translation beside it."""

from __future__ import annotations

from dataclasses import replace

from templates_app.composition import compose
from templates_app.context import Translation
from templates_app.rendering import render_html, render_pdf
from templates_app.versions import current_version
from tests.templates_app.reading import page_texts, seen
from tests.templates_app.samples import EMPTY, PHISHING

BOTH = replace(
    PHISHING,
    languages=("en", "fr"),
    translations=(
        Translation(
            field="necessity", language="fr", text="Les serveurs sont loués à la journée.\n\nIls seront rendus."
        ),
        Translation(field="urgency_details", language="fr", text="De nouvelles victimes.", machine=True),
    ),
)


def test_labels_stand_under_each_other_and_know_their_language() -> None:
    html = render_html(current_version("preservation", "en", "fr"), BOTH)

    assert '<html lang="en">' in html
    assert '<span class="in" lang="en">Urgency</span> <span class="in" lang="fr">Urgence</span>' in html
    assert "☒ Crime in progress Infraction en cours" in seen(html)
    assert "90 days from the day on which the preservation takes effect 90 jours à compter du jour" in seen(html)


def test_a_word_that_is_the_same_in_both_stands_once() -> None:
    html = render_html(current_version("preservation", "en", "fr"), BOTH)

    assert "SHA-256 SHA-256" not in seen(html)
    assert "URGENT URGENT" not in seen(html)


def test_what_was_not_provided_is_said_in_both() -> None:
    assert "not provided non communiqué" in seen(render_html(current_version("preservation", "en", "fr"), EMPTY))


def test_a_translation_stands_under_the_original_and_says_which_prevails() -> None:
    html = render_html(current_version("preservation", "en", "fr"), BOTH)
    words = seen(html)

    assert words.index("The servers are rented by the day") < words.index("Les serveurs sont loués")
    assert "Translation. The original prevails. Traduction. L’original fait foi. Les serveurs sont loués" in words
    assert '<p class="prose" lang="fr">Ils seront rendus.</p>' in html


def test_a_machine_translation_is_called_one() -> None:
    words = seen(render_html(current_version("preservation", "en", "fr"), BOTH))

    assert "Machine translation, not checked by a person. The original prevails. Traduction automatique" in words


def test_the_translation_of_a_line_stands_with_its_value() -> None:
    items = compose(current_version("preservation", "en", "fr"), BOTH).items
    pairs = [pair for item in items for block in item.blocks for pair in block.pairs if pair.translations]

    assert [(pair.label, pair.translations[0].paragraphs) for pair in pairs] == [
        ("Details\nPrécisions", ("De nouvelles victimes.",))
    ]


def test_the_pages_are_counted_in_both() -> None:
    pdf = render_pdf(current_version("preservation", "en", "fr"), BOTH)

    assert f"Page 2 of {pdf.pages} · Page 2 sur {pdf.pages}" in page_texts(pdf)[1]
