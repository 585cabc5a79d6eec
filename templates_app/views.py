from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mla_portal.errors import NotFound
from templates_app.schema import published_schema


@login_not_required
def request_schema(request: HttpRequest, version: int) -> HttpResponse:
    """The JSON Schema of the machine-readable request, for whoever builds another portal: open to everyone."""
    schema = published_schema(version)
    if schema is None:
        raise NotFound(_("There is no schema of this version."))
    return HttpResponse(schema, content_type="application/schema+json")
