"""What the pages of cases share."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from mla_portal.ui.parts import Crumb
from requests_app.models import Case


def case_crumbs(case: Case | None, here: str = "") -> list[Crumb]:
    """The way here: the list, the case, and a page below it."""
    crumbs = [Crumb(label=_("Cases"), href=reverse("cases"))]
    if case:
        crumbs.append(Crumb(label=case.reference, href=reverse("case", args=[case.pk]) if here else ""))
    return [*crumbs, Crumb(label=here)] if here else crumbs
