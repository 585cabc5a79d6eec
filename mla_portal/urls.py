from django.contrib import admin
from django.urls import include, path

from mla_portal.health import healthz

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    # Last under api/: it answers whatever the contract does not know.
    path("api/", include("mla_portal.api.urls")),
]

handler400 = "mla_portal.ui.pages.bad_request"
handler403 = "mla_portal.ui.pages.forbidden"
handler404 = "mla_portal.ui.pages.not_found"
handler500 = "mla_portal.ui.pages.server_error"
