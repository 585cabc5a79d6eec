"""Where the browser is. Tests in it are left out, and say so, where there is none; in CI that is a failure."""

from __future__ import annotations

import os
import shutil

import pytest


def chromium_path() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found:
        return found
    reason = "no Chromium is here; on Debian: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
