"""The formal text that differs, as it is read on a telephone; and a mail that did not arrive."""

from __future__ import annotations

from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import expect

from mla_portal.outbox.models import Message
from requests_app.services.formal_texts import formal_text_record
from tests.browser import PHONE, Open, follow
from tests.outside.links import sent_outside
from tests.pages.work.test_in_browser import fits
from tests.requests_app.test_formal_texts import context_of
from tests.world import World


def test_what_differs_and_another_channel(open_as: Open, world: World) -> None:
    request, outgoing = world.sent(), sent_outside(world)
    other = replace(context_of(request), facts="Something else happened.").to_json().encode()
    formal_text_record(actor=world.contact, request=request, file=SimpleUploadedFile("letter.json", other))
    failed = {"status": "failed", "failed_at": timezone.now(), "sent_at": None, "inflight_since": None}
    Message.objects.filter(template="request_link").update(**failed)
    page = open_as(world.officer, PHONE)
    fits(page, f"/requests/{request.pk}/formal/")
    fits(page, f"/requests/{outgoing.pk}/")
    follow(page.get_by_role("link", name="Send it by another channel: INTERPOL I-24/7"))
    expect(page.get_by_label("Channel", exact=True)).to_have_value("interpol")
    fits(page, page.url)
