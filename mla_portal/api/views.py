"""The base of every call of the contract."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import is_valid_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from mla_portal.accounts.models import User
from mla_portal.api import idempotency
from mla_portal.api.pagination import KeysetPage
from mla_portal.errors import NotFound


class ApiView(APIView):
    """A call of a person known by a token. A POST may carry an Idempotency-Key."""

    pagination_class = KeysetPage  # by which the schema knows how a list is answered

    @property
    def actor(self) -> User:
        return cast(User, self.request.user)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "POST" and idempotency.HEADER in request.headers and hasattr(self, "post"):
            self.post: idempotency.Handler = partial(idempotency.answer_once, self.post, self.told)

    def tell(self, reference: Any, *, status: int = 200) -> Response:
        """The answer to a POST. `reference` is JSON that names, without case data, what `told` shall tell of."""
        return idempotency.Told(self.told(reference), reference=reference, status=status)

    def told(self, reference: Any) -> Any:
        """The body of that answer, now or when the same call comes again. Raises NotFound for who may not see it."""
        raise NotImplementedError

    def page_response(
        self, queryset: QuerySet[Any], serializer: type[BaseSerializer[Any]], *, order: str = "-id"
    ) -> Response:
        """One page of the list, as the contract gives lists; `?cursor=` and `?page_size=` are read here."""
        pagination = KeysetPage()
        pagination.order = order
        rows = pagination.paginate_queryset(queryset, self.request, self)
        context = {"request": self.request, **self.about(rows)}
        return pagination.get_paginated_response(serializer(rows, many=True, context=context).data)

    def about(self, rows: list[Any]) -> dict[str, Any]:
        """What a serializer has to know of all the rows together, so that it need not ask for each."""
        return {}


@csrf_exempt
@login_not_required
def nothing_here(request: HttpRequest, path: str) -> JsonResponse:
    """What answers under /api/ when nothing else does, so that programs are not given a page to read."""
    with_slash = f"{request.path}/"
    if not path.endswith("/") and is_valid_path(with_slash):
        message = _("This address ends with a slash. Call %s.") % with_slash
    else:
        message = _("There is no such address. All of them are listed at /api/docs/.")
    return JsonResponse({"message": message, "code": NotFound.code}, status=NotFound.status)
