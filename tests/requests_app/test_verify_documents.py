from __future__ import annotations

import hashlib
from io import StringIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command

from requests_app.models import Document
from tests.world import World

pytestmark = pytest.mark.django_db


def test_untouched_documents_are_what_was_issued(world: World) -> None:
    world.approved()
    said = StringIO()
    call_command("verify_documents", stdout=said)
    assert said.getvalue() == "1 documents are what was issued.\n"


@pytest.mark.parametrize(
    "change", [{"pdf": b"other"}, {"pdf": b"other", "sha256": hashlib.sha256(b"other").hexdigest()}, {"context": "{}"}]
)
def test_an_altered_document_is_named(world: World, change: dict[str, object]) -> None:
    request = world.approved()
    with pgtrigger.ignore("requests_app.Document:document_frozen"):
        Document.objects.update(**change)
    said = StringIO()
    with pytest.raises(CommandError, match="1 of 1 documents"):
        call_command("verify_documents", stderr=said)
    assert request.reference in said.getvalue()
