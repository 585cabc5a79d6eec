"""The answers of the authority that was asked, and its order to who holds the data."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings

from mla_portal.errors import Invalid
from templates_app.context import RequestDocument
from templates_app.notice import Notice, NoticeDocument, RefusalGround, RequestKind, Result, Threat
from templates_app.rendering import render_html, render_pdf
from templates_app.versions import current_version
from tests.templates_app.anything import anything
from tests.templates_app.notices import ACKNOWLEDGEMENT, NOTICES
from tests.templates_app.reading import page_texts, seen
from tests.templates_app.samples import PHISHING

GOLDEN = Path(__file__).parent / "golden"


def page(document: NoticeDocument, *languages: str) -> str:
    return seen(render_html(current_version(document.kind, *languages), document))


def test_every_notice_has_its_template() -> None:
    assert set(NOTICES) == {notice.value for notice in Notice}
    assert [current_version(notice).code for notice in Notice] == list(Notice)


@pytest.mark.parametrize("kind", NOTICES)
def test_the_text_of_the_notice_is_the_golden_one(kind: str) -> None:
    """After a wanted change: REFRESH_GOLDEN=1 .venv/bin/pytest tests/templates_app, and read the difference."""
    pages = page_texts(render_pdf(current_version(kind), NOTICES[kind]))
    text, golden = "\n\n=== page ===\n\n".join(pages) + "\n", GOLDEN / f"{kind}_en.txt"
    if os.environ.get("REFRESH_GOLDEN"):
        golden.write_text(text)

    assert text == golden.read_text()


@given(anything(NoticeDocument))
@settings(max_examples=30)
def test_every_notice_survives_the_round_trip(document: NoticeDocument) -> None:
    assert NoticeDocument.from_json(document.to_json()) == document


def test_a_notice_is_not_taken_for_a_request_nor_a_request_for_a_notice() -> None:
    for read, text in ((RequestDocument, ACKNOWLEDGEMENT.to_json()), (NoticeDocument, PHISHING.to_json())):
        with pytest.raises(Invalid) as refusal:
            read.from_json(text)
        assert list(refusal.value.errors) == ["schema"]


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="without an offset"):
        replace(ACKNOWLEDGEMENT, received_at=datetime(2026, 11, 21, 11, 2))  # noqa: DTZ001


def test_it_stands_on_the_letterhead_of_who_answers() -> None:
    html = render_html(current_version("acknowledgement"), ACKNOWLEDGEMENT)

    assert '<p class="organisation">National High Tech Crime Unit, 24/7 point of contact</p>' in html


def test_an_acknowledgement_says_when_it_was_received_and_promises_nothing() -> None:
    words = page(ACKNOWLEDGEMENT)

    assert "Received 2026-11-21 11:02:44 +01:00 = 2026-11-21 10:02:44 UTC" in words
    assert "Reference number of the requested authority NL-HTC-2026-118" in words
    assert "This does not say whether it will be executed." in words


@pytest.mark.parametrize("ground", RefusalGround)
def test_a_refusal_ticks_its_ground_and_cites_the_paragraph(ground: RefusalGround) -> None:
    refusal = replace(NOTICES["refusal"], ground=ground, article="29(5)(a)")
    words = page(refusal)

    assert words.count("☒") == 1
    assert "Paragraph relied on 29(5)(a)" in words


def test_a_consultation_ticks_what_it_warns_of() -> None:
    words = page(replace(NOTICES["consultation"], threats=(Threat.AVAILABILITY,)))

    assert "☒ will not ensure the future availability of the data" in words
    assert "☐ will threaten the confidentiality" in words


def test_a_report_says_whether_the_data_are_kept_until_the_request_is_decided() -> None:
    report = NOTICES["preservation_report"]

    assert "If a request for mutual assistance is received before that day" in page(report)
    assert "A request for mutual assistance has been received" in page(replace(report, held_pending_decision=True))


def test_an_order_to_a_provider_says_nothing_of_who_asked_abroad() -> None:
    order = page(NOTICES["preservation_order"])

    assert "GE-2026-00417" not in order
    assert "Georgia" not in order
    assert "198.51.100.23" in order


def test_words_of_a_closed_list_inside_a_notice_stand_in_both_languages() -> None:
    assert "Kind of request Type de demande Preservation of data (Article 29) Conservation de données (article 29)" in (
        page(ACKNOWLEDGEMENT, "en", "fr")
    )


def test_a_frozen_notice_is_read_as_it_was() -> None:
    """A new field has a default: what was written without it is still read."""
    written = json.loads(ACKNOWLEDGEMENT.to_json())
    del written["translations"], written["languages"], written["final"]

    assert NoticeDocument.from_json(json.dumps(written)) == ACKNOWLEDGEMENT


@pytest.mark.parametrize("kind", [Result, RequestKind])
def test_every_word_of_a_closed_list_has_its_name(kind: type[StrEnum]) -> None:
    for notice in Notice:
        assert {f"{kind.__name__}.{word}" for word in kind} <= set(current_version(notice).choices)
