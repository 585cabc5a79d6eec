"""How a message is worded: plain text, in the recipient's language and zone, without any data of the case."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.template import Context

from mla_portal.env import BASE_DIR
from mla_portal.outbox.models import Message
from mla_portal.outbox.rendering import Undeliverable, compose
from mla_portal.outbox.services import messages_deliver
from mla_portal.outbox.templatetags.mail import instant
from mla_portal.outbox.wording import MISSING, template_of
from tests.fixtures import Post
from tests.outbox.notices import NOW, queued

pytestmark = pytest.mark.django_db
TEMPLATES = sorted(path.stem for path in Path(BASE_DIR, "templates", "mail").glob("*.txt"))


def received(smtp: Post) -> EmailMessage:
    messages_deliver(now=NOW)
    [mail] = smtp.messages
    return mail


def test_a_whole_mail(smtp: Post) -> None:
    context = {"reference": "AL-2026-1", "at": NOW.isoformat(), "path": "/requests/1/"}
    queued(to_name="Ана Č", time_zone="Europe/Tirane", context=context)
    mail = received(smtp)
    assert mail["Subject"] == "News about AL-2026-1"
    assert mail["To"] == "Ана Č <duty@al.example>"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().splitlines() == [
        "Dear Ана Č,",
        "",
        "There is news about AL-2026-1, of 21 November 2026, 13:00 CET (12:00 UTC).",
        "",
        "Open it in the portal:",
        "http://testserver/requests/1/",
        "",
        "This message was written by a program. It carries no data of the case: sign in to read them.",
        "Please do not answer it; nobody reads the answers.",
        "http://testserver",
    ]


def test_without_a_name_and_a_link(smtp: Post) -> None:
    queued()
    text = received(smtp).get_content()
    assert text.splitlines()[0] == "Dear colleague,"
    assert "Open it" not in text


def test_text_is_text_and_not_html(smtp: Post) -> None:
    queued(context={"reference": "A & B <i>'\"", "at": NOW.isoformat()})
    mail = received(smtp)
    assert mail["Subject"] == "News about A & B <i>'\""
    assert "about A & B <i>'\"," in mail.get_content()


def test_no_value_makes_a_header(smtp: Post) -> None:
    bad = "X\r\nBcc: x@y.example\r\n\r\nBody"
    queued(to_name=bad, context={"reference": bad, "at": NOW.isoformat()})
    mail = received(smtp)
    assert smtp.recipients == [["duty@al.example"]]
    assert mail["Bcc"] is None
    assert mail["Subject"] == "News about X Bcc: x@y.example Body"


def test_values_are_never_template_source(smtp: Post) -> None:
    queued(context={"reference": "{{ link }}{% now 'Y' %}", "at": NOW.isoformat()})
    assert received(smtp)["Subject"] == "News about {{ link }}{% now 'Y' %}"


def test_an_international_address(smtp: Post) -> None:
    queued(to_address="duty@příklad.example")
    received(smtp)
    assert smtp.recipients == [["duty@xn--pklad-zsa96e.example"]]


def test_a_value_not_given_is_an_error_and_no_gap_in_the_text() -> None:
    with pytest.raises(LookupError, match="no value for reference"):
        compose(queued(context={"at": NOW.isoformat()}))


def test_an_instant_without_an_offset_is_an_error() -> None:
    with pytest.raises(ValueError, match="has no offset"):
        compose(queued(context={"reference": "A", "at": "2026-11-21T12:00:00"}))


def test_what_is_no_address_is_undeliverable() -> None:
    with pytest.raises(Undeliverable, match="is not an e-mail address"):
        compose(queued(to_address="nobody"))


@pytest.mark.parametrize(
    "change", [{"time_zone": "Mars/Base"}, {"time_zone": ""}, {"language": "xx"}, {"language": ""}]
)
def test_an_unknown_zone_or_language_holds_nothing_back(change: dict[str, str]) -> None:
    assert "12:00 UTC" in compose(queued(**change)).body


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("UTC", "21 November 2026, 23:30 UTC"),
        ("Europe/London", "21 November 2026, 23:30 UTC"),
        ("Asia/Tbilisi", "22 November 2026, 03:30 +04 (21 November 2026, 23:30 UTC)"),
        ("America/New_York", "21 November 2026, 18:30 EST (23:30 UTC)"),
    ],
)
def test_instants_are_in_the_readers_zone_and_in_utc(zone: str, text: str) -> None:
    at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC).isoformat()
    assert f"of {text}." in compose(queued(time_zone=zone, context={"reference": "A", "at": at})).body


def test_the_filter_takes_an_instant_as_well() -> None:
    assert instant(NOW) == "21 November 2026, 12:00 UTC"


class _Anything(dict[str, object]):
    """Has a value for every name: the text of an instant, which any template can print, but where it counts."""

    def __contains__(self, name: object) -> bool:
        return name not in {"True", "False", "None"}

    def __getitem__(self, name: str) -> object:
        if name == "lines":
            return [_Anything()]
        if name == "number":
            return 2
        return NOW.isoformat() if name != "link" else "http://testserver/requests/1/"


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_gives_a_mail(template: str) -> None:
    context = Context(autoescape=False)
    context.dicts.append(_Anything())
    text = template_of(template).render(context)
    subject, empty, body = text.lstrip().split("\n", 2)
    assert subject == subject.strip() != ""
    assert empty == ""
    assert MISSING not in text
    assert "http://testserver/requests/1/" in body
    assert "It carries no data of the case" in body


def test_the_message_is_worded_at_delivery(smtp: Post) -> None:
    queued()
    Message.objects.update(time_zone="Asia/Tbilisi")
    assert "16:00 +04" in received(smtp).get_content()
