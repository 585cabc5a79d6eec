"""The legal basis of a draft: what it begins with, what may be chosen, what its document says, what is left of it."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import InternalError, connection, transaction
from django.utils import timezone

from contacts.models import Instrument, InstrumentStatus
from mla_portal.errors import Invalid
from requests_app.forms.section import SectionForm
from requests_app.kinds import KINDS
from requests_app.kinds.sections import PARTIES
from requests_app.merging import mark
from requests_app.models import Case, Request
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.document_context import document_context
from requests_app.services.actions import action_perform
from requests_app.services.drafts import request_draft, request_edit
from requests_app.services.sections import section_save
from requests_app.services.transmissions import Cautioned
from tests.kinds import COMPLETE
from tests.world import World

pytestmark = pytest.mark.django_db

CONVENTION = "Convention on Cybercrime (CETS 185), "


def treaty(code: str, *countries: str, kind: str = "multilateral") -> None:
    made = Instrument.objects.create(code=code, name=f"Treaty {code} in full", short_name=code, kind=kind)
    for country in countries:
        InstrumentStatus.objects.create(
            code=f"{country}-{code}", jurisdiction_id=country, instrument=made, in_force_from=date(2012, 1, 1)
        )


def mla(world: World, **more: Any) -> Request:
    given = {"requested_authority": world.asked, "kind": "mla_subscriber", **more}
    return request_draft(actor=world.officer, **{"case": Case.objects.first() or world.case(), **given})


def lines(request: Request) -> tuple[str, ...]:
    return document_context(request, now=timezone.now()).legal_basis.instruments


def code_of(request: Request) -> str:
    return request.instrument.code if request.instrument else ""


def test_a_draft_begins_with_the_best(world: World) -> None:
    treaty("GE-RO", "GE", "RO", kind="bilateral")
    preservation = world.draft()
    assert (code_of(preservation), lines(preservation)) == ("CETS185", (CONVENTION + "Articles 29, 30 and 35",))
    assistance = mla(world, case=preservation.case)
    assert code_of(assistance) == "GE-RO"
    assert lines(assistance) == ("Treaty GE-RO in full", CONVENTION + "Article 31")


def test_without_a_treaty_articles_27_and_28_are_cited(world: World) -> None:
    assert lines(mla(world)) == (CONVENTION + "Articles 27, 28 and 31",)


@pytest.mark.parametrize(
    ("basis", "nature", "purpose", "offences", "identifiers"),
    [
        ("CETS185", "", "31(1)", "31(1)", "31(1)"),
        ("ETS030", "multilateral", "14(1)(b) ETS 030", "14(2) ETS 030", "31(1)"),
        ("UNCC", "multilateral", "40 UNCC", "40 UNCC", "31(1)"),
        ("GE-RO", "bilateral", "31(1)", "31(1)", "31(1)"),
        ("", "", "31(1)", "31(1)", "31(1)"),
    ],
)
def test_what_is_missing_is_cited_from_the_treaty_that_it_is_made_under(
    world: World, basis: str, nature: str, purpose: str, offences: str, identifiers: str
) -> None:
    if nature:
        treaty(basis, "GE", "RO", kind=nature)
    draft = mla(world, case=world.case(offences=[]), instrument=basis)
    missing = {duty.field: duty.article for duty in completeness_of(draft, now=timezone.now()).missing}
    assert (missing["purpose"], missing["offences"], missing["identifiers"]) == (purpose, offences, identifiers)
    section = KINDS["mla_subscriber"].section("purpose")
    assert section is not None
    assert f"Art. {purpose}<" in str(SectionForm(draft, section)["purpose"].help_text)


def test_with_none_in_force_nothing_is_chosen_and_the_warning_stays(world: World) -> None:
    InstrumentStatus.objects.filter(jurisdiction="RO").delete()
    draft = mla(world)
    assert draft.instrument is None
    assert "instrument_not_in_force" in [one.code for one in completeness_of(draft, now=timezone.now()).warnings]


@pytest.mark.parametrize("chosen", ["ETS030", "NOBODY", "", 7, [], "\x00"])
def test_what_is_chosen_has_to_be_in_force(world: World, chosen: object) -> None:
    treaty("ETS030", "GE")
    case = world.case()
    if chosen == "":
        assert mla(world, case=case, instrument=chosen).instrument is None
        return
    with pytest.raises(Invalid) as refusal:
        mla(world, case=case, instrument=chosen)
    assert "CETS185" in refusal.value.errors["instrument"][0]
    draft = mla(world, case=case)
    with pytest.raises(Invalid) as refusal:
        request_edit(actor=world.officer, request=draft, instrument=chosen)
    assert list(refusal.value.errors) == ["instrument"]


def test_the_officer_chooses_on_the_page(world: World) -> None:
    treaty("ETS030", "GE", "RO")
    draft = mla(world)
    seen = {"instrument": mark("ETS030")}
    section_save(actor=world.officer, request=draft, section=PARTIES, typed={"instrument": "CETS185"}, seen=seen)
    draft.refresh_from_db()
    assert lines(draft) == (CONVENTION + "Article 31",)


def test_another_country_gets_its_own(world: World) -> None:
    treaty("ETS030", "GE", "RO")
    draft = mla(world)
    assert code_of(draft) == "ETS030"
    moved = request_edit(actor=world.officer, request=draft, requested_authority=world.outsider)
    assert code_of(moved) == "CETS185"
    back = request_edit(actor=world.officer, request=moved, requested_authority=world.asked)
    assert code_of(back) == "ETS030"


def test_what_was_chosen_is_kept_where_it_is_in_force_too(world: World) -> None:
    treaty("ETS030", "GE", "RO", "US")
    draft = request_edit(actor=world.officer, request=mla(world), instrument="CETS185")
    assert code_of(request_edit(actor=world.officer, request=draft, requested_authority=world.outsider)) == "CETS185"


def test_a_treaty_that_ends_is_warned_of(world: World) -> None:
    treaty("ETS030", "GE", "RO")
    draft = mla(world)
    InstrumentStatus.objects.filter(code="RO-ETS030").update(in_force_until=timezone.localdate())
    found = completeness_of(draft, now=timezone.now()).warnings
    assert [(one.code, one.field) for one in found if one.code == "instrument_not_in_force"] == [
        ("instrument_not_in_force", "instrument")
    ]


def test_once_submitted_it_stands(world: World) -> None:
    row = world.in_review()
    with pytest.raises(InternalError), transaction.atomic():
        Request.objects.filter(pk=row.pk).update(instrument=None)


def test_an_old_request_says_what_it_said(world: World) -> None:
    draft = world.draft()
    Request.objects.filter(pk=draft.pk).update(instrument=None)
    draft.refresh_from_db()
    assert lines(draft) == (CONVENTION + "Articles 29, 30 and 35",)


def test_what_ends_after_approval_stops_the_sending(world: World) -> None:
    treaty("ETS030", "GE", "RO")
    row = world.approved(kind="mla_subscriber", content=COMPLETE["mla_subscriber"])
    InstrumentStatus.objects.filter(code="RO-ETS030").update(in_force_until=timezone.localdate())
    with pytest.raises(Cautioned) as refusal:
        action_perform(actor=world.officer, request=row, action="send", answers={})
    assert [one["code"] for one in refusal.value.details["warnings"]] == ["instrument_not_in_force"]


def test_the_migration_gives_old_preservations_the_convention(world: World) -> None:
    draft, other = world.draft(), mla(world)
    Request.objects.update(instrument=None)
    with connection.schema_editor() as editor:
        import_module("requests_app.migrations.0006_legal_basis").set_convention(apps, editor)
    draft.refresh_from_db()
    other.refresh_from_db()
    assert (code_of(draft), code_of(other)) == ("CETS185", "")
