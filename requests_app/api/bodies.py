"""Reading the body of a call: everything that is wrong with it is named at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from contacts.models import Authority, Instrument
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.access import cases_visible_to, own_rule
from requests_app.models import Case, Request
from requests_app.services.drafts import answers_checked

Errors = dict[str, list[str]]

EDIT_FIELDS = ("requested_authority", "urgency", "content", "identifiers", "instrument", "languages", "translations")
DRAFT_FIELDS = ("case", "kind", "follows", *EDIT_FIELDS[:-1])
ALL_FIELDS = (*DRAFT_FIELDS, "translations")


def object_of(body: Any) -> dict[str, Any]:
    """The body, which has to be an object. Raises Invalid."""
    if not isinstance(body, dict):
        raise Invalid({"non_field_errors": [_("The body must be an object, such as {}.")]})
    return body


def draft_answers(user: User, body: dict[str, Any]) -> dict[str, Any]:
    """What `request_draft` is to be told. Raises Invalid with every wrong field."""
    errors = unknown(body, DRAFT_FIELDS)
    answers = _plain(body, errors)
    answers["kind"] = body.get("kind")
    answers["case"] = _case(user, body.get("case"), errors)
    answers["requested_authority"] = authority_read(body.get("requested_authority"), "requested_authority", errors)
    answers["follows"] = _follows(user, body.get("follows"), errors)
    if errors:
        raise Invalid(_wrong_answers(answers) | errors)
    return answers


def edit_answers(request: Request, body: dict[str, Any]) -> dict[str, Any]:
    """What `request_edit` is to be told. Raises Invalid with every wrong field."""
    errors = {name: [_fixed()] for name in body if name in DRAFT_FIELDS and name not in EDIT_FIELDS}
    errors |= unknown(body, ALL_FIELDS)
    answers = _plain(body, errors)
    if "requested_authority" in body:
        answers["requested_authority"] = authority_read(body["requested_authority"], "requested_authority", errors)
    if errors:
        raise Invalid(_wrong_answers({"kind": request.kind, **answers}) | errors)
    return answers


def authority_read(code: Any, field: str, errors: Errors) -> Authority | None:
    found = Authority.objects.filter(code=code).select_related("jurisdiction").first() if _is_text(code) else None
    if found is None:
        errors[field] = [_("Give the code of an authority in the directory, such as RO-247.")]
    return found


def unknown(body: dict[str, Any], known: Collection[str]) -> Errors:
    return {name[:60]: [_("There is no such field here.")] for name in body if name not in known}


def _plain(body: dict[str, Any], errors: Errors) -> dict[str, Any]:
    """The answers that need no look into the database; null is not the same as left out."""
    names = ("urgency", "content", "identifiers", "languages", "translations")
    given = {name: body[name] for name in names if name in body}
    errors |= {
        name: [_("This cannot be null. Leave it out instead.")] for name, value in given.items() if value is None
    }
    if "instrument" in body:
        given["instrument"] = _instrument(body["instrument"], errors)
    return given


def _instrument(code: Any, errors: Errors) -> str:
    """The code, or "" for none: whether it is in force is judged with the request."""
    if code is None:
        return ""
    if not (_is_text(code) and Instrument.objects.filter(code=code).exists()):
        errors["instrument"] = [_("Give the code of a treaty in the directory, such as CETS185, or null.")]
    return str(code)


def _wrong_answers(answers: dict[str, Any]) -> Errors:
    given = {"urgency": "normal", "content": None, "identifiers": None} | answers
    names = ("kind", "urgency", "content", "identifiers")
    _content, _identifiers, errors = answers_checked(**{name: given[name] for name in names})
    return errors


def _case(user: User, raw: Any, errors: Errors) -> Case | None:
    pk = _uuid(raw)
    found = cases_visible_to(user).filter(pk=pk).select_related("authority").first() if pk else None
    if found is None:
        errors["case"] = [_("Give the id of a case that you may open.")]
    return found


def _follows(user: User, raw: Any, errors: Errors) -> Request | None:
    if raw is None:
        return None
    pk = _uuid(raw)
    found = Request.objects.filter(own_rule(user), pk=pk).first() if pk else None
    if found is None:
        errors["follows"] = [_("Give the id of a request of your own authority that this one continues, or null.")]
    return found


def _uuid(raw: Any) -> UUID | None:
    try:
        return UUID(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def _is_text(raw: Any) -> bool:
    return isinstance(raw, str) and bool(raw)


def _fixed() -> str:
    return _("This is decided when the request is drafted. Draft another request instead.")
