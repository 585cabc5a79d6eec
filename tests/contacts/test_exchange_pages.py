"""The pages on which files of the directory are handed in and out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from threading import Barrier, Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, expect

from contacts.exchange import SIZE_LIMIT
from contacts.models import Authority, DirectoryImport, ServiceProvider
from contacts.roles import Role
from contacts.services.duty import desk_lock
from contacts.services.exchange import import_apply, import_preview
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event as AuditEvent
from tests.browser import PHONE, WIDE, Open, assert_accessible
from tests.people import PASSWORD
from tests.world import World, person

pytestmark = pytest.mark.django_db

PROVIDERS = "code,name,website\nacme,Acme,https://acme.example\nbeta,Beta,\n"
Send = Callable[..., Any]


@pytest.fixture
def boss(world: World) -> User:
    return User.objects.create_superuser("boss", PASSWORD, name="Administrator")


@pytest.fixture
def send(boss: User, client: Client) -> Send:
    """Hands a file in, as the administrator."""
    client.force_login(boss)

    def handed(text: str | bytes, table: str = "provider", name: str = "providers.csv") -> Any:
        data = text.encode() if isinstance(text, str) else text
        return client.post("/directory/exchange/", {"file": SimpleUploadedFile(name, data), "table": table})

    return handed


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def take(client: Client, address: str) -> Any:
    digest = re.search(r'name="digest" value="(\w+)"', client.get(address).content.decode())
    assert digest is not None
    return client.post(address, {"digest": digest[1]})


def test_a_file_leads_to_what_it_would_change(send: Send, client: Client) -> None:
    answer = send(PROVIDERS)
    assert answer.status_code == 302
    shown = words(client.get(answer.url))
    assert "providers.csv" in shown
    assert "Take over all 2 changes" in shown
    assert "Entries that are missing in the file are not touched" in shown
    assert "Acme acme Service provider, row 2 New" in shown
    assert ServiceProvider.objects.count() == 0


def test_taken_over_it_says_so_and_offers_it_no_more(send: Send, client: Client) -> None:
    address = send(PROVIDERS).url
    answer = take(client, address)
    assert (answer.status_code, answer.url) == (302, address)
    shown = words(client.get(address))
    assert "2 changes are in effect." in shown
    assert "What the file changed" in shown
    assert "Take over" not in shown
    assert client.post(address, {"digest": ""}).status_code == 302, "again does no harm"
    assert ServiceProvider.objects.count() == 2
    assert "Taken over" in words(client.get("/directory/exchange/"))


def test_of_a_file_that_is_not_kept_it_says_where_to_look(send: Send, client: Client) -> None:
    address = send(PROVIDERS).url
    take(client, address)
    client.get(address)
    DirectoryImport.objects.update(text="")
    shown = words(client.get(address))
    assert "Taken over" in shown
    assert "What it changed stands in the history of each entry." in shown
    assert client.post(address, {"digest": ""}).status_code == 302
    assert "in effect" not in words(client.get(address))


def test_before_and_after_stand_side_by_side(send: Send, client: Client) -> None:
    take(client, send(PROVIDERS).url)
    shown = words(client.get(send("code,name,website\nacme,Acme <Ltd>,\n").url))
    assert "Name Acme Acme &lt;Ltd&gt; " in shown
    assert "Website https://acme.example – " in shown
    assert "Take over the change" in shown


def test_a_file_that_changes_nothing_says_so(send: Send, client: Client) -> None:
    take(client, send(PROVIDERS).url)
    answer = send(PROVIDERS)
    assert (answer.status_code, answer.url) == (302, "/directory/exchange/")
    assert "This file changes nothing" in words(client.get(answer.url))
    assert DirectoryImport.objects.count() == 1


def test_where_somebody_else_did_it_meanwhile_nothing_is_left_to_do(send: Send, client: Client) -> None:
    address = send("code,name\nacme,Acme\n").url
    take(client, send(PROVIDERS).url)
    answer = take(client, address)
    assert answer.status_code == 409
    assert "Nothing would change" in words(answer)
    assert "Take over" not in words(client.get(address))


def test_a_directory_that_changed_meanwhile_is_shown_anew(send: Send, client: Client) -> None:
    address = send(PROVIDERS).url
    ServiceProvider.objects.create(code="acme", name="Acme & Co")
    answer = take(client, address)
    assert answer.status_code == 409
    shown = words(answer)
    assert "The directory changed since you looked. Nothing was written" in shown
    assert "Name Acme &amp; Co Acme " in shown
    assert take(client, address).status_code == 302
    assert ServiceProvider.objects.get(code="acme").name == "Acme"


def test_what_can_no_longer_be_taken_over_is_named(send: Send, client: Client) -> None:
    head = "code,authority,order,name,email\n"
    first = send(head + "D1,RO-247,7,One,a@ro.example\n", "contact_point").url
    second = send(head + "D2,RO-247,7,Two,b@ro.example\n", "contact_point").url
    take(client, first)
    answer = take(client, second)
    assert answer.status_code == 409
    assert "Another contact point of this authority has this place in the order" in words(answer)
    assert "Nothing can be taken over until the faults are mended" in words(client.get(second))


def test_a_wrong_file_says_row_by_row_what_to_mend(send: Send) -> None:
    answer = send("code,name,website\nacme,,nowhere\nbeta\n")
    assert answer.status_code == 400
    shown = words(answer)
    assert "<title>Error: " in answer.content.decode()
    assert "Nothing was changed, for this file has 3 faults." in shown
    assert "Row 2 acme Service provider name Name This is missing: name." in shown
    assert "Row 3 Service provider Cells in this row: 1; in the header: 3." in shown
    assert '<option value="provider" selected>' in answer.content.decode(), "the table need not be chosen again"


def test_many_faults_are_counted_and_the_first_shown(send: Send) -> None:
    shown = words(send("code,name\n" + "".join(f"p{n},\n" for n in range(250))))
    assert "this file has 250 faults" in shown
    assert shown.count("This is missing") == 200
    assert "50 more faults are not shown" in shown


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty"),
        (b"x" * (SIZE_LIMIT + 10), "larger than 5 MB"),
        (b"\xff\xfe\x00", "not in UTF-8"),
        (b"code,name\nacme\x00,Acme\n", "cannot be seen"),
        (b"code,name\nacme,Ac\x00me\n", "cannot be stored"),
        (
            b'{"format": "mla-portal-directory", "version": 1, "tables": {"x\\ud800": [{"code": "\\u0000"}]}}',
            "no table",
        ),
    ],
)
def test_whatever_is_handed_in_is_answered_with_a_sentence(send: Send, data: bytes, says: str) -> None:
    answer = send(data)
    assert answer.status_code == 400
    assert says in words(answer)


def test_a_form_without_a_file_or_with_a_table_that_is_none(send: Send, client: Client) -> None:
    assert "Choose a file." in words(client.post("/directory/exchange/", {}))
    assert send(PROVIDERS, table="planets").status_code == 400
    assert "Choose the table." in words(send(PROVIDERS, table=""))
    assert "Choose which table the file is for" in words(send(PROVIDERS, table="json"))


def test_long_previews_have_pages(send: Send, client: Client) -> None:
    address = send("code,name\n" + "".join(f"p{n:03},Provider\n" for n in range(120))).url
    pages = [words(client.get(f"{address}?after={after}")) for after in (0, 50, 100)]
    assert [len(re.findall(r"p\d{3} Service provider", page)) for page in pages] == [50, 50, 20]
    assert all("Take over all 120 changes" in page for page in pages)
    assert "?after=50" in client.get(address).content.decode()
    assert client.get(f"{address}?after=x").status_code == 200
    assert client.get(f"{address}?after={'9' * 50}").status_code == 200


def test_queries_do_not_grow_with_the_file(send: Send, client: Client) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        return len(made)

    few = send(PROVIDERS).url
    many = send("code,name\n" + "".join(f"p{n:03},Provider\n" for n in range(40))).url
    queries(few)
    assert queries(few) == queries(many)


def test_an_unknown_file_is_not_found(send: Send, client: Client, boss: User) -> None:
    client.force_login(boss)
    assert client.get(f"/directory/exchange/{uuid4()}/").status_code == 404


def test_files_are_downloaded(boss: User, client: Client) -> None:
    client.force_login(boss)
    answer = client.get("/directory/export/authority.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="authority.csv"'
    assert answer.getvalue().startswith(b"\xef\xbb\xbfcode,jurisdiction,kind")
    whole = client.get("/directory/export/directory.json")
    tables = json.loads(whole.getvalue())["tables"]
    assert [row["code"] for row in tables["authority"]] == ["GE-CA", "MD-247", "RO-247", "US-247"]
    assert client.get("/directory/export/planets.csv").status_code == 404


def test_entries_for_demonstration_come_along_when_asked_for(boss: User, client: Client) -> None:
    client.force_login(boss)
    assert "for demonstration" not in words(client.get("/directory/exchange/"))
    Authority.objects.filter(code="RO-247").update(is_demo=True)
    assert "are left out of these files" in words(client.get("/directory/exchange/"))
    page = client.get("/directory/exchange/?demo=1").content.decode()
    assert "/directory/export/authority.csv?demo=1" in page
    answer = client.get("/directory/export/authority.csv?demo=1")
    assert b"RO-247" in answer.getvalue()


def test_a_directory_manager_takes_files_out_and_hands_none_in(world: World, client: Client) -> None:
    client.force_login(world.officer)
    assert "Import and export" not in words(client.get("/directory/"))
    client.force_login(person("manager", world.asked, Role.DIRECTORY_MANAGER))
    assert "Import and export" in words(client.get("/directory/"))
    page = words(client.get("/directory/exchange/"))
    assert "authority.csv" in page
    assert "Take a file in" not in page
    assert client.get("/directory/export/authority.csv").status_code == 200
    assert client.post("/directory/exchange/", {}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_take_it_over_once(world: World) -> None:
    boss = User.objects.create_superuser("boss", PASSWORD, name="Administrator")
    _shown, handed = import_preview(actor=boss, name="a.csv", data=PROVIDERS.encode(), table="provider")
    assert handed is not None
    start = Barrier(2)

    def press() -> None:
        start.wait()
        try:
            import_apply(actor=boss, directory_import=handed, seen=handed.digest)
        finally:
            connection.close()

    threads = [Thread(target=press) for _person in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ServiceProvider.objects.count() == 2
    assert AuditEvent.objects.filter(verb="directory.imported").count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_at_a_desk_waits_for_a_file_that_is_only_looked_at(world: World) -> None:
    boss = User.objects.create_superuser("boss", PASSWORD, name="Administrator")
    desk = world.asked.contact_points.get(order=1)
    file = f"code,name\n{desk.code},Another name\n".encode()
    held, looked = Event(), Event()

    def take_over() -> None:
        with transaction.atomic():
            desk_lock(desk)
            held.set()
            looked.wait()
        connection.close()

    person = Thread(target=take_over)
    person.start()
    held.wait()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '5s'")  # rather than for ever
            shown, _handed = import_preview(actor=boss, name="a.csv", data=file, table="contact_point")
    finally:
        looked.set()
        person.join()
    assert [change.after for change in shown.changes] == [{"name": "Another name"}]


def _fits(page: Page) -> None:
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_file_is_mended_and_taken_over_in_a_browser(open_as: Open, world: World, size: tuple[int, int]) -> None:
    page = open_as(User.objects.create_superuser("boss", PASSWORD, name="Administrator"), size)
    page.goto("/directory/exchange/")
    page.get_by_text("How a file is read").click()
    _fits(page)

    def hand_in(text: str) -> None:
        page.get_by_label("File", exact=True).set_input_files(
            {"name": "providers.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
        page.get_by_role("button", name="Show what it would change").click()

    page.get_by_label("Table").select_option("provider")
    hand_in(PROVIDERS + "gamma,,\n")
    expect(page.get_by_role("heading", name="What to mend")).to_be_visible()
    _fits(page)
    hand_in(PROVIDERS + "gamma,Gamma,\n")
    page.wait_for_url("**/directory/exchange/*-*/")
    _fits(page)
    page.get_by_role("button", name="Take over all 3 changes").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("3 changes are in effect.")).to_be_visible()
    _fits(page)
    assert DirectoryImport.objects.get().applied_at is not None
    with page.expect_download() as download:
        page.goto("/directory/exchange/")
        page.get_by_role("link", name="provider.csv").click()
    assert "gamma,Gamma" in download.value.path().read_text()
