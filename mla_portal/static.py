"""Which static files are published: what the pages use, and not all that the libraries bring along."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig


class PublishedStaticFiles(StaticFilesConfig):
    """Compressing the rest would take a minute at each installation."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "node_modules",
        "src/*",
        "rest_framework/*",  # the pages of its browsable interface, which is off
        "drf_spectacular_sidecar/redoc/*",
        "django_htmx/ext/*",
        "django_htmx/htm*-4*",
    ]
