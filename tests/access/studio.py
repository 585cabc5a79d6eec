"""A draft of a document template, and a published one."""

from __future__ import annotations

from typing import Any

from mla_portal.accounts.models import User
from templates_app.studio.services import draft_start
from tests.world import PASSWORD


def studio_about() -> dict[str, dict[str, Any]]:
    keeper = User.objects.create_superuser("studio_keeper", PASSWORD, name="Keeper of templates")
    draft = draft_start(actor=keeper, code="withdrawal")
    about = {name: {"pk": draft.pk} for name in ("studio_draft", "studio_preview", "studio_preview_pdf", "studio_act")}
    return {**about, "letterhead": {"code": "GE-CA"}, "translation_confirm": {"tag": "fr"}}
