"""The frozen HTML needs no other file, and may be shown under a policy that forbids everything but its own style."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from templates_app.browser import security_policy
from templates_app.rendering import render_html
from templates_app.versions.model import TemplateVersion
from tests.templates_app.samples import PHISHING


def test_it_asks_for_no_other_file(version: TemplateVersion) -> None:
    page = render_html(version, PHISHING)

    assert not re.search(r"<(link|script|img|iframe|object)|\bstyle=|url\(|@import", page)


def test_the_policy_names_its_styles_by_hash(version: TemplateVersion) -> None:
    page = render_html(version, PHISHING)
    policy = security_policy(page)

    for style in re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL):
        assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
