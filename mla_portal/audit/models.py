"""The trail. Rows are added by `services.event_record` and by nothing else; the database refuses every change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from mla_portal.audit.verbs import Verb

CHAIN_FORM = r"^[a-z_]+(:[A-Za-z0-9._-]+)?$"
VERB_FORM = r"^[a-z_]+(\.[a-z_]+)?$"


class Event(models.Model):
    """One line of the trail.

    `seq`, `recorded_at`, `prev_hash` and `hash` are set by a trigger (`sql.py`); their defaults only make Django read
    them back after the insert. `data` is text, not jsonb, because jsonb re-orders and the hash is over these bytes.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.TextField(_("chain"))
    seq = models.BigIntegerField(_("number in the chain"), db_default=0)
    at = models.DateTimeField(_("when it happened"))
    recorded_at = models.DateTimeField(_("when the database wrote it"), db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    actor_name = models.TextField(_("name of who, then"), blank=True)
    # No `choices`: a new verb must not need a migration. The service takes nothing but a Verb.
    verb = models.TextField(_("what"))
    data = models.TextField(_("particulars"))
    prev_hash = models.CharField(max_length=64, db_default="")
    hash = models.CharField(max_length=64, db_default="")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            # Also the order in which `events_of` and `verify_audit` read.
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_event_chain_seq"),
            models.CheckConstraint(condition=Q(chain__regex=CHAIN_FORM), name="audit_event_chain_form"),
            models.CheckConstraint(condition=Q(verb__regex=VERB_FORM), name="audit_event_verb_form"),
            # The hash is over lines: only the last, `data`, may not be bounded by a line break.
            models.CheckConstraint(
                condition=~Q(actor_name__regex=r"[[:cntrl:]]"), name="audit_event_actor_name_one_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.verb}"

    @property
    def sentence(self) -> str:
        """What happened, for people, in the language now active."""
        return str(Verb(self.verb).label)


class ChainHead(models.Model):
    """The last number and hash of a chain, kept by the trigger: a tail cut off the chain shows against it."""

    chain = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"
