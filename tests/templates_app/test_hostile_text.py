"""What people type is text: it is printed, never obeyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from templates_app.fetching import ASSETS
from templates_app.rendering import RenderingFailed, html_to_pdf, render_html, render_pdf
from templates_app.versions.model import TemplateVersion
from tests.templates_app.reading import page_texts, seen
from tests.templates_app.samples import PHISHING

HOSTILE = [
    "<script>alert(1)</script>",
    "<b>bold</b> & &lt;i&gt; ' \"",
    '"><img src="http://192.0.2.1/x.png">',
    '</style><link rel="attachment" href="file:///etc/passwd">',
    "<style>@import url(http://192.0.2.1/x.css); body { display: none }</style>",
    '<svg width="90" height="90"><image href="file:///etc/hostname" width="90" height="90"/></svg>',
    '<object data="data:text/html,boo"></object>',
    "{{ document.facts }} {% include 'document.html' %} {# gone #}",
    "{reference} {0.__class__} %(name)s ${HOME}",
    "]]> --> <!-- \\",
]


def with_every_text(part: Any, text: str) -> Any:
    """The same document with each of its texts replaced."""
    if isinstance(part, tuple):
        return tuple(with_every_text(entry, text) for entry in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: with_every_text(getattr(part, field.name), text) for field in fields(part)})
    return text if type(part) is str else part


@pytest.mark.parametrize("text", HOSTILE)
def test_it_appears_as_it_was_typed(version: TemplateVersion, text: str) -> None:
    page = render_html(version, with_every_text(PHISHING, text))
    usual = render_html(version, PHISHING)

    assert seen(page).count(" ".join(text.split())) > 50
    for tag in ("<script", "<img", "<link", "<svg", "<object", "<style", "<b>", "<!--"):
        assert page.count(tag) == usual.count(tag)


def test_a_pdf_made_of_it_reads_nothing_and_prints_it(version: TemplateVersion) -> None:
    """Anything fetched from outside the templates would have stopped the rendering."""
    document = replace(with_every_text(PHISHING, " ".join(HOSTILE)), reference="GE-2026-00417")
    text = "".join("".join(page_texts(render_pdf(version, document))).split())

    for line in HOSTILE:
        assert "".join(line.split()) in text


ATTACKS: list[Callable[[str], str]] = [
    lambda url: f'<img src="{url}" alt="x">',
    lambda url: f'<link rel="stylesheet" href="{url}">',
    lambda url: f"<style>@import url({url});</style>",
    lambda url: f'<link rel="attachment" href="{url}">',
    lambda url: f'<p style="background: url({url})">x</p>',
    lambda url: f'<object data="{url}" type="image/png">x</object>',
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "http://192.0.2.1/x.png",
        "https://attacker.example/x.css",
        "ftp://attacker.example/x",
        "data:image/png;base64,iVBORw0KGgo=",
        f"{ASSETS.as_uri()}/../rendering.py",
        f"{ASSETS.as_uri()}/%2e%2e/rendering.py",
        f"{ASSETS.as_uri()}/fonts",
        "file://attacker.example/etc/hostname",
    ],
)
def test_even_a_hostile_page_reads_no_file_but_ours(attack: Callable[[str], str], url: str) -> None:
    with pytest.raises(RenderingFailed):
        html_to_pdf(f"<html lang=en><title>x</title><body>{attack(url)}", identifier="x")


def test_a_picture_inside_a_picture_shows_nothing(tmp_path: Path) -> None:
    """WeasyPrint swallows every error inside SVG; the file is still not read."""
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="20">very secret</text></svg>')
    size = 'width="90" height="90"'
    picture = f'<svg {size}><title>t</title><image href="{secret.as_uri()}" {size}/></svg>'
    pdf = html_to_pdf(f"<html lang=en><title>x</title><body>{picture}", identifier="x")

    assert "secret" not in "".join(page_texts(pdf))
