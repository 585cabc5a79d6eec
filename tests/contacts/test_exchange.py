"""Files taken into the directory: shown first, then all or nothing; and taken out of it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.entries import ENTRY_TYPES
from contacts.exchange import Change, Preview
from contacts.models import (
    Authority,
    ContactPoint,
    DirectoryChange,
    DirectoryImport,
    InstrumentStatus,
    Jurisdiction,
    Origin,
    ServiceProvider,
)
from contacts.roles import Role
from contacts.services.entries import entry_write
from contacts.services.exchange import directory_export, import_apply, import_preview, table_export
from contacts.services.shipping import directory_ship
from contacts.tasks import directory_files_purge
from mla_portal.accounts.models import User
from mla_portal.audit.models import Event
from mla_portal.errors import Conflict, NotAllowed, NotFound
from tests.people import PASSWORD
from tests.world import World, desk, make_world, person

pytestmark = pytest.mark.django_db

PROVIDERS = "code,name,website\nacme,Acme,https://acme.example\nbeta,Beta,\n"
DESKS = "code,authority,order,name,email\n"


@pytest.fixture
def boss(world: World) -> User:
    return User.objects.create_superuser("boss", PASSWORD, name="Administrator")


def preview(actor: User, text: str, table: str = "provider") -> tuple[Preview, DirectoryImport | None]:
    return import_preview(actor=actor, name="file.csv", data=text.encode(), table=table)


def handed(actor: User, text: str, table: str = "provider") -> DirectoryImport:
    shown, found = preview(actor, text, table)
    assert shown.problems == []
    assert found is not None
    return found


def take(actor: User, text: str, table: str = "provider") -> DirectoryImport:
    found = handed(actor, text, table)
    return import_apply(actor=actor, directory_import=found, seen=found.digest)


def faults(actor: User, text: str, table: str = "provider") -> list[tuple[int, str, str]]:
    shown, found = preview(actor, text, table)
    assert found is None
    return [(problem.row, problem.code, problem.field) for problem in shown.problems]


def in_tables(**tables: Any) -> str:
    return json.dumps({"format": "mla-portal-directory", "version": 1, "tables": tables})


def everything() -> dict[str, list[dict[str, str]]]:
    return {
        name: [{"code": row.code, **entry_type.as_text(row)} for row in entry_type.rows()]
        for name, entry_type in ENTRY_TYPES.items()
    }


# --- the preview ---


def test_a_preview_says_what_would_change_and_writes_nothing(boss: User) -> None:
    take(boss, PROVIDERS)
    before, events = everything(), Event.objects.count()
    shown, found = preview(boss, "code,name,website\nnew,New,\nacme,Acme Ltd,https://acme.example\nbeta,Beta,\n")
    assert (shown.added, shown.changed, shown.unchanged) == (1, 1, 1)
    new, changed = shown.changes
    assert (new.code, new.is_new, new.after["name"]) == ("new", True, "New")
    assert changed == Change(
        table="provider", row=3, code="acme", is_new=False, before={"name": "Acme"}, after={"name": "Acme Ltd"}
    )
    assert found is not None
    assert (found.digest, found.applied_at) == (shown.digest, None)
    assert (everything(), Event.objects.count()) == (before, events)


def test_a_field_without_a_column_stays_and_an_empty_cell_empties_it(boss: User) -> None:
    take(boss, PROVIDERS)
    take(boss, "code,website\nacme,\n")
    acme = ServiceProvider.objects.get(code="acme")
    assert (acme.name, acme.website) == ("Acme", "")


def test_entries_that_are_missing_in_a_file_are_not_touched(boss: User) -> None:
    take(boss, PROVIDERS)
    take(boss, "code,name\nacme,Acme Ltd\n")
    assert ServiceProvider.objects.get(code="beta").name == "Beta"


def test_rows_may_refer_to_rows_of_the_same_file_in_any_order(boss: User) -> None:
    text = "code,parent,time_zone\nXA,XB,UTC\nXB,XC,UTC\nXC,XD,UTC\nXD,,UTC\n"
    take(boss, text, "jurisdiction")
    assert Jurisdiction.objects.get(code="XA").parent_id == "XB"


def test_what_ends_may_stand_behind_what_follows_it(boss: User) -> None:
    head = "code,jurisdiction,instrument,in_force_from,in_force_until\n"
    take(boss, head + "GE-2,GE,CETS185,2025-01-01,\nGE-CETS185,GE,CETS185,2012-10-01,2025-01-01\n", "status")
    assert InstrumentStatus.objects.filter(jurisdiction="GE").count() == 2


def test_tables_are_applied_in_their_order(boss: User) -> None:
    text = in_tables(
        contact_point=[{"code": "XX-D", "authority": "XX-CA", "name": "Desk", "telephone": "+40 21 555 0100"}],
        authority=[
            {
                "code": "XX-CA",
                "jurisdiction": "XX",
                "kind": "court",
                "name": "Court",
                "time_zone": "UTC",
                "channel": "post",
                "member": "no",
            }
        ],
        jurisdiction=[{"code": "XX", "time_zone": "UTC"}],
    )
    take(boss, text, "")
    assert ContactPoint.objects.get(code="XX-D").authority.jurisdiction_id == "XX"


# --- refusals ---


def test_every_wrong_row_and_field_is_named_at_once(boss: User) -> None:
    head = "code,jurisdiction,kind,name,email,telephone,time_zone,member,channel\n"
    rows = [
        "RO-1,RO,court,Court,desk@ro.example,+40 21 555 0100,Europe/Bucharest,no,post",
        "RO-2,QQ,court,Court,desk at ro,021 555 0100,Europe/Bucharest,no,post",
        "RO-3,RO,court,,,,Europe/Bucharest,maybe,pigeon",
        "RO-4,RO,court",
        "RO 5,RO,court,Court,,,Europe/Bucharest,no,post",
        "RO-247,GE,court,,,,Europe/Bucharest,yes,portal",
    ]
    assert set(faults(boss, head + "\n".join(rows), "authority")) == {
        (3, "RO-2", "jurisdiction"),
        (3, "RO-2", "email"),
        (3, "RO-2", "telephone"),
        (4, "RO-3", "member"),
        (4, "RO-3", "name"),
        (4, "RO-3", "channel"),
        (5, "", ""),
        (6, "RO 5", "code"),
        (7, "RO-247", "jurisdiction"),
        (7, "RO-247", "name"),
    }
    assert not Authority.objects.filter(code="RO-1").exists()


def test_entries_that_overlap_are_refused_with_the_row(boss: User) -> None:
    head = "code,jurisdiction,instrument,in_force_from,in_force_until\n"
    shown, _found = preview(boss, head + "A1,GE,CETS185,2001-01-01,\nA2,GE,CETS185,2005-01-01,\n", "status")
    assert [problem.row for problem in shown.problems][-1] == 3
    assert "overlaps" in shown.problems[-1].text


def test_a_desk_without_a_channel_and_a_place_that_is_taken_are_refused(boss: User) -> None:
    rows = "D1,RO-247,3,Silent,\nD2,RO-247,1,First,first@ro.example\nD3,RO-247,4,Fourth,fourth@ro.example\n"
    assert faults(boss, DESKS + rows, "contact_point") == [(2, "D1", ""), (3, "D2", "")]


def test_faults_of_the_file_and_of_what_it_says_come_together(boss: User) -> None:
    assert faults(boss, "code,name\nacme\nbeta,\n,Nobody\n") == [(2, "", ""), (3, "beta", "name"), (4, "", "code")]


def test_a_file_that_is_wrong_everywhere_is_not_looked_at_to_its_end(boss: User) -> None:
    rows = "".join(f"p{number},\n" for number in range(1200))
    shown, _found = preview(boss, "code,name\n" + rows)
    assert len(shown.problems) == 1001
    assert "was not looked at" in shown.problems[0].text


def test_nothing_is_kept_of_a_file_that_is_wrong(boss: User) -> None:
    preview(boss, "code,name\nacme,\n")
    assert DirectoryImport.objects.count() == 0


# --- taking it over ---


def test_what_was_shown_is_written_with_its_history(boss: User) -> None:
    found = take(boss, PROVIDERS)
    assert found.applied_at is not None
    reason = f"From a file handed in on {date_format(timezone.localdate(), 'j F Y')}"
    changes = DirectoryChange.objects.filter(entry_type="provider")
    assert {(change.code, change.origin, change.made_by_id, change.reason) for change in changes} == {
        ("acme", Origin.IMPORT, boss.pk, reason),
        ("beta", Origin.IMPORT, boss.pk, reason),
    }
    *entries, last = Event.objects.order_by("-id")[:3][::-1]
    assert [event.verb for event in entries] == ["directory.changed", "directory.changed"]
    assert last.verb == "directory.imported"
    assert json.loads(last.data)["added"] == 2


def test_twice_does_no_harm(boss: User) -> None:
    found = take(boss, PROVIDERS)
    events = Event.objects.count()
    again = import_apply(actor=boss, directory_import=found, seen=found.digest)
    assert again.applied_at == found.applied_at
    assert Event.objects.count() == events
    shown, _found = preview(boss, PROVIDERS)
    assert (list(shown.changes), shown.unchanged) == ([], 2)


def test_a_directory_that_changed_meanwhile_is_looked_at_again(boss: User) -> None:
    take(boss, PROVIDERS)
    found = handed(boss, "code,name\nacme,Acme Ltd\nnew,New\n")
    seen = found.digest
    write = {"entry_type": ENTRY_TYPES["provider"], "origin": Origin.ADMINISTRATION}
    entry_write(actor=boss, code="acme", values={"name": "Acme & Co"}, **write)  # type: ignore[arg-type]
    with pytest.raises(Conflict, match="changed since you looked"):
        import_apply(actor=boss, directory_import=found, seen=seen)
    assert ServiceProvider.objects.get(code="acme").name == "Acme & Co"
    assert not ServiceProvider.objects.filter(code="new").exists()
    found.refresh_from_db()
    assert found.digest != seen
    import_apply(actor=boss, directory_import=found, seen=found.digest)
    assert ServiceProvider.objects.get(code="acme").name == "Acme Ltd"


def test_a_change_beside_the_file_stops_nothing(boss: User) -> None:
    take(boss, PROVIDERS)
    found = handed(boss, "code,name\nacme,Acme Ltd\n")
    ServiceProvider.objects.filter(code="acme").update(website="")
    import_apply(actor=boss, directory_import=found, seen=found.digest)
    acme = ServiceProvider.objects.get(code="acme")
    assert (acme.name, acme.website) == ("Acme Ltd", "")


def test_what_can_no_longer_be_written_is_named(boss: User, world: World) -> None:
    found = handed(boss, DESKS + "D1,RO-247,7,Desk,d1@ro.example\n", "contact_point")
    desk(world.asked, 7, "Somebody was first", "first@ro.example")
    with pytest.raises(Conflict):
        import_apply(actor=boss, directory_import=found, seen=found.digest)
    assert not ContactPoint.objects.filter(code="D1").exists()
    found.refresh_from_db()
    assert "has this place in the order" in found.text


def test_one_who_saw_something_else_takes_nothing_over(boss: User) -> None:
    found = handed(boss, PROVIDERS)
    with pytest.raises(Conflict):
        import_apply(actor=boss, directory_import=found, seen="")
    assert ServiceProvider.objects.filter(code="acme").count() == 0


def test_a_file_that_nobody_decided_on_is_forgotten(boss: User) -> None:
    old = handed(boss, PROVIDERS)
    DirectoryImport.objects.update(made_at=timezone.now() - timedelta(days=7, seconds=1))
    new = handed(boss, PROVIDERS)
    directory_files_purge()
    assert list(DirectoryImport.objects.all()) == [new]
    with pytest.raises(NotFound, match="not kept any more"):
        import_apply(actor=boss, directory_import=old, seen=old.digest)


def test_what_is_in_a_file_is_forgotten_a_month_after_it_was_taken_over(boss: User) -> None:
    taken = take(boss, PROVIDERS)
    for days, kept in ((29, True), (31, False), (31, False)):
        DirectoryImport.objects.update(applied_at=timezone.now() - timedelta(days=days))
        directory_files_purge()
        taken.refresh_from_db()
        assert (taken.name, bool(taken.text)) == ("file.csv", kept)
    assert import_apply(actor=boss, directory_import=taken, seen=taken.digest).text == ""


@pytest.mark.parametrize("who", ["officer", "their_supervisor", "manager"])
def test_only_administrators_take_files_in(boss: User, world: World, who: str) -> None:
    manager = person("manager", world.asked, Role.DIRECTORY_MANAGER)
    actor = manager if who == "manager" else getattr(world, who)
    found = handed(boss, PROVIDERS)
    with pytest.raises(NotAllowed):
        preview(actor, PROVIDERS)
    with pytest.raises(NotAllowed):
        import_apply(actor=actor, directory_import=found, seen=found.digest)


NASTY = "RO|RO-247|CETS185|yes|999999999|32768|0|0001-01-01|9999-12-31|2026-11-21|en fr|%|%(x)s|{}|portal|UTC|unknown"
NASTY += "|+40 21 555 0100|+999999999999999999|desk@ro.example|https://x.example|\ud800|\0|\n"
CELLS = st.text(st.characters(), max_size=12) | st.sampled_from([*NASTY.split("|"), "x" * 7000])


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("table", ENTRY_TYPES)
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_cells_say_is_answered(table: str, data: st.DataObject) -> None:
    boss = User.objects.filter(username="boss").first() or User.objects.create_superuser("boss", PASSWORD, name="Boss")
    entry = st.fixed_dictionaries({"code": CELLS}, optional=dict.fromkeys(ENTRY_TYPES[table].fields, CELLS))
    text = in_tables(**{table: data.draw(st.lists(entry, min_size=1, max_size=3))})
    shown, found = import_preview(actor=boss, name="\0" * 300, data=text.encode(), table="")
    assert (found is None) == bool(shown.problems or not shown.changes)
    if found is not None:
        with transaction.atomic():
            import_apply(actor=boss, directory_import=found, seen=found.digest)
            transaction.set_rollback(True)


# --- taking it out ---


def test_an_export_taken_in_again_changes_nothing(boss: User) -> None:
    directory_ship()
    Authority.objects.filter(code="RO-247").update(telephone="112", address="+1 Street\r\n=2nd line", fax="-")
    take(boss, "code,name,remark\nacme,'+Acme,\"'quoted'\nand more\"\n")
    before = everything()
    for table in ENTRY_TYPES:
        shown, _found = preview(boss, "".join(table_export(actor=boss, table=table)), table)
        assert (shown.problems, list(shown.changes)) == ([], []), table
        assert shown.unchanged == len(before[table])
    shown, _found = preview(boss, "".join(directory_export(actor=boss)), "")
    assert (shown.problems, list(shown.changes)) == ([], [])
    assert shown.unchanged == sum(map(len, before.values()))


def test_an_export_fills_an_empty_directory() -> None:
    boss = User.objects.create_superuser("boss", PASSWORD, name="Administrator")
    with transaction.atomic():
        make_world()
        directory_ship()
        Authority.objects.filter(code="MD-247").update(is_demo=True)
        text, before = "".join(directory_export(actor=boss, with_demo=True)), everything()
        transaction.set_rollback(True)
    assert not any(everything().values())
    take(boss, text, "")
    assert everything() == before


def test_entries_for_demonstration_are_left_out_unless_asked_for(boss: User) -> None:
    Authority.objects.filter(code="RO-247").update(is_demo=True)
    for table, word in (("authority", "RO-247"), ("contact_point", "desk@ro.example")):
        assert word not in "".join(table_export(actor=boss, table=table))
        assert word in "".join(table_export(actor=boss, table=table, with_demo=True))
    assert "RO-247" not in "".join(directory_export(actor=boss))
    assert "RO-247" in "".join(directory_export(actor=boss, with_demo=True))


def test_entries_for_demonstration_come_back_as_such(boss: User) -> None:
    Authority.objects.filter(code="MD-247").update(is_demo=True)
    text = "".join(table_export(actor=boss, table="authority", with_demo=True)).replace("MD-247", "MD-NEW")
    shown, _found = preview(boss, text, "authority")
    assert [(change.code, change.after["is_demo"]) for change in shown.changes] == [("MD-NEW", "yes")]
    take(boss, text, "authority")
    assert Authority.objects.get(code="MD-NEW").is_demo


@pytest.mark.parametrize(("code", "said"), [("RO-247", "yes"), ("MD-247", "no")])
def test_no_file_makes_a_demonstration_of_what_is_there_nor_the_other_way(boss: User, code: str, said: str) -> None:
    Authority.objects.filter(code="MD-247").update(is_demo=True)
    assert faults(boss, f"code,is_demo\n{code},{said}\n", "authority") == [(2, code, "is_demo")]


def test_each_export_is_an_event(boss: User) -> None:
    table_export(actor=boss, table="authority", with_demo=True)
    last = Event.objects.order_by("-id")[0]
    assert (last.verb, last.actor_id) == ("directory.exported", boss.pk)
    assert json.loads(last.data) == {"form": "csv", "tables": ["authority"], "with_demo": True}


def test_managers_take_it_out_and_officers_do_not(world: World) -> None:
    manager = person("manager", world.asked, Role.DIRECTORY_MANAGER)
    assert "RO-247" in "".join(table_export(actor=manager, table="authority"))
    with pytest.raises(NotAllowed):
        directory_export(actor=world.officer)


def test_an_export_takes_as_many_queries_for_many_as_for_few(boss: User, world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            "".join(directory_export(actor=boss))
        return len(made)

    before = queries()
    for number in range(3, 9):
        desk(world.asked, number, f"Desk {number}", f"desk{number}@ro.example")
    take(boss, PROVIDERS)
    assert queries() == before


# --- commands ---


def test_the_commands_show_take_over_and_give_back(boss: User, tmp_path: Path) -> None:
    file = tmp_path / "providers.csv"
    file.write_text(PROVIDERS)
    said = StringIO()
    call_command("import_directory", str(file), by="boss", table="provider", stdout=said)
    assert "New: provider acme\n  name: 'Acme'" in said.getvalue()
    assert "New: 2. Changed: 0. Unchanged: 0." in said.getvalue()
    assert ServiceProvider.objects.count() == 0
    call_command("import_directory", str(file), by="boss", table="provider", apply=True, stdout=StringIO())
    again = StringIO()
    call_command("import_directory", str(file), by="boss", table="provider", apply=True, stdout=again)
    assert again.getvalue() == "New: 0. Changed: 0. Unchanged: 2.\n"
    out = StringIO()
    call_command("export_directory", table="provider", stdout=out)
    assert "acme,Acme,,https://acme.example" in out.getvalue()
    whole = StringIO()
    call_command("export_directory", stdout=whole)
    assert json.loads(whole.getvalue())["tables"]["provider"][0]["code"] == "acme"


def test_the_command_names_what_is_wrong(boss: User, world: World, tmp_path: Path) -> None:
    file, said = tmp_path / "providers.csv", StringIO()
    file.write_text("code,name\nacme,\n")
    with pytest.raises(CommandError, match="Mend what is wrong"):
        call_command("import_directory", str(file), by="boss", table="provider", stdout=StringIO(), stderr=said)
    assert "provider, row 2, acme, name: This is missing" in said.getvalue()
    with pytest.raises(CommandError, match="Only administrators"):
        call_command("import_directory", str(file), by="officer", table="provider")
    with pytest.raises(CommandError, match="Nobody named"):
        call_command("import_directory", str(file), by="ghost", table="provider")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_directory", str(tmp_path / "none.csv"), by="boss", table="provider")
