"""What the English notices of version 1 have in common. Published versions are made of these: never change them."""

from __future__ import annotations

from templates_app.versions import parts_en_1 as parts
from templates_app.versions.model import Column, Item, Line, Lines, Prose, Signature, Style, Table, TemplateVersion
from templates_app.versions.parts_en_1 import item, numbered

DATE = item("Date (DD/MM/YYYY)", *parts.DATE.blocks)
ABOUT = item(
    "Request to which this notice refers",
    Lines(
        (
            Line("Ticket/reference number", "about.reference"),
            Line("Kind of request", "about.kind"),
            Line("Date", "about.dated"),
            Line("Requesting authority", "about.requested_by"),
            Line("Reference number of the requested authority", "about.their_reference"),
        ),
        of="about",
    ),
)
SENDER = item(
    "Sender",
    Lines(
        (
            Line("Organisation", "sender.organisation,sender.original_name"),
            Line("Person in charge", "sender.person"),
            Line("Address", "sender.address"),
            Line("Telephone number", "sender.telephone"),
            Line("E-mail address", "sender.email"),
            Line("Office hours", "sender.office_hours"),
            Line("Time zone", "sender.time_zone"),
        )
    ),
)
RECIPIENT = item(
    "Addressee",
    Lines(
        (
            Line("Organisation", "recipient.name,recipient.original_name"),
            Line("Country", "recipient.country"),
            Line("Address", "recipient.address"),
            Line("Telephone number", "recipient.telephone"),
            Line("E-mail address", "recipient.email"),
        )
    ),
)
REPLY_BY = item("Please reply by", Lines((Line("Date (DD/MM/YYYY)", "reply_by"),)))
ITEM_TABLE = Table(
    "items",
    (
        Column("No.", "#", 6, Style.NUMBER),
        Column("Subject", "subject", 36, Style.CODE),
        Column("Result", "result", 26),
        Column("Remarks", "note", 32),
    ),
    label="Result for each item",
    optional=True,
)
ADDITIONAL = item("Additional information", Prose("note"))
SIGNATURE = item("Signature and/or stamp", *(one for one in parts.SIGNATURE.blocks if isinstance(one, Signature)))

RESULTS = {
    "executed": "Executed",
    "partly": "Executed in part",
    "no_data": "No data found",
    "data_deleted": "Data deleted before the request was received",
    "wrong_custodian": "Data not held by the custodian that was named",
    "incomplete": "Request too incomplete to be executed",
}
CHOICES = {
    **parts.CHOICES,
    "RequestKind.preservation": "Preservation of data (Article 29)",
    "RequestKind.extension": "Extension of a preservation",
    "RequestKind.mla_subscriber": "Mutual assistance: subscriber information (Article 31)",
    "RequestKind.mla_stored_data": "Mutual assistance: stored computer data (Article 31)",
    "RequestKind.withdrawal": "Withdrawal of a request",
    "RequestKind.un_preservation": "Preservation of data (Article 42 of the United Nations Convention)",
    "RequestKind.emergency_disclosure": "Expedited disclosure in an emergency (Article 9, CETS 224)",
    **{f"Result.{code}": words for code, words in RESULTS.items()},
}


def notice(code: str, title: str, *items: Item) -> TemplateVersion:
    """A notice of the requested authority about a request."""
    return letter(
        code, title, "notice to the requesting authority", DATE, RECIPIENT, SENDER, ABOUT, *items, ADDITIONAL, SIGNATURE
    )


def letter(code: str, title: str, subtitle: str, *items: Item) -> TemplateVersion:
    return TemplateVersion(
        code=code,
        version=1,
        language="en",
        title=title,
        subtitle=subtitle,
        colophon="There is no official template for this notice.",
        date_format=parts.DATE_FORMAT,
        words=parts.WORDS,
        choices=CHOICES,
        items=numbered(*items),
    )
