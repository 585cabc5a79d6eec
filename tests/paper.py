"""A document that costs nothing, for tests that send many requests and read none of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.selectors.document_context import context_digest, document_context
from requests_app.services import emergencies, review
from requests_app.services.documents import Rendering
from templates_app.rendering import RenderedPdf


@pytest.fixture
def blank_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "document_render", _render)
    monkeypatch.setattr(emergencies, "document_render", _render)


def _render(*, actor: User, request: Request, now: datetime, told: object = None, approved: bool = True) -> Rendering:
    made = document_context(request, now=now, signatory=actor)
    if made.signatory and not approved:
        made = replace(made, signatory=replace(made.signatory, approved_at=None))
    return Rendering(
        revision=made.revision,
        language=",".join(made.languages),
        template_version="blank/1/en",
        context=made.to_json(),
        html="",
        pdf=RenderedPdf(content=b"%PDF", sha256="0" * 64, pages=1),
        signed=None,
        digest=context_digest(request, now=now),
    )
