"""A notice bears the signature of the authority that answers."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import timezone

from requests_app.models import NoticeOwed
from requests_app.services.owed_notices import notices_owed_make
from tests.signing.authority import DAY, Cabinet
from tests.signing.test_findings import looked
from tests.world import World

pytestmark = pytest.mark.django_db


def test_it_is_signed_by_the_requested_authority_and_vouched_for(world: World, cabinet: Cabinet) -> None:
    request = world.acknowledged()
    cabinet.lay_out("RO-247")
    notices_owed_make(now=timezone.now())
    notice = request.documents.get(kind="acknowledgement")
    [signature] = looked(cabinet, bytes(notice.pdf)).signatures
    assert (signature.holds, signature.reason) == (True, f"Issued: {request.reference}")
    assert signature.location == "Cybercrime Service, Romania"
    assert (notice.signed_as, notice.certificate_sha256) == ("Office RO-247, Tests, GE", signature.certificate_sha256)
    call_command("verify_documents")


def test_with_an_expired_certificate_it_waits_and_says_why(world: World, cabinet: Cabinet) -> None:
    request = world.acknowledged()
    cabinet.lay_out("RO-247", since=-2 * DAY, until=-DAY)
    assert notices_owed_make(now=timezone.now()) == 0
    assert "expired" in NoticeOwed.objects.get().last_error
    assert not request.documents.filter(kind="acknowledgement").exists()
