"""Asking who asked, and answering."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from requests_app.access import get_request, sides_of
from requests_app.forms.question import AnswerForm, AskForm
from requests_app.models import Question, Request, Topic
from requests_app.selectors.contract import not_here
from requests_app.selectors.questions import askable, may_answer, questions_of
from requests_app.services.measures import require_executing
from requests_app.services.questions import question_answer, question_ask
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, shown_side, title_of


@require_http_methods(["GET", "HEAD", "POST"])
def question_new(http_request: HttpRequest, pk: UUID, topic: str) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    if topic not in (Topic.CLARIFICATION, Topic.CONSULTATION):
        raise NotFound(_("There is no such question. Go back to the request."))
    require_executing(user, row)
    chosen = Topic(topic)
    if chosen not in askable(row):
        raise Conflict(_("This cannot be asked now: one is open, or the request does not stand where it fits."))
    form = AskForm(http_request.POST if http_request.method == "POST" else None, topic=chosen)
    if form.is_bound and form.is_valid():
        try:
            question_ask(actor=user, request=row, topic=topic, text=form.cleaned_data["text"])
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("The question is asked. Your clocks stand still until the answer."))
            return redirect("request", row.pk)
    return _page(http_request, "requests/questions/ask.html", user, row, form, topic=chosen)


@require_http_methods(["GET", "HEAD", "POST"])
def question_one(http_request: HttpRequest, pk: UUID, question: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = questions_of(row).filter(pk=question).first()
    if found is None:
        raise not_here()
    if not may_answer(user, row):
        raise NotAllowed(_("Your role lets you read this, and not answer it. Ask your supervisor."))
    if found.closed_at is not None:
        raise Conflict(_("This question is over: %(how)s.") % {"how": found.get_verdict_display()})
    topic = Topic(found.topic)
    form = AnswerForm(http_request.POST if http_request.method == "POST" else None, topic=topic)
    if form.is_bound and form.is_valid():
        try:
            question_answer(actor=user, question=found, **form.cleaned_data)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("The answer is given. The other side sees it."))
            return redirect("request", row.pk)
    return _page(http_request, "requests/questions/answer.html", user, row, form, topic=topic, question=found)


def _page(
    http_request: HttpRequest,
    template: str,
    user: User,
    row: Request,
    form: AskForm | AnswerForm,
    *,
    topic: Topic,
    question: Question | None = None,
) -> HttpResponse:
    side = shown_side(sides_of(user, row))
    context = {
        "row": row,
        "own": side is Side.REQUESTING,
        "matter": title_of(row, side),
        "topic": topic,
        "form": form,
        "question": question,
    }
    return render(http_request, template, context, status=400 if form.errors else 200)
