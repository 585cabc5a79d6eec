"""What not everybody may read of a delivery: marked, shut but for those named, filtered."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.outbox.models import Message as Mail
from requests_app.models import Disclosure, MaterialMark, Request
from requests_app.selectors.timeline import timeline_of
from requests_app.services.attachments import attachment_open
from requests_app.services.disclosures import disclosure_open
from requests_app.services.material import material_filter, material_mark, material_reader_name
from requests_app.states import Side
from tests.results.making import LOGS, handed_over
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def opened(user: User, request: Request, made: Disclosure) -> bytes:
    part = made.parts.get()
    return b"".join(disclosure_open(actor=user, request=request, disclosure=made, part=part))


def marked(actor: User, request: Request, made: Disclosure, **more: Any) -> MaterialMark:
    given = {"ground": "privileged", "reason": "A letter to counsel.", **more}
    return material_mark(actor=actor, request=request, disclosure=made, **given)


def named(actor: User, request: Request, mark: MaterialMark, user: User) -> None:
    material_reader_name(actor=actor, request=request, disclosure=mark.disclosure, mark=mark, user=user.pk)


def filtered(actor: User, request: Request, mark: MaterialMark, **more: Any) -> MaterialMark:
    given = {"filtered_by": "Ana, not on the matter", **more}
    return material_filter(actor=actor, request=request, disclosure=mark.disclosure, mark=mark, **given)


@pytest.mark.parametrize("who", ["officer", "contact"])
def test_marked_by_either_side_nobody_opens_it_who_is_not_named(world: World, who: str) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    mark = marked(getattr(world, who), request, made)
    for reader in (world.officer, world.supervisor, world.contact):
        with pytest.raises(Conflict, match="marked"):
            opened(reader, request, made)
    laid = request.attachments.get()
    with pytest.raises(Conflict, match="marked"):
        attachment_open(actor=world.contact, attachment=laid)
    named(world.supervisor, request, mark, world.colleague)
    assert opened(world.colleague, request, made) == LOGS
    with pytest.raises(Conflict):
        opened(world.officer, request, made)


def test_one_file_of_two_may_be_marked(world: World) -> None:
    request = world.in_execution()
    first, second = handed_over(world.contact, request), handed_over(world.contact, request)
    marked(world.officer, request, first, part=first.parts.get().pk)
    with pytest.raises(Conflict):
        opened(world.officer, request, first)
    assert opened(world.officer, request, second) == LOGS
    with pytest.raises(NotFound):
        marked(world.officer, request, first, part=second.parts.get().pk)
    with pytest.raises(Conflict, match="already"):
        marked(world.contact, request, first, part=first.parts.get().pk)


def test_nothing_taken_out_and_it_opens_again(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    mark = marked(world.officer, request, made)
    named(world.supervisor, request, mark, world.colleague)
    filtered(world.colleague, request, mark)
    assert opened(world.officer, request, made) == LOGS
    with pytest.raises(Conflict, match="already"):
        filtered(world.colleague, request, mark)


def test_what_was_taken_out_stays_shut_and_another_delivery_takes_its_place(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request, final=True)
    mark = marked(world.contact, request, made)
    named(world.supervisor, request, mark, world.colleague)
    with pytest.raises(Invalid) as refusal:
        filtered(world.colleague, request, mark, taken_out="The letter to counsel.")
    assert set(refusal.value.errors) == {"superseded_by"}
    # also after the last one, while it waits for its filter
    clean = handed_over(world.contact, request, contains="The same without the letter.")
    mark = filtered(world.colleague, request, mark, taken_out="The letter to counsel.", superseded_by=clean.pk)
    assert mark.superseded_by == clean
    with pytest.raises(Conflict):
        opened(world.officer, request, made)
    assert opened(world.officer, request, clean) == LOGS
    with pytest.raises(Conflict, match="final"):
        handed_over(world.contact, request)


def test_who_marks_names_and_filters(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    with pytest.raises(NotAllowed):
        marked(world.auditor, request, made)
    with pytest.raises(NotFound):
        marked(world.stranger, request, made)
    with pytest.raises(Invalid) as refusal:
        marked(world.officer, request, made, ground="dull")
    assert set(refusal.value.errors) == {"ground"}
    mark = marked(world.officer, request, made)
    with pytest.raises(NotAllowed, match="supervisor"):
        named(world.officer, request, mark, world.colleague)
    # each side names its own people
    for person in (world.contact, world.stranger):
        with pytest.raises(Invalid):
            named(world.supervisor, request, mark, person)
    named(world.their_supervisor, request, mark, world.contact)
    with pytest.raises(NotAllowed, match="named"):
        filtered(world.officer, request, mark)
    filtered(world.contact, request, mark)


def test_every_step_is_in_the_history_of_both_sides_and_told(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    mark = marked(world.contact, request, made)
    assert Mail.objects.filter(template="disclosure_changed", to_address=world.officer.email).count() == 2
    for _time in range(2):
        named(world.supervisor, request, mark, world.colleague)
    filtered(world.colleague, request, mark)
    for side in Side:
        titles = [moment.title for moment in timeline_of(request, side)]
        assert titles.count("Delivery marked: not to be read by everybody") == 1
        assert titles.count("Somebody named who may open what is marked") == 1
        assert titles.count("What was marked is filtered") == 1
    assert "counsel" not in str(list(Mail.objects.values_list("context", flat=True)))


def test_the_record_stands(world: World) -> None:
    request = world.in_execution()
    mark = marked(world.officer, request, handed_over(world.contact, request))
    named(world.supervisor, request, mark, world.colleague)
    with pytest.raises(DatabaseError), transaction.atomic():
        MaterialMark.objects.update(reason="Nothing.")
    with pytest.raises(DatabaseError), transaction.atomic():
        mark.readers.all().delete()
    filtered(world.colleague, request, mark)
    with pytest.raises(DatabaseError), transaction.atomic():
        MaterialMark.objects.update(taken_out="Everything.")


def test_the_page_marks_names_and_filters(world: World) -> None:
    request = world.in_execution()
    made = handed_over(world.contact, request)
    officer, supervisor, colleague = Client(), Client(), Client()
    for client, user in ((officer, world.officer), (supervisor, world.supervisor), (colleague, world.colleague)):
        client.force_login(user)
    address = f"/requests/{request.pk}/results/{made.pk}/material/"
    assert officer.post(address, {"act": "mark", "ground": "privileged"}).status_code == 400
    given = {"act": "mark", "ground": "third_party", "reason": "Mail of a neighbour.", "part": ""}
    assert officer.post(address, given).status_code == 302
    mark = MaterialMark.objects.get()
    listed = officer.get(f"/requests/{request.pk}/results/").content.decode()
    assert "Marked: only those who are named open it." in listed
    assert "download>" not in listed
    name = {"act": "name", "mark": str(mark.pk), "user": str(world.colleague.pk)}
    assert officer.post(address, name).status_code in (400, 403)
    assert supervisor.post(address, name).status_code == 302
    assert "download>" in colleague.get(f"/requests/{request.pk}/results/").content.decode()
    bad = {"act": "filter", "mark": str(mark.pk), "filtered_by": "Ana", "taken_out": "Two mails."}
    assert colleague.post(address, bad).status_code == 400
    assert colleague.post(address, {**bad, "taken_out": ""}).status_code == 302
    assert "nothing was taken out" in officer.get(address).content.decode()
    assert officer.post(address, {**bad, "mark": "x"}).status_code == 404
    assert officer.post(address, {"act": "burn", "mark": str(mark.pk)}).status_code == 404
