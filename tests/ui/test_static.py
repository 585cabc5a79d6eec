"""The compiled files: every address in them exists, and nothing in them is another's property."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

BUILT = Path(__file__).resolve().parents[2] / "static" / "ui"
MANIFEST = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}


def test_every_address_in_the_files_exists(tmp_path: Path) -> None:
    storages = {**settings.STORAGES, "staticfiles": MANIFEST}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


def test_nothing_of_the_united_kingdoms_government_is_shown() -> None:
    styles = (BUILT / "portal.css").read_text()
    assert "GDS Transport" not in styles
    assert "crest" not in styles
    assert "sourceMappingURL" not in styles + (BUILT / "portal.js").read_text()
