"""Everything the trail can say happened: a closed list. The label is the sentence shown to people.

The value is hashed into the trail for ever: add verbs, never rename one.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    REQUEST_DRAFTED = "request.drafted", _("The request was drafted")
    REQUEST_EDITED = "request.edited", _("The request was edited")
    REQUEST_SUBMITTED = "request.submitted", _("The request was submitted for approval")
    REQUEST_RETURNED = "request.returned", _("The request was returned to its author")
    REQUEST_APPROVED = "request.approved", _("The request was approved")
    REQUEST_SENT = "request.sent", _("The request was sent")
    REQUEST_SENT_DESPITE = "request.sent_despite", _("The request was sent despite warnings of the directory")
    REQUEST_ACKNOWLEDGED = "request.acknowledged", _("Receipt of the request was acknowledged")
    REQUEST_STARTED = "request.started", _("Execution of the request was begun")
    REQUEST_REFUSED = "request.refused", _("The request was refused")
    REQUEST_REDIRECTED = "request.redirected", _("The request was passed on to another authority")
    REQUEST_POSTPONED = "request.postponed", _("Execution of the request was postponed")
    REQUEST_RESUMED = "request.resumed", _("Execution of the request was resumed")
    REQUEST_COMPLETED = "request.completed", _("The result of the request was reported")
    REQUEST_CLOSED = "request.closed", _("The request was closed")
    REQUEST_WITHDRAWN = "request.withdrawn", _("The request was withdrawn")
    REQUEST_READ = "request.read", _("The request was read")

    REQUEST_REGISTERED = "request.registered", _("A request that came from outside the portal was registered")
    SENDER_VERIFIED = "request.sender_verified", _("It was verified who sent the request")
    ORIGINAL_OPENED = "request.original_opened", _("The request as it came was opened")

    COMMENT_ADDED = "comment.added", _("A colleague commented on the request")
    COMMENT_RESOLVED = "comment.resolved", _("A comment was resolved")

    MESSAGE_SENT = "message.sent", _("A message was sent")
    MESSAGE_RECORDED = "message.recorded", _("What was said outside the portal was recorded")
    MESSAGE_READ = "message.read", _("Messages were read")
    ATTACHMENT_ADDED = "attachment.added", _("A file was attached")
    ATTACHMENT_REMOVED = "attachment.removed", _("A file was taken back")
    ATTACHMENT_DOWNLOADED = "attachment.downloaded", _("A file was downloaded")

    DOCUMENT_ISSUED = "document.issued", _("The document was issued and frozen")
    DOCUMENT_DOWNLOADED = "document.downloaded", _("The document was downloaded")

    FILE_STORED = "file.stored", _("A file was stored")
    FILE_OPENED = "file.opened", _("A file was opened")
    FILE_INFECTED = "file.infected", _("Malware was found in a file")

    DEADLINE_STARTED = "deadline.started", _("A deadline began to run")
    DEADLINE_EXTENDED = "deadline.extended", _("A deadline was moved to another date")
    DEADLINE_PAUSED = "deadline.paused", _("A deadline stands still: the other side owes an answer")
    DEADLINE_RESUMED = "deadline.resumed", _("A deadline runs on")
    DEADLINE_SILENCED = "deadline.silenced", _("The reminders of a deadline were switched off")
    DEADLINE_UNSILENCED = "deadline.unsilenced", _("The reminders of a deadline were switched on again")
    DEADLINE_SETTLED = "deadline.settled", _("Somebody said that what a deadline waits for is done")
    DEADLINE_CLOSED = "deadline.closed", _("A deadline was closed")
    QUESTION_ASKED = "question.asked", _("The requested authority asked a question")
    QUESTION_ANSWERED = "question.answered", _("A question of the requested authority was answered")

    MEASURE_RECORDED = "measure.recorded", _("A measure was taken")
    MEASURE_CHANGED = "measure.changed", _("The record of a measure was changed")
    PRESERVATION_EFFECTED = "preservation.effected", _("Data are preserved")
    PRESERVATION_EXTENDED = "preservation.extended", _("The preservation was extended")
    PRESERVATION_NOT_EXTENDED = "preservation.not_extended", _("The preservation was not extended")
    PRESERVATION_CORRECTED = "preservation.corrected", _("The end of the preservation was corrected")
    PRESERVATION_HELD = "preservation.held", _("The data are held until the request for them is decided")
    PRESERVATION_RELEASED = "preservation.released", _("The preserved data were released")
    PRESERVATION_LAPSED = "preservation.lapsed", _("The preservation lapsed: nothing was received in time")
    REMINDER_SENT = "reminder.sent", _("A reminder was sent")

    CASE_OPENED = "case.opened", _("The case was opened")
    CASE_CHANGED = "case.changed", _("The case was changed")
    CASE_SEALED = "case.sealed", _("The case was sealed")
    CASE_ACCESS_GRANTED = "case.access_granted", _("A colleague was given access to the case")
    DECONFLICTION_AGREED = "deconfliction.agreed", _("The authority agreed to be told of overlapping requests")
    DECONFLICTION_ENDED = "deconfliction.ended", _("The authority ended its agreement on overlapping requests")
    SHELF_CHANGED = "shelf.changed", _("What the authority keeps for drafting was changed")

    MEMBERSHIP_GRANTED = "membership.granted", _("A membership of an authority was granted")
    MEMBERSHIP_ENDED = "membership.ended", _("A membership of an authority was ended")
    DIRECTORY_CHANGED = "directory.changed", _("The directory was changed")
    DIRECTORY_CHANGE_PROPOSED = "directory.change_proposed", _("A change of the directory was proposed")
    DIRECTORY_CHANGE_ACCEPTED = "directory.change_accepted", _("A change of the directory was accepted")
    DIRECTORY_CHANGE_REJECTED = "directory.change_rejected", _("A change of the directory was rejected")
    DIRECTORY_CHANGE_WITHDRAWN = "directory.change_withdrawn", _("A change of the directory was withdrawn")
    DIRECTORY_CHANGE_OVERTAKEN = "directory.change_overtaken", _("A change of the directory was overtaken by another")
    DIRECTORY_EXPORTED = "directory.exported", _("The directory was exported into a file")
    DIRECTORY_IMPORTED = "directory.imported", _("A file was taken into the directory")
    DUTY_ROSTER_PUBLISHED = "duty.roster_published", _("A duty roster was published")
    DUTY_HANDED_OVER = "duty.handed_over", _("A note of hand-over was written")
    DUTY_TAKEN_UP = "duty.taken_up", _("A duty shift was taken up")
    DUTY_REASSIGNED = "duty.reassigned", _("A duty shift was given to somebody else")
    ESCALATION_CHANGED = "escalation.changed", _("An escalation policy was changed")

    TEMPLATE_DRAFTED = "template.drafted", _("A draft of a document template was begun")
    TEMPLATE_CHANGED = "template.changed", _("A draft of a document template was changed")
    TEMPLATE_DISCARDED = "template.discarded", _("A draft of a document template was discarded")
    TEMPLATE_PUBLISHED = "template.published", _("A document template was published")
    TEMPLATE_RETIRED = "template.retired", _("A document template was retired")
    LETTERHEAD_CHANGED = "letterhead.changed", _("The letterhead of an authority was changed")
    TRANSLATION_CONFIRMED = "translation.confirmed", _("A translation of the documents was confirmed")

    CALENDAR_FEED_MADE = "calendar_feed.made", _("A private calendar address was made")
    CALENDAR_FEED_REVOKED = "calendar_feed.revoked", _("A private calendar address was revoked")
    ACCOUNT_CREATED = "account.created", _("An account was made")
    ACCOUNT_CHANGED = "account.changed", _("An account was changed")
    SIGN_IN_SUCCEEDED = "sign_in.succeeded", _("Signed in")
    SIGN_IN_FAILED = "sign_in.failed", _("A sign-in failed")
    SIGN_IN_THROTTLED = "sign_in.throttled", _("A sign-in was refused after too many failures")
    SIGN_OUT = "sign_out", _("Signed out")
    PASSWORD_CHANGED = "password.changed", _("The password was changed")
    API_TOKEN_CREATED = "api_token.created", _("An API token was made")
    API_TOKEN_REVOKED = "api_token.revoked", _("An API token was revoked")
