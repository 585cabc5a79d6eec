from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mla_portal.errors import NotFound
from templates_app.schema import PUBLISHED, published_schema


@login_not_required
def document_schema(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """The JSON Schema of a request or a notice for machines, for whoever builds another portal: open to everyone."""
    schema = published_schema(name, version) if name in PUBLISHED else None
    if schema is None:
        raise NotFound(_("There is no schema of this version."))
    return HttpResponse(schema, content_type="application/schema+json")
