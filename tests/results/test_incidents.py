"""Broken confidentiality: on record, told, reviewed, closed; and what went to a wrong recipient."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.outbox.models import Message as Mail
from requests_app.models import Incident
from requests_app.services.disclosures import disclosure_open
from requests_app.services.incidents import (
    incident_close,
    incident_deletion,
    incident_review,
    incident_tell,
)
from requests_app.services.messages import message_send
from tests.results.making import handed_over, reported
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_from_the_report_to_the_result(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    part = made.parts.get()
    b"".join(disclosure_open(actor=world.colleague, request=request, disclosure=made, part=part))
    incident = reported(world.officer, request, disclosures=[made.pk])
    assert Mail.objects.filter(template="incident_opened").get().to_address == world.supervisor.email
    with pytest.raises(Conflict, match="Tell the other authority"):
        incident_close(actor=world.supervisor, request=request, incident=incident, result="Over.")
    incident_tell(actor=world.officer, request=request, incident=incident, text="A newspaper printed it.")
    assert request.messages.get().text == "A newspaper printed it."
    incident = incident_review(actor=world.supervisor, request=request, incident=incident, review="One opening.")
    assert [(line["by"], line["what"]) for line in incident.access_log if line["what"] == "disclosure.opened"] == [
        ("Colleague", "disclosure.opened")
    ]
    incident = incident_close(
        actor=world.supervisor, request=request, incident=incident, result="The leak was outside."
    )
    assert incident.closed_by == world.supervisor
    verbs = Event.objects.filter(chain=f"incident:{incident.pk}").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["incident.opened", "incident.told", "incident.reviewed", "incident.closed"]
    for step in (incident_tell, incident_review, incident_close):
        with pytest.raises(Conflict):
            step(actor=world.supervisor, request=request, incident=incident, **{_WORDS[step.__name__]: "More."})


_WORDS = {"incident_tell": "text", "incident_review": "review", "incident_close": "result"}


def test_the_other_side_reads_nothing_of_the_record(world: World) -> None:
    request = world.in_execution()
    incident = reported(world.contact, request)
    assert incident.side == "requested"
    address = f"/requests/{request.pk}/incidents/{incident.pk}/"
    assert signed_in(world.contact).get(address).status_code == 200
    for user in (world.officer, world.supervisor, world.stranger):
        assert signed_in(user).get(address).status_code == 404
    assert "newspaper" not in signed_in(world.officer).get(f"/requests/{request.pk}/results/").content.decode()
    assert not Event.objects.filter(chain=f"request:{request.pk}", verb__startswith="incident.").exists()
    assert Mail.objects.get(template="incident_opened").to_address == world.their_supervisor.email


def test_only_a_supervisor_reviews_and_closes(world: World) -> None:
    request = world.in_execution()
    incident = reported(world.officer, request)
    with pytest.raises(NotAllowed):
        incident_review(actor=world.officer, request=request, incident=incident, review="Nothing.")
    with pytest.raises(NotAllowed):
        incident_close(actor=world.officer, request=request, incident=incident, result="Over.")
    with pytest.raises(NotAllowed):
        reported(world.auditor, request)
    with pytest.raises(NotFound):
        reported(world.stranger, request)
    with pytest.raises(NotAllowed):
        incident_tell(actor=world.auditor, request=request, incident=incident, text="x")


def test_all_that_is_wrong_is_said_at_once(world: World) -> None:
    request, other = world.in_execution(), world.in_execution()
    elsewhere = handed_over(world.contact, other)
    with pytest.raises(Invalid) as refusal:
        reported(
            world.officer,
            request,
            kind="gossip",
            what="",
            noticed_by=7,
            noticed_at=timezone.now() + timedelta(hours=1),
            disclosures=[elsewhere.pk],
        )
    assert set(refusal.value.errors) == {"kind", "what", "noticed_by", "noticed_at", "disclosures"}


def test_what_went_to_a_wrong_recipient_is_closed_once_the_deletion_is_confirmed(world: World) -> None:
    request = world.in_execution()
    incident = reported(world.contact, request, kind="wrong_recipient", what="The annex of another case.")
    incident_tell(actor=world.contact, request=request, incident=incident, text="Please delete the annex.")
    incident_review(actor=world.their_supervisor, request=request, incident=incident, review="Opened by nobody.")
    with pytest.raises(Conflict, match="deletion"):
        incident_close(actor=world.their_supervisor, request=request, incident=incident, result="Deleted.")
    message_send(actor=world.officer, request=request, text="It is deleted.")
    given: dict[str, Any] = {
        "actor": world.contact,
        "request": request,
        "incident": incident,
        "confirmed_by": "The officer",
    }
    with pytest.raises(Invalid, match="still to come"):
        incident_deletion(**given, confirmed_on=(timezone.now() + timedelta(days=3)).date().isoformat())
    incident_deletion(**given, confirmed_on="")
    incident = incident_close(actor=world.their_supervisor, request=request, incident=incident, result="Deleted.")
    assert incident.deletion_confirmed_by == "The officer"


def test_supervisors_have_a_list_and_a_number(world: World) -> None:
    request = world.in_execution()
    incident = reported(world.officer, request)
    client = signed_in(world.supervisor)
    assert [one.pk for one in client.get("/incidents/").context["lines"].items] == [incident.pk]
    assert "Incidents: 1" in client.get("/dashboard/").content.decode()
    assert signed_in(world.their_supervisor).get("/incidents/").context["lines"].items == []
    assert signed_in(world.officer).get("/incidents/").status_code == 403
    assert client.get("/incidents/?closed=on").context["lines"].items == []


def test_its_pages_lead_through_the_steps(world: World) -> None:
    request = world.in_execution()
    handed_over(world.contact, request)
    officer, supervisor = signed_in(world.officer), signed_in(world.supervisor)
    assert f"/requests/{request.pk}/incidents/new/" in officer.get(f"/requests/{request.pk}/results/").content.decode()
    new = f"/requests/{request.pk}/incidents/new/"
    assert officer.get(new).status_code == 200
    assert officer.post(new, {"kind": "breach", "what": ""}).status_code == 400
    incident = reported(world.officer, request)
    address = f"/requests/{request.pk}/incidents/{incident.pk}/"
    assert "Tell the other authority." in officer.get(address).content.decode()
    assert officer.post(address, {"act": "tell", "text": ""}).status_code == 400
    assert officer.post(address, {"act": "tell", "text": "It leaked."}).status_code == 302
    assert officer.post(address, {"act": "review", "review": "Nothing."}).status_code == 403
    assert supervisor.post(address, {"act": "review", "review": "Nothing."}).status_code == 302
    assert supervisor.post(address, {"act": "close", "result": "Over."}).status_code == 302
    assert "Over." in officer.get(address).content.decode()


def test_the_record_stands(world: World) -> None:
    incident = reported(world.officer, world.in_execution())
    with pytest.raises(DatabaseError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(what="Nothing.")
    with pytest.raises(DatabaseError), transaction.atomic():
        incident.delete()
