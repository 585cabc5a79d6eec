"""Offences to choose from: Articles 2 to 11 of CETS 185, and what authorities keep of their own law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.models import Authority
from requests_app.answer_texts import offence_text
from requests_app.case_answers import ARTICLES
from requests_app.models import CatalogueOffence

# What begins the key of an article; that of an entry is its id.
_ARTICLE = "article-"

Groups = list[tuple[str, list[tuple[str, str]]]]


def catalogue(authorities: Iterable[Authority]) -> Groups:
    """[(heading, [(key, label)])]; what the authorities keep stands first, for it says more."""
    kept = [(str(row.pk), offence_text(_answer(row))) for row in _in_force(authorities).order_by("title", "provision")]
    convention = [(f"{_ARTICLE}{number}", f"{number}. {title}") for number, title in ARTICLES]
    own = [(_("Your law"), kept)] if kept else []
    return [*own, (_("Convention on Cybercrime"), convention)]


def catalogue_answer(authorities: Iterable[Authority], key: str) -> dict[str, Any] | None:
    """The row of a form that this choice fills in; None when there is no such choice any more."""
    if key.startswith(_ARTICLE):
        number = key.removeprefix(_ARTICLE)
        title = dict(ARTICLES).get(number)
        return {"article": number, "title": str(title), "provision": "", "max_penalty": ""} if title else None
    try:
        row = _in_force(authorities).filter(pk=UUID(key)).first()
    except ValueError:
        return None
    return _answer(row) if row else None


def _in_force(authorities: Iterable[Authority]) -> QuerySet[CatalogueOffence]:
    return CatalogueOffence.objects.filter(authority__in=list(authorities), ended_at__isnull=True)


def _answer(row: CatalogueOffence) -> dict[str, Any]:
    return {"article": row.article, "title": row.title, "provision": row.provision, "max_penalty": row.max_penalty}
