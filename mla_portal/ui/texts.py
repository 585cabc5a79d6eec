"""The words the scripts say, in the reader's language; the page carries them in a <meta>, for scripts hold no words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def script_texts() -> dict[str, str]:
    return {
        "left": _("%(span)s left"),
        "overdue": _("%(span)s overdue"),
        "days": _("%(days)s d %(hours)s h"),
        "hours": _("%(hours)s h %(minutes)s min"),
        "minutes": _("%(minutes)s min"),
        "moment": _("less than 1 min"),
        "here": _("%(time)s here"),
        "copied": _("Copied"),
        "copy_failed": _("Could not copy. Select the text and copy it by hand."),
        "saving": _("Saving…"),
        "saved": _("Saved %(time)s"),
        "upload_sending": _("%(name)s: %(percent)s of 100"),
        "upload_waiting": _("The connection is lost. The upload carries on by itself as soon as it is back."),
        "upload_done": _("%(name)s is attached."),
        "upload_choose": _("Choose a file, or drop one here."),
        "not_saved": _("Not saved: %(reason)s"),
        "offline": _("the connection is lost. What you typed is kept in this window; it is saved when you go on."),
        "signed_out": _("you are signed out. Sign in in another tab, then go on here."),
        "refused": _("the server did not take it. Press the button to see why."),
        "found": _("%(number)s found"),
        "kept_title": _("What you typed here was not saved"),
        "kept_text": _("This window still has text you typed at %(time)s."),
        "put_back": _("Put it back"),
        "throw_away": _("Throw it away"),
        "put_back_done": _("It is back in the form. Save it."),
    }
