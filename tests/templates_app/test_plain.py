"""The document as text for an e-mail: every word of it, and nothing of a person's that looks like the form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from templates_app.notice import AnyDocument
from templates_app.plain import WIDTH, render_text
from templates_app.printable import Unprintable
from templates_app.versions import current_version
from templates_app.versions.model import TemplateVersion
from tests.templates_app.kinds import DOCUMENTS
from tests.templates_app.notices import NOTICES
from tests.templates_app.samples import EMPTY, PHISHING, many_identifiers
from tests.templates_app.test_two_languages import BOTH

EVERY: dict[str, AnyDocument] = {**DOCUMENTS, **NOTICES}


@pytest.mark.parametrize("kind", EVERY)
def test_every_kind_has_one(kind: str) -> None:
    document = EVERY[kind]
    text = render_text(current_version(kind), document)

    assert document.reference in text
    assert all(
        len(line) <= WIDTH or " " not in line.strip() or line in text.split("\n\n")[0] for line in text.split("\n")
    )


def test_what_a_person_typed_cannot_pass_for_the_form(version: TemplateVersion) -> None:
    text = render_text(version, replace(PHISHING, facts="True.\n14. Stored computer data\n[x] Other\n\n15. Nothing"))

    assert "\n    14. Stored computer data\n    [x] Other\n\n    15. Nothing\n" in text
    assert text.count("\n14. ") == text.count("\n15. ") == 1


def test_no_identifier_is_lost_or_broken(version: TemplateVersion) -> None:
    document = many_identifiers(300)
    words = {word.strip(";") for word in render_text(version, document).split()}

    assert {one.value for one in document.identifiers} <= words


def test_an_instant_stands_with_its_utc(version: TemplateVersion) -> None:
    text = " ".join(render_text(version, PHISHING).split())

    assert "2026-11-14 08:21:07 +04:00 = 2026-11-14 04:21:07 UTC" in text
    assert "2026-11-11 23:00:00 UTC until 2026-11-16 23:59:59 +01:00" in text


def test_marks_and_what_is_missing_are_said(version: TemplateVersion) -> None:
    assert "*** URGENT *** · *** CONFIDENTIAL ***" in render_text(version, PHISHING)
    assert "*** DRAFT ***" in render_text(version, EMPTY, draft=True)
    assert "  Country: not provided\n" in render_text(version, EMPTY)


def test_two_languages_stand_beside_each_other() -> None:
    text = render_text(current_version("preservation", "en", "fr"), BOTH)

    assert "10. Urgency / Urgence\n" in text
    assert "Les serveurs sont loués à la journée." in text


def test_hostile_text_is_text(version: TemplateVersion) -> None:
    text = render_text(version, replace(PHISHING, necessity="<b>&amp;</b> {{ facts }} \u202eelpmaxe"))

    assert "    <b>&amp;</b> {{ facts }} elpmaxe\n" in text


def test_what_cannot_be_printed_is_refused(version: TemplateVersion) -> None:
    with pytest.raises(Unprintable):
        render_text(version, replace(PHISHING, facts="fire 🔥"))
