from django.contrib import admin
from django.urls import include, path

from mla_portal.health import healthz

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("", include("mla_portal.accounts.urls")),
    path("", include("contacts.urls")),
    path("", include("templates_app.urls")),
    path("", include("requests_app.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("contacts.api_urls")),
    path("api/v1/", include("requests_app.api.urls")),
    # Last under api/: it answers whatever the contract does not know.
    path("api/", include("mla_portal.api.urls")),
]

handler400 = "mla_portal.handlers.bad_request"
handler403 = "mla_portal.handlers.forbidden"
handler404 = "mla_portal.handlers.not_found"
handler500 = "mla_portal.handlers.server_error"
