"""Every refusal as the contract words it: `message` and `code` always, `errors` beside them when fields are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from mla_portal.errors import Refusal

_CODES = {403: "not_allowed", 404: "not_found"}


def error_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error, or None when the fault is ours."""
    match error:
        case Refusal():
            return _response(error.status, error.code, error.message, **error.details)
        case exceptions.ValidationError():
            errors = dict(_flat(error.detail))
            return _response(400, "invalid", _first_sentence(errors), errors=errors)
        case exceptions.APIException():
            return _of_framework(error, context)
        case Http404():
            return _response(404, "not_found", _sentence(404))
        case PermissionDenied():
            return _response(403, "not_allowed", _sentence(403))
        case RequestDataTooBig():
            return _response(413, "too_large", _("The body is too large. Send less at a time."))
        case SuspiciousOperation():
            return _response(400, "invalid", _("The portal cannot read this call."))
        case DataError():
            return _response(400, "invalid", _("A value is larger or longer than can be stored. Make it smaller."))
    return None


def _of_framework(error: exceptions.APIException, context: dict[str, Any]) -> Response:
    headers = {}
    if auth_header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    if isinstance(error, exceptions.Throttled):
        headers["Retry-After"] = str(_wait(error))
    code = _CODES.get(error.status_code, error.default_code)
    return _response(error.status_code, code, _message(error, context), headers=headers)


def _message(error: exceptions.APIException, context: dict[str, Any]) -> str:
    match error:
        case exceptions.MethodNotAllowed():
            return _("This method does nothing here. Use one of: %s.") % ", ".join(context["view"].allowed_methods)
        case exceptions.NotAcceptable():
            types = ", ".join(renderer.media_type for renderer in context["view"].renderer_classes)
            return _("Nothing here can be given as the Accept header asks. It can be: %s.") % types
        case exceptions.UnsupportedMediaType():
            types = ", ".join(parser.media_type for parser in context["view"].parser_classes)
            return _("This Content-Type is not read here. Send one of: %s.") % types
        case exceptions.Throttled():
            return _("Too many calls with this token. Wait %d seconds.") % _wait(error)
        case exceptions.NotAuthenticated():
            return _("Say who you are with the header “Authorization: Token KEY”.")
        case exceptions.NotFound() | exceptions.PermissionDenied():
            return _sentence(error.status_code)
    return str(error.detail)


def _wait(error: exceptions.Throttled) -> int:
    return int(getattr(error, "wait", None) or 1)


def _sentence(status: int) -> str:
    if status == 403:
        return _("You may see this but not do this.")
    return _("This is not here, or you may not see it.")


def _first_sentence(errors: dict[str, list[str]]) -> str:
    field, texts = next(iter(errors.items()))
    return texts[0] if field == "non_field_errors" else f"{field}: {texts[0]}"


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """{"offences": [{}, {"article": ["wrong"]}]} -> ("offences.1.article", ["wrong"])."""
    if isinstance(detail, list) and all(isinstance(item, str) for item in detail):
        yield path or "non_field_errors", [str(item) for item in detail]
        return
    children = detail.items() if isinstance(detail, dict) else enumerate(detail)
    for name, child in children:
        if name == "non_field_errors" and path:
            yield from _flat(child, path)
        else:
            yield from _flat(child, f"{path}.{name}" if path else str(name))


def _response(status: int, code: str, message: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    if status == 400:
        more.setdefault("errors", {"non_field_errors": [message]})
    return Response({"message": message, "code": code, **more}, status=status, headers=headers)
