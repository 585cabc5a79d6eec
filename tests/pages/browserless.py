"""What a browser without scripts would send: the form of a page as it stands, with what a person typed into it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

Fields = dict[str, Any]


def fields_of(response: Response, form_id: str) -> Fields:
    """{name: value, or list of values} of the form with this id; of the last form without one for ""."""
    reader = _Reader(form_id)
    reader.feed(response.content.decode())
    assert reader.found, f"No form #{form_id} on this page"
    return {name: values[0] if len(values) == 1 else values for name, values in reader.fields.items()}


def send(client: Client, url: str, form_id: str, **typed: Any) -> Response:
    """Open the page, type, press the main button. A value None empties what the page sends under that name."""
    fields = {**fields_of(client.get(url), form_id), **typed}
    return client.post(url, {name: value for name, value in fields.items() if value is not None})


class _Reader(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = self.found = False
        self.fields: dict[str, list[str]] = {}
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("id", "") == self.form_id
            self.found |= self.inside
        if not self.inside:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea":
            self.area = name
            self.fields[name] = [""]
        elif tag == "select":
            self.select = name
            self.fields[name] = []
        elif tag == "option" and self.select and ("selected" in given or not self.fields[self.select]):
            self.fields[self.select] = [given.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            text = self.fields[self.area][0] + data
            # A browser leaves out the line break with which the text area begins.
            self.fields[self.area] = [text.removeprefix("\n")]

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in {"checkbox", "radio"} and "checked" not in given:
            return
        if kind not in {"submit", "button"}:
            self.fields.setdefault(name, []).append(given.get("value", "on" if kind == "checkbox" else ""))
