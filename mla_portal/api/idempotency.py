"""`Idempotency-Key`: a POST that was sent twice happens once, and both are given the same answer.

What was answered is not stored but told anew, through the access rule of that moment: whoever may not see it any more
is given nothing, and no case data lie beside the cases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from mla_portal.api.models import FirstAnswer
from mla_portal.errors import Conflict, Invalid

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(days=7)

Handler = Callable[..., HttpResponseBase]
Teller = Callable[[Any], Any]


class Told(Response):
    """An answer to a POST that can be given again: `ApiView.told(reference)` is its body."""

    def __init__(self, data: Any, *, reference: Any, status: int) -> None:
        super().__init__(data, status=status)
        self.reference = reference


def answer_once(handler: Handler, tell: Teller, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Call the handler, or `tell` again what the first call with this key was told.

    The key and what the handler did are committed together. A second call that arrives meanwhile waits in the
    database for the first. A refusal keeps no key: it did nothing, and the mended call may use the same one.
    Raises Invalid for a bad key, Conflict for a key that was used for another call, and what `tell` raises: NotFound.
    """
    key = _key(request)
    call = {"path": request.get_full_path(), "body_sha256": _body_sha256(request)}
    with transaction.atomic():
        answer, is_first = FirstAnswer.objects.get_or_create(user=request.user, key=key, defaults=call)
        if not is_first:
            return _again(answer, tell, **call)
        response = handler(request, *args, **kwargs)
        if response.status_code >= 400:
            transaction.set_rollback(True)
        else:
            _keep(answer, response)
        return response


def first_answers_purge() -> int:
    """Forget the answers older than seven days; returns how many."""
    deleted, _by_model = FirstAnswer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted


def _key(request: Request) -> str:
    key: str = request.headers[HEADER]
    if not (1 <= len(key) <= 255 and key.isascii() and key.isprintable()):
        raise Invalid({HEADER: [_("Give a key of 1 to 255 ASCII letters, digits and signs, such as a UUID.")]})
    return key


def _again(answer: FirstAnswer, tell: Teller, *, path: str, body_sha256: str) -> Response:
    if (answer.path, answer.body_sha256) != (path, body_sha256):
        raise Conflict(_("This Idempotency-Key was used for another call. Make a new key for each new call."))
    response = Response(tell(answer.reference), status=answer.status)
    response["Idempotent-Replayed"] = "true"
    return response


def _keep(answer: FirstAnswer, response: HttpResponseBase) -> None:
    if not isinstance(response, Told):
        raise TypeError("A POST is answered with ApiView.tell(), so that it can be told again")
    answer.status, answer.reference = response.status_code, response.reference
    answer.save(update_fields=["status", "reference"])


def _body_sha256(request: Request) -> str:
    """Of the bytes, or, for files with fields, of what they hold: the boundary between them is new each time."""
    if not request.content_type.startswith("multipart/"):
        return hashlib.sha256(request._request.body).hexdigest()
    digest = hashlib.sha256()
    for name, values in sorted(cast(QueryDict, request.data).lists()):
        for value in values:
            digest.update(hashlib.sha256(str(name).encode()).digest())
            digest.update(_content_sha256(value))
    return digest.hexdigest()


def _content_sha256(value: str | UploadedFile) -> bytes:
    digest = hashlib.sha256()
    for chunk in value.chunks() if isinstance(value, UploadedFile) else [value.encode()]:
        digest.update(chunk)
    return digest.digest()
