"""Who may do what, where: the answer of every address to every role. `docs/access.md` says how to read it.

The columns are the roles in their order below, from `non`, nobody signed in, to `adm`, the administrator. A dash stands
for no state. What follows a colon is the action, or the section, that is tried; a write is tried with nothing in it,
so 400 is the answer to who may. Health is 503 because no worker runs beside the tests.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = (
    "anonymous",
    "officer",
    "colleague",
    "supervisor",
    "auditor",
    "contact",
    "their_supervisor",
    "stranger",
    "administrator",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    route: str
    method: str
    state: str
    action: str
    statuses: dict[str, int]

    def __str__(self) -> str:
        return f"{self.route}{self.action and ':'}{self.action} {self.method} {self.state}"


def rows() -> list[Row]:
    return [_row(line.split()) for line in TABLE.splitlines() if line.strip() and not line.startswith("#")]


def _row(cells: list[str]) -> Row:
    what, method, state, *statuses = cells
    route, _colon, action = what.partition(":")
    if len(statuses) != len(ROLES):
        raise ValueError(f"{what} {method} {state}: {len(statuses)} answers for {len(ROLES)} roles")
    answers = dict(zip(ROLES, map(int, statuses), strict=True))
    return Row(route=route, method=method, state=state, action=action, statuses=answers)


TABLE = """\
# the frame                                           non off col sup aud con the str adm
healthz                           get    -            503 503 503 503 503 503 503 503 503
document_schema                   get    -            200 200 200 200 200 200 200 200 200
sign_in                           get    -            200 302 302 302 302 302 302 302 302
sign_out                          post   -            302 302 302 302 302 302 302 302 302
account                           get    -            302 200 200 200 200 200 200 200 200
password_change                   get    -            302 200 200 200 200 200 200 200 200
password_change                   post   -            302 400 400 400 400 400 400 400 400
token_create                      post   -            302 400 400 400 400 400 400 400 400
token_revoke                      post   -            302 302 404 404 404 404 404 404 404

deadlines_month                   get    -            302 200 200 200 200 200 200 200 200
bell                              get    -            302 200 200 200 200 200 200 200 200
bell                              post   -            302 302 302 302 302 302 302 302 302
digest_set                        post   -            302 302 302 302 302 302 302 302 302
feed_new                          post   -            302 200 200 200 200 200 200 200 200
feed_end                          post   -            302 302 404 404 404 404 404 404 404
calendar_feed                     get    -            200 200 200 200 200 200 200 200 200
ladders                           get    -            302 403 403 200 403 403 200 403 403
ladder                            get    -            302 403 403 200 403 403 404 403 403
ladder                            post   -            302 403 403 400 403 403 404 403 403
ladder_stop                       post   -            302 403 403 400 403 403 404 403 403
ladder_go_on                      post   -            302 403 403 409 403 403 404 403 403
deadline                          get    sent         302 200 200 200 200 200 200 404 404
deadline                          get    sealed_sent  302 200 404 404 404 200 200 404 404
deadline_act:extend               post   sent         302 400 400 400 403 403 403 404 404
deadline_act:settle               post   sent         302 403 403 403 403 403 403 404 404
deadline_act:silence              post   sealed_sent  302 403 404 404 404 403 403 404 404
deadline_act:silence              post   sent         302 403 403 400 403 403 403 404 404

# the directory                                       non off col sup aud con the str adm
directory                         get    -            302 200 200 200 200 200 200 200 200
authority                         get    -            302 200 200 200 200 200 200 200 200
roster                            get    -            302 404 404 404 404 200 200 404 404
roster_plan                       get    -            302 404 404 404 404 403 200 404 404
roster_plan                       post   -            302 404 404 404 404 403 400 404 404
shift_reassign                    get    -            302 404 404 404 404 403 200 404 404
shift_reassign                    post   -            302 404 404 404 404 403 400 404 404
hand_over                         get    -            302 404 404 404 404 200 200 404 404
hand_over_note                    get    -            302 404 404 404 404 302 302 404 404
hand_over_note                    post   -            302 404 404 404 404 400 400 404 404
hand_over_taken                   get    -            302 404 404 404 404 302 302 404 404
hand_over_taken                   post   -            302 404 404 404 404 302 302 404 404
country                           get    -            302 200 200 200 200 200 200 200 200
treaties                          get    -            302 200 200 200 200 200 200 200 200
treaty                            get    -            302 200 200 200 200 200 200 200 200
providers                         get    -            302 200 200 200 200 200 200 200 200
provider                          get    -            302 200 200 200 200 200 200 200 200

# the people of an authority                          non off col sup aud con the str adm
people                            get    -            302 200 200 200 200 404 404 404 200
absence_new                       get    -            302 403 200 200 403 404 404 404 200
absence_new                       post   -            302 403 400 400 403 404 404 404 400
absence_end                       post   -            302 403 302 302 403 404 404 404 302
people_leave                      get    -            302 403 403 200 403 404 404 404 200
people_leave                      post   -            302 403 403 302 403 404 404 404 302
work_hand_overs                   get    -            302 200 200 200 200 200 200 200 200
work_hand_over_new                get    -            302 200 200 200 403 200 200 200 403
work_hand_over_new                post   -            302 400 400 400 403 400 400 400 403
work_hand_over                    get    -            302 404 200 200 404 404 404 404 404
work_hand_over_noted              post   -            302 404 403 302 404 404 404 404 404
work_hand_over_pass_on            post   -            302 404 403 400 404 404 404 404 404
orphans                           get    -            302 403 403 200 403 403 200 403 403
orphans                           post   -            302 403 403 400 403 403 400 403 403

# the upkeep of the directory                         non off col sup aud con the str adm
changes                           get    -            302 200 200 200 200 200 200 200 200
change                            get    -            302 404 404 404 404 200 200 404 200
change_act:accept                 get    -            302 404 404 404 404 302 302 404 302
change_act:accept                 post   -            302 404 404 404 404 403 403 404 302
change_act:reject                 post   -            302 404 404 404 404 403 403 404 400
change_act:withdraw               post   -            302 404 404 404 404 403 403 404 403
verifications                     get    -            302 403 403 200 403 403 200 403 200
authority_confirm                 get    -            302 302 302 302 302 302 302 302 302
authority_confirm                 post   -            302 403 403 403 403 403 409 403 409
country_confirm                   get    -            302 302 302 302 302 302 302 302 302
country_confirm                   post   -            302 403 403 403 403 403 403 403 409
provider_confirm                  get    -            302 302 302 302 302 302 302 302 302
provider_confirm                  post   -            302 403 403 403 403 403 403 403 409
desk_test                         get    -            302 302 302 302 302 302 302 302 302
desk_test                         post   -            302 403 403 302 403 403 302 403 302
reach                             get    -            200 200 200 200 200 200 200 200 200
reach                             post   -            200 200 200 200 200 200 200 200 200
outside                           get    -            200 200 200 200 200 200 200 200 200
outside                           post   -            400 400 400 400 400 400 400 400 400
outside_pdf                       get    -            403 403 403 403 403 403 403 403 403
outside_uploads                   post   -            409 409 409 409 409 409 409 409 409
outside_upload                    get    -            409 409 409 409 409 409 409 409 409
outside_upload                    post   -            409 409 409 409 409 409 409 409 409
outside_upload_finish             post   -            409 409 409 409 409 409 409 409 409
authority_edit                    get    -            302 403 403 403 403 403 403 403 403
authority_edit                    post   -            302 403 403 403 403 403 403 403 403
authority_history                 get    -            302 200 200 200 200 200 200 200 200
desk_new                          get    -            302 403 403 403 403 403 403 403 403
desk_new                          post   -            302 403 403 403 403 403 403 403 403
desk_edit                         get    -            302 403 403 403 403 403 403 403 403
desk_edit                         post   -            302 403 403 403 403 403 403 403 403
desk_end                          get    -            302 403 403 403 403 403 403 403 403
desk_end                          post   -            302 403 403 403 403 403 403 403 403
country_edit                      get    -            302 403 403 403 403 403 403 403 403
country_history                   get    -            302 200 200 200 200 200 200 200 200
fact_new                          get    -            302 403 403 403 403 403 403 403 403
fact_new                          post   -            302 403 403 403 403 403 403 403 403
fact_edit                         get    -            302 403 403 403 403 403 403 403 403
fact_edit                         post   -            302 403 403 403 403 403 403 403 403

# files of the directory                              non off col sup aud con the str adm
exchange                          get    -            302 403 403 403 403 403 403 403 200
exchange                          post   -            302 403 403 403 403 403 403 403 400
exchange_preview                  get    -            302 403 403 403 403 403 403 403 200
exchange_preview                  post   -            302 403 403 403 403 403 403 403 409
export_table                      get    -            302 403 403 403 403 403 403 403 200
export_all                        get    -            302 403 403 403 403 403 403 403 200

# lists                                               non off col sup aud con the str adm
home                              get    -            302 200 200 200 200 200 200 200 200
inbox                             get    -            302 200 200 200 200 200 200 200 200
incoming_new                      get    -            302 200 200 200 403 200 200 200 403
incoming_new                      post   -            302 400 400 400 403 400 400 400 403
incoming_details                  get    -            302 200 200 200 403 200 200 200 403
incoming_details                  post   -            302 400 400 400 403 400 400 400 403
emergencies                       get    -            302 403 403 200 403 403 200 403 403
deconfliction                     get    -            302 403 403 200 403 403 200 403 403
deconfliction                     post   -            302 403 403 400 403 403 400 403 403
requests                          get    -            302 200 200 200 200 200 200 200 200
cases                             get    -            302 200 200 200 200 200 200 200 200
deadlines                         get    -            302 200 200 200 200 200 200 200 200
incidents                         get    -            302 403 403 200 403 403 200 403 403
kept                              get    -            302 200 200 200 200 200 200 200 200
dashboard                         get    -            302 403 403 200 403 403 200 403 403

# cases                                               non off col sup aud con the str adm
case_new                          get    -            302 200 200 200 403 403 200 403 403
case_new                          post   -            302 400 400 400 403 403 400 403 403
case                              get    draft        302 200 200 200 200 404 404 404 404
case                              get    sealed       302 200 404 404 404 404 404 404 404
case_edit                         get    draft        302 200 200 200 403 404 404 404 404
case_edit                         post   draft        302 400 400 400 403 404 404 404 404
case_edit                         get    sealed       302 200 404 404 404 404 404 404 404
case_edit                         post   sealed       302 400 404 404 404 404 404 404 404
case_share                        get    draft        302 302 302 302 403 404 404 404 404
case_share                        post   draft        302 400 400 400 403 404 404 404 404
case_share                        post   sealed       302 400 404 404 404 404 404 404 404
request_new                       get    draft        302 200 200 200 403 404 404 404 404
request_new                       post   draft        302 400 400 400 403 404 404 404 404
request_new                       post   sealed       302 400 404 404 404 404 404 404 404
case_express                      get    draft        302 200 200 200 403 404 404 404 404
case_express                      post   draft        302 400 400 400 403 404 404 404 404
case_express                      post   sealed       302 400 404 404 404 404 404 404 404
request_follow                    get    draft        302 409 409 409 403 404 404 404 404
request_follow                    get    sent         302 200 200 200 403 404 404 404 404
request_follow                    post   sent         302 400 400 400 403 404 404 404 404
request_follow                    get    sealed_sent  302 200 404 404 404 404 404 404 404
request_follow                    post   sealed_sent  302 400 404 404 404 404 404 404 404
request_family                    get    draft        302 200 200 200 200 404 404 404 404
request_family                    get    sent         302 200 200 200 200 200 200 404 404
request_family                    get    sealed       302 200 404 404 404 404 404 404 404
request_family                    get    sealed_sent  302 200 404 404 404 200 200 404 404
request_transmissions             get    sent         302 200 200 200 200 404 404 404 404
request_transmissions             get    draft        302 404 404 404 404 404 404 404 404
request_transmissions             get    sealed_sent  302 200 404 404 404 404 404 404 404
request_transmissions             post   sent         302 400 400 400 403 404 404 404 404
request_formal                    get    sent         302 200 200 200 200 200 200 404 404
request_formal                    get    draft        302 404 404 404 404 404 404 404 404
request_formal                    get    sealed_sent  302 200 404 404 404 200 200 404 404
request_formal                    post   sent         302 400 400 400 403 400 400 404 404
request_formal                    post   sealed_sent  302 400 404 404 404 400 400 404 404
proof_file                        get    sent         302 200 200 200 200 404 404 404 404
request_copy                      get    draft        302 200 200 200 403 404 404 404 404
request_copy                      post   draft        302 400 400 400 403 404 404 404 404
request_copy                      get    sent         302 200 200 200 403 403 403 404 404
request_copy                      post   sent         302 400 400 400 403 403 403 404 404
request_copy                      get    sealed       302 200 404 404 404 404 404 404 404
request_copy                      get    sealed_sent  302 200 404 404 404 403 403 404 404
request_copy                      post   sealed_sent  302 400 404 404 404 403 403 404 404
texts                             get    -            302 200 200 200 403 403 200 403 403
texts_new                         get    -            302 200 200 200 403 403 200 403 403
texts_new                         post   -            302 400 400 400 403 403 400 403 403
texts_entry                       get    -            302 200 200 200 404 404 404 404 404
texts_entry                       post   -            302 400 400 400 404 404 404 404 404
texts_end                         post   -            302 302 302 302 404 404 404 404 404
offences                          get    -            302 200 200 200 403 403 200 403 403
offences_new                      get    -            302 200 200 200 403 403 200 403 403
offences_new                      post   -            302 400 400 400 403 403 400 403 403
offences_entry                    get    -            302 200 200 200 404 404 404 404 404
offences_entry                    post   -            302 400 400 400 404 404 404 404 404
offences_end                      post   -            302 302 302 302 404 404 404 404 404
request_comments                  get    draft        302 200 200 200 200 404 404 404 404
request_comments                  post   draft        302 400 400 400 403 404 404 404 404
request_comments                  get    sent         302 200 200 200 200 404 404 404 404
request_comments                  post   sent         302 409 409 409 403 404 404 404 404
request_comments                  get    sealed       302 200 404 404 404 404 404 404 404
request_comments                  get    sealed_sent  302 200 404 404 404 404 404 404 404
request_comments                  post   sealed_sent  302 409 404 404 404 404 404 404 404
comment_resolve                   post   draft        302 302 302 302 403 404 404 404 404
comment_resolve                   post   sent         302 409 409 409 403 404 404 404 404
comment_resolve                   post   sealed       302 302 404 404 404 404 404 404 404
request_compare                   get    draft        302 200 200 200 200 404 404 404 404
request_compare                   get    sent         302 200 200 200 200 404 404 404 404
request_compare                   get    sealed       302 200 404 404 404 404 404 404 404
request_compare                   get    sealed_sent  302 200 404 404 404 404 404 404 404
country_beside                    get    -            302 200 200 200 200 200 200 200 200
advice                            get    -            302 200 200 200 200 200 200 200 200

# drafting                                            non off col sup aud con the str adm
request_section:urgency           get    draft        302 200 200 200 403 404 404 404 404
request_section:urgency           post   draft        302 400 400 400 403 404 404 404 404
request_section:urgency           get    in_review    302 302 302 302 302 404 404 404 404
request_section:urgency           post   in_review    302 409 409 409 403 404 404 404 404
request_section:urgency           get    sent         302 302 302 302 302 302 302 404 404
request_section:urgency           post   sent         302 409 409 409 403 403 403 404 404
request_section:urgency           get    sealed       302 200 404 404 404 404 404 404 404
request_section:urgency           post   sealed       302 400 404 404 404 404 404 404 404
request_autosave:urgency          post   draft        302 200 200 200 403 404 404 404 404
request_autosave:urgency          post   in_review    302 409 409 409 403 404 404 404 404
request_autosave:urgency          post   sent         302 409 409 409 403 403 403 404 404
request_autosave:urgency          post   sealed       302 200 404 404 404 404 404 404 404
identifier_list                   get    draft        302 200 200 200 403 404 404 404 404
identifier_list                   post   draft        302 400 400 400 403 404 404 404 404
identifier_list                   post   in_review    302 409 409 409 403 404 404 404 404
identifier_list                   get    sent         302 302 302 302 302 302 302 404 404
identifier_list                   post   sent         302 409 409 409 403 403 403 404 404
identifier_list                   get    sealed       302 200 404 404 404 404 404 404 404
identifier_list                   post   sealed       302 400 404 404 404 404 404 404 404
identifier_load                   get    draft        302 200 200 200 403 404 404 404 404
identifier_load                   post   draft        302 400 400 400 403 404 404 404 404
identifier_load                   post   in_review    302 409 409 409 403 404 404 404 404
identifier_load                   get    sent         302 302 302 302 302 302 302 404 404
identifier_load                   post   sent         302 409 409 409 403 403 403 404 404
identifier_load                   get    sealed       302 200 404 404 404 404 404 404 404
identifier_load                   post   sealed       302 400 404 404 404 404 404 404 404
identifier_change                 get    draft        302 200 200 200 403 404 404 404 404
identifier_change                 post   draft        302 400 400 400 403 404 404 404 404
identifier_change                 post   sent         302 409 409 409 403 403 403 404 404
identifier_change                 get    sealed       302 200 404 404 404 404 404 404 404
identifier_change                 post   sealed       302 400 404 404 404 404 404 404 404
identifier_remove                 get    draft        302 200 200 200 403 404 404 404 404
identifier_remove                 post   draft        302 302 302 302 403 404 404 404 404
identifier_remove                 post   sent         302 409 409 409 403 403 403 404 404
identifier_remove                 post   sealed       302 302 404 404 404 404 404 404 404
notice_translation                get    sent         302 404 404 404 404 404 404 404 404
notice_translation                post   sent         302 404 404 404 404 404 404 404 404
notice_translation                get    sealed_sent  302 404 404 404 404 404 404 404 404
request_translations              get    draft        302 200 200 200 403 404 404 404 404
request_translations              post   draft        302 400 400 400 403 404 404 404 404
request_translations              get    in_review    302 302 302 302 302 404 404 404 404
request_translations              post   in_review    302 409 409 409 403 404 404 404 404
request_translations              get    sent         302 302 302 302 302 302 302 404 404
request_translations              post   sent         302 409 409 409 403 403 403 404 404
request_translations              get    sealed       302 200 404 404 404 404 404 404 404
request_translations              post   sealed       302 400 404 404 404 404 404 404 404
request_check                     get    draft        302 200 200 200 200 404 404 404 404
request_check                     get    in_review    302 302 302 302 302 404 404 404 404
request_check                     get    sent         302 302 302 302 302 302 302 404 404
request_check                     get    sealed       302 200 404 404 404 404 404 404 404

# requests                                            non off col sup aud con the str adm
request                           get    draft        302 200 200 200 200 404 404 404 404
request                           get    in_review    302 200 200 200 200 404 404 404 404
request                           get    approved     302 200 200 200 200 404 404 404 404
request                           get    sent         302 200 200 200 200 200 200 404 404
request                           get    acknowledged 302 200 200 200 200 200 200 404 404
request                           get    sealed       302 200 404 404 404 404 404 404 404
request                           get    sealed_sent  302 200 404 404 404 200 200 404 404
request                           get    registered   302 404 404 404 404 200 200 404 404
request_live                      get    registered   302 404 404 404 404 200 200 404 404
request_original                  get    registered   302 404 404 404 404 200 200 404 404
request_original                  get    sent         302 404 404 404 404 404 404 404 404
request_sender                    post   registered   302 404 404 404 404 302 302 404 404
request_sender                    post   sent         302 403 403 403 403 302 302 404 404
request_document                  get    registered   302 404 404 404 404 302 302 404 404
request_family                    get    registered   302 404 404 404 404 200 200 404 404
request_action:acknowledge        get    registered   302 404 404 404 404 200 200 404 404
request_action:withdraw           post   registered   302 404 404 404 404 400 400 404 404
request_live                      get    draft        302 204 204 204 204 404 404 404 404
request_live                      get    sent         302 200 200 200 200 200 200 404 404
request_live                      get    sealed       302 204 404 404 404 404 404 404 404
request_live                      get    sealed_sent  302 200 404 404 404 200 200 404 404
request_action:submit             get    draft        302 302 302 302 403 404 404 404 404
request_action:submit             post   draft        302 302 302 302 403 404 404 404 404
request_action:approve            get    in_review    302 403 403 200 403 404 404 404 404
request_action:approve            post   in_review    302 403 403 302 403 404 404 404 404
request_action:return             post   in_review    302 403 403 400 403 404 404 404 404
request_action:send               get    approved     302 200 200 200 403 404 404 404 404
request_action:send               post   approved     302 302 302 302 403 404 404 404 404
request_action:send_at_once       get    draft        302 409 409 409 403 404 404 404 404
request_action:send_at_once       get    emergency    302 200 200 200 403 404 404 404 404
request_action:send_at_once       post   emergency    302 400 400 400 403 404 404 404 404
request_action:send_at_once       post   at_once      302 409 409 409 409 409 409 404 404
request_emergency                 get    sent         302 404 404 404 404 404 404 404 404
request_emergency                 get    at_once      302 200 200 200 200 404 404 404 404
request_emergency                 post   at_once      302 403 403 400 403 404 404 404 404
oral_request                      get    draft        302 409 409 409 403 404 404 404 404
oral_request                      get    emergency    302 200 200 200 403 404 404 404 404
oral_request                      post   emergency    302 400 400 400 403 404 404 404 404
oral_request                      get    at_once      302 409 409 409 403 404 404 404 404
domestic_task_new                 get    led_home     302 200 200 200 403 404 404 404 404
domestic_task_new                 post   led_home     302 400 400 400 403 404 404 404 404
domestic_task                     get    led_home     302 200 200 200 200 404 404 404 404
domestic_task                     post   led_home     302 400 400 400 403 404 404 404 404
request_forwarding                get    in_execution 302 403 403 403 403 409 409 404 404
request_forwarding                get    elsewhere    302 403 403 403 403 200 200 404 404
request_forwarding                post   elsewhere    302 403 403 403 403 400 400 404 404
forwarding_file                   get    elsewhere    302 404 404 404 404 404 404 404 404
request_correction                get    sent         302 404 404 404 404 404 404 404 404
request_correction                get    registered   302 404 404 404 404 200 200 404 404
request_correction                post   registered   302 404 404 404 404 400 400 404 404
request_suspicion                 get    draft        302 404 404 404 404 404 404 404 404
request_suspicion                 get    sent         302 404 404 404 404 200 200 404 404
request_suspicion                 post   sent         302 404 404 404 404 400 400 404 404
request_suspicion                 get    sealed_sent  302 404 404 404 404 200 200 404 404
request_suspicion                 get    registered   302 404 404 404 404 200 200 404 404
request_action:acknowledge        get    sent         302 403 403 403 403 200 200 404 404
request_action:acknowledge        post   sent         302 403 403 403 403 302 302 404 404
request_action:withdraw           post   sent         302 400 400 400 403 403 403 404 404
request_action:acknowledge        post   acknowledged 302 409 409 409 409 409 409 404 404
request_action:start              get    acknowledged 302 403 403 403 403 200 200 404 404
request_action:start              post   acknowledged 302 403 403 403 403 302 302 404 404
request_action:refuse             get    acknowledged 302 403 403 403 403 200 200 404 404
request_action:refuse             post   acknowledged 302 403 403 403 403 400 400 404 404
request_action:redirect           get    acknowledged 302 403 403 403 403 200 200 404 404
request_action:redirect           post   acknowledged 302 403 403 403 403 400 400 404 404
request_action:complete           get    acknowledged 302 409 409 409 409 409 409 404 404
request_action:postpone           get    in_execution 302 403 403 403 403 200 200 404 404
request_action:postpone           post   in_execution 302 403 403 403 403 400 400 404 404
request_action:complete           get    in_execution 302 403 403 403 403 200 200 404 404
request_action:complete           post   in_execution 302 403 403 403 403 400 400 404 404
request_action:resume             post   in_execution 302 409 409 409 409 409 409 404 404
request_action:withdraw           post   in_execution 302 400 400 400 403 403 403 404 404
request_action:close              get    completed    302 200 200 200 403 403 403 404 404
request_action:close              post   completed    302 302 302 302 403 403 403 404 404
request_action:withdraw           post   completed    302 409 409 409 409 409 409 404 404
request_action:submit             get    sealed       302 302 404 404 404 404 404 404 404
request_action:submit             post   sealed       302 302 404 404 404 404 404 404 404
request_action:acknowledge        post   sealed_sent  302 403 404 404 404 302 302 404 404
request_action:withdraw           post   sealed_sent  302 400 404 404 404 403 403 404 404
request_responsible               get    draft        302 200 200 200 403 404 404 404 404
request_responsible               post   draft        302 400 400 400 403 404 404 404 404
request_responsible               get    sent         302 200 200 200 403 200 200 404 404
request_responsible               post   sent         302 400 400 400 403 400 400 404 404
request_responsible               get    completed    302 200 200 200 403 409 409 404 404
request_responsible               get    sealed       302 200 404 404 404 404 404 404 404
request_responsible               post   sealed_sent  302 400 404 404 404 400 400 404 404
request_measures                  get    draft        302 200 200 200 200 404 404 404 404
request_measures                  get    acknowledged 302 200 200 200 200 200 200 404 404
request_measures                  get    sealed       302 200 404 404 404 404 404 404 404
request_measures                  get    sealed_sent  302 200 404 404 404 200 200 404 404
measure_new                       get    sent         302 403 403 403 403 409 409 404 404
measure_new                       get    acknowledged 302 403 403 403 403 200 200 404 404
measure_new                       post   acknowledged 302 403 403 403 403 400 400 404 404
measure_edit                      get    completed    302 403 403 403 403 200 200 404 404
measure_edit                      post   completed    302 403 403 403 403 400 400 404 404
kept_one                          get    completed    302 200 200 200 200 200 200 404 404
kept_one                          post   completed    302 403 403 403 403 404 404 404 404
measure_order                     post   completed    302 403 403 403 403 302 302 404 404
question_new:clarification        get    sent         302 403 403 403 403 409 409 404 404
question_new:clarification        get    acknowledged 302 403 403 403 403 200 200 404 404
question_new:clarification        post   acknowledged 302 403 403 403 403 400 400 404 404
question_new:nothing              get    acknowledged 302 404 404 404 404 404 404 404 404
question_one                      get    in_execution 302 200 200 200 403 403 403 404 404
question_one                      post   in_execution 302 400 400 400 403 403 403 404 404
request_disclosures               get    draft        302 200 200 200 200 404 404 404 404
request_disclosures               get    in_execution 302 200 200 200 200 200 200 404 404
request_disclosures               get    sealed       302 200 404 404 404 404 404 404 404
request_disclosures               get    sealed_sent  302 200 404 404 404 200 200 404 404
disclosure_new                    get    sent         302 403 403 403 403 409 409 404 404
disclosure_new                    get    in_execution 302 403 403 403 403 200 200 404 404
disclosure_new                    post   in_execution 302 403 403 403 403 400 400 404 404
disclosure_decide                 post   in_execution 302 400 400 400 403 400 400 404 404
disclosure_file                   get    in_execution 302 409 409 409 409 200 200 404 404
incident_new                      get    in_execution 302 200 200 200 403 200 200 404 404
incident_new                      post   in_execution 302 400 400 400 403 400 400 404 404
incident                          get    in_execution 302 200 200 200 200 404 404 404 404
incident                          post   in_execution 302 404 404 404 404 404 404 404 404
disclosure_media                  get    in_execution 302 200 200 200 200 200 200 404 404
disclosure_media                  post   in_execution 302 404 404 404 403 404 404 404 404
disclosure_material               get    in_execution 302 200 200 200 200 200 200 404 404
disclosure_material               post   in_execution 302 404 404 404 403 404 404 404 404
disclosure_uses                   get    in_execution 302 200 200 200 200 200 200 404 404
disclosure_uses                   post   in_execution 302 400 400 400 403 400 400 404 404
disclosed_path_follow             post   in_execution 302 409 409 409 403 404 404 404 404
request_document                  get    draft        302 200 200 200 200 404 404 404 404
request_document                  get    approved     302 200 200 200 200 404 404 404 404
request_document                  get    sent         302 200 200 200 200 200 200 404 404
request_document                  get    sealed       302 200 404 404 404 404 404 404 404
request_document                  get    sealed_sent  302 200 404 404 404 200 200 404 404
request_preview                   get    draft        302 200 200 200 200 404 404 404 404
request_preview                   get    approved     302 302 302 302 302 404 404 404 404
request_preview                   get    sent         302 302 302 302 302 404 404 404 404
request_preview                   get    sealed       302 200 404 404 404 404 404 404 404
verify                            get    -            302 200 200 200 200 200 200 200 200
verify                            post   -            302 400 400 400 400 400 400 400 400
document_pdf                      get    approved     302 200 200 200 200 404 404 404 404
document_pdf                      get    sent         302 200 200 200 200 200 200 404 404
document_pdf                      get    sealed_sent  302 200 404 404 404 200 200 404 404
document_docx                     get    approved     302 200 200 200 200 404 404 404 404
document_docx                     get    sent         302 200 200 200 200 200 200 404 404
document_docx                     get    sealed_sent  302 200 404 404 404 200 200 404 404
document_plain                    get    approved     302 200 200 200 200 404 404 404 404
document_plain                    get    sent         302 200 200 200 200 200 200 404 404
document_plain                    get    sealed_sent  302 200 404 404 404 200 200 404 404
document_json                     get    approved     302 200 200 200 200 404 404 404 404
document_json                     get    sent         302 200 200 200 200 200 200 404 404
document_json                     get    sealed_sent  302 200 404 404 404 200 200 404 404

# the studio                                          non off col sup aud con the str adm
studio                            get    -            302 403 403 403 403 403 403 403 200
studio_new                        post   -            302 403 403 403 403 403 403 403 400
studio_draft                      get    -            302 403 403 403 403 403 403 403 200
studio_draft                      post   -            302 403 403 403 403 403 403 403 400
studio_preview                    get    -            302 403 403 403 403 403 403 403 200
studio_preview_pdf                get    -            302 403 403 403 403 403 403 403 200
studio_act:copy                   post   -            302 403 403 403 403 403 403 403 302
studio_act:retire                 post   -            302 403 403 403 403 403 403 403 409
letterhead                        get    -            302 403 403 403 403 403 403 403 200
letterhead                        post   -            302 403 403 403 403 403 403 403 302
translation_confirm               post   -            302 403 403 403 403 403 403 403 302

# the contract                                        non off col sup aud con the str adm
api_authorities                   get    -            401 200 200 200 200 200 200 200 200
api_authority                     get    -            401 200 200 200 200 200 200 200 200
api_instruments                   get    -            401 200 200 200 200 200 200 200 200
api_instrument                    get    -            401 200 200 200 200 200 200 200 200
api_jurisdictions                 get    -            401 200 200 200 200 200 200 200 200
api_jurisdiction                  get    -            401 200 200 200 200 200 200 200 200
api_providers                     get    -            401 200 200 200 200 200 200 200 200
api_provider                      get    -            401 200 200 200 200 200 200 200 200
api_advice                        get    -            401 400 400 400 400 400 400 400 400
api_cases                         get    -            401 200 200 200 200 200 200 200 200
api_cases                         post   -            401 400 400 400 400 400 400 400 400
api_case                          get    draft        401 200 200 200 200 404 404 404 404
api_case                          patch  draft        401 200 200 200 403 404 404 404 404
api_case                          get    sealed       401 200 404 404 404 404 404 404 404
api_case                          patch  sealed       401 200 404 404 404 404 404 404 404
api_incoming                      post   -            401 400 400 400 403 400 400 400 403
api_request                       get    registered   401 404 404 404 404 200 200 404 404
api_events                        get    registered   401 404 404 404 404 200 200 404 404
api_completeness                  get    registered   401 404 404 404 404 200 200 404 404
api_requests                      get    -            401 200 200 200 200 200 200 200 200
api_requests                      post   -            401 400 400 400 400 400 400 400 400
api_request                       get    draft        401 200 200 200 200 404 404 404 404
api_request                       patch  draft        401 200 200 200 403 404 404 404 404
api_request                       get    in_review    401 200 200 200 200 404 404 404 404
api_request                       patch  in_review    401 409 409 409 403 404 404 404 404
api_request                       get    approved     401 200 200 200 200 404 404 404 404
api_request                       get    sent         401 200 200 200 200 200 200 404 404
api_request                       patch  sent         401 409 409 409 403 403 403 404 404
api_request                       get    sealed       401 200 404 404 404 404 404 404 404
api_request                       patch  sealed       401 200 404 404 404 404 404 404 404
api_request                       get    sealed_sent  401 200 404 404 404 200 200 404 404
api_completeness                  get    draft        401 200 200 200 200 404 404 404 404
api_completeness                  get    sent         401 200 200 200 200 404 404 404 404
api_completeness                  get    sealed       401 200 404 404 404 404 404 404 404
api_actions:submit                post   draft        401 200 200 200 403 404 404 404 404
api_actions:approve               post   in_review    401 403 403 200 403 404 404 404 404
api_actions:return                post   in_review    401 403 403 200 403 404 404 404 404
api_actions:send                  post   approved     401 200 200 200 403 404 404 404 404
api_actions:acknowledge           post   sent         401 403 403 403 403 200 200 404 404
api_actions:withdraw              post   sent         401 200 200 200 403 403 403 404 404
api_actions:acknowledge           post   acknowledged 401 409 409 409 409 409 409 404 404
api_actions:start                 post   acknowledged 401 403 403 403 403 200 200 404 404
api_actions:refuse                post   acknowledged 401 403 403 403 403 400 400 404 404
api_actions:redirect              post   acknowledged 401 403 403 403 403 400 400 404 404
api_actions:postpone              post   in_execution 401 403 403 403 403 400 400 404 404
api_actions:complete              post   in_execution 401 403 403 403 403 400 400 404 404
api_actions:close                 post   completed    401 200 200 200 403 403 403 404 404
api_actions:submit                post   sealed       401 200 404 404 404 404 404 404 404
api_actions:acknowledge           post   sealed_sent  401 403 404 404 404 200 200 404 404
api_actions:withdraw              post   sealed_sent  401 200 404 404 404 403 403 404 404
api_emergency                     get    sent         401 404 404 404 404 404 404 404 404
api_emergency                     get    at_once      401 200 200 200 200 200 200 404 404
api_emergency                     post   at_once      401 403 403 400 403 404 404 404 404
api_oral_requests                 get    at_once      401 200 200 200 200 200 200 404 404
api_oral_requests                 post   emergency    401 400 400 400 403 404 404 404 404
api_oral_requests                 post   at_once      401 409 409 409 403 404 404 404 404
api_forwarding                    get    elsewhere    401 200 200 200 200 200 200 404 404
api_forwarding                    post   elsewhere    401 403 403 403 403 400 400 404 404
api_corrections                   get    sent         401 404 404 404 404 404 404 404 404
api_corrections                   get    registered   401 404 404 404 404 200 200 404 404
api_corrections                   post   registered   401 404 404 404 404 400 400 404 404
api_suspicion                     get    sent         401 404 404 404 404 200 200 404 404
api_suspicion                     post   sent         401 404 404 404 404 400 400 404 404
api_suspicion_clear               post   sent         401 404 404 404 404 409 409 404 404
api_measures                      get    acknowledged 401 200 200 200 200 200 200 404 404
api_measures                      get    sealed_sent  401 200 404 404 404 200 200 404 404
api_measures                      post   sent         401 403 403 403 403 409 409 404 404
api_measures                      post   acknowledged 401 403 403 403 403 400 400 404 404
api_measure                       patch  completed    401 403 403 403 403 200 200 404 404
api_assignments                   get    sent         401 200 200 200 200 200 200 404 404
api_assignments                   post   sent         401 400 400 400 400 400 400 404 404
api_assignments                   get    sealed_sent  401 200 404 404 404 200 200 404 404
api_hand_overs                    get    -            401 200 200 200 200 200 200 200 200
api_hand_overs                    post   -            401 400 400 400 400 400 400 400 400
api_questions                     get    acknowledged 401 200 200 200 200 200 200 404 404
api_questions                     post   acknowledged 401 403 403 403 403 400 400 404 404
api_question                      post   in_execution 401 400 400 400 403 403 403 404 404
api_disclosures                   get    in_execution 401 200 200 200 200 200 200 404 404
api_disclosures                   get    sealed_sent  401 200 404 404 404 200 200 404 404
api_disclosures                   post   sent         401 403 403 403 403 409 409 404 404
api_disclosures                   post   in_execution 401 403 403 403 403 400 400 404 404
api_disclosure_actions:accept     post   in_execution 401 200 200 200 403 403 403 404 404
api_disclosure_actions:take_back  post   in_execution 401 403 403 403 403 200 200 404 404
api_disclosure_file               get    in_execution 401 409 409 409 409 200 200 404 404
api_disclosure_uses               get    in_execution 401 200 200 200 200 404 404 404 404
api_disclosure_uses               post   in_execution 401 400 400 400 403 403 403 404 404
api_disclosure_questions          get    in_execution 401 200 200 200 200 200 200 404 404
api_disclosure_questions          post   in_execution 401 400 400 400 403 400 400 404 404
api_disclosure_answer             post   completed    401 403 403 403 403 400 400 404 404
api_identifiers                   get    draft        401 200 200 200 200 404 404 404 404
api_identifiers                   post   draft        401 400 400 400 403 404 404 404 404
api_identifiers                   post   in_review    401 409 409 409 403 404 404 404 404
api_identifiers                   get    sent         401 200 200 200 200 200 200 404 404
api_identifiers                   post   sent         401 409 409 409 403 403 403 404 404
api_identifiers                   get    sealed       401 200 404 404 404 404 404 404 404
api_identifiers                   post   sealed       401 400 404 404 404 404 404 404 404
api_events                        get    draft        401 200 200 200 200 404 404 404 404
api_events                        get    sent         401 200 200 200 200 200 200 404 404
api_events                        get    sealed       401 200 404 404 404 404 404 404 404
api_events                        get    sealed_sent  401 200 404 404 404 200 200 404 404
api_documents                     get    draft        401 200 200 200 200 404 404 404 404
api_documents                     get    approved     401 200 200 200 200 404 404 404 404
api_documents                     get    sent         401 200 200 200 200 200 200 404 404
api_documents                     get    sealed       401 200 404 404 404 404 404 404 404
api_documents                     get    sealed_sent  401 200 404 404 404 200 200 404 404
api_preview                       get    draft        401 200 200 200 200 404 404 404 404
api_preview                       get    approved     401 200 200 200 200 404 404 404 404
api_preview                       get    sent         401 200 200 200 200 404 404 404 404
api_preview                       get    sealed       401 200 404 404 404 404 404 404 404
api_document_pdf                  get    approved     401 200 200 200 200 404 404 404 404
api_document_pdf                  get    sent         401 200 200 200 200 200 200 404 404
api_document_pdf                  get    sealed_sent  401 200 404 404 404 200 200 404 404
api_document_json                 get    approved     401 200 200 200 200 404 404 404 404
api_document_json                 get    sent         401 200 200 200 200 200 200 404 404
api_document_json                 get    sealed_sent  401 200 404 404 404 200 200 404 404
api_document_docx                 get    approved     401 200 200 200 200 404 404 404 404
api_document_docx                 get    sent         401 200 200 200 200 200 200 404 404
api_document_docx                 get    sealed_sent  401 200 404 404 404 200 200 404 404
api_verification                  post   -            401 415 415 415 415 415 415 415 415
api_deadlines                     get    -            401 200 200 200 200 200 200 200 200
schema                            get    -            200 200 200 200 200 200 200 200 200
api_docs                          get    -            200 200 200 200 200 200 200 200 200
api_nothing_here                  get    -            404 404 404 404 404 404 404 404 404

# beside a request: files and messages                non off col sup aud con the str adm
request_attachments               get    draft        302 200 200 200 200 404 404 404 404
request_attachments               post   draft        302 400 400 400 403 404 404 404 404
request_attachments               get    sent         302 200 200 200 200 200 200 404 404
request_attachments               post   sent         302 400 400 400 403 400 400 404 404
request_attachments               get    sealed_sent  302 200 404 404 404 200 200 404 404
request_attachments               post   sealed_sent  302 400 404 404 404 400 400 404 404
attachment_file                   get    draft        302 200 200 200 200 404 404 404 404
attachment_file                   get    sent         302 200 200 200 200 200 200 404 404
attachment_file                   get    sealed_sent  302 200 404 404 404 200 200 404 404
attachment_remove                 post   draft        302 302 302 302 403 404 404 404 404
attachment_remove                 post   sent         302 409 409 409 403 403 403 404 404
attachment_remove                 post   sealed_sent  302 409 404 404 404 403 403 404 404
request_uploads                   post   draft        302 400 400 400 403 404 404 404 404
request_uploads                   post   sent         302 400 400 400 403 400 400 404 404
request_uploads                   post   sealed_sent  302 400 404 404 404 400 400 404 404
request_upload                    get    draft        302 200 404 404 404 404 404 404 404
request_upload                    get    sent         302 200 404 404 404 404 404 404 404
request_upload                    post   sent         302 400 404 404 404 404 404 404 404
request_upload                    get    sealed_sent  302 200 404 404 404 404 404 404 404
request_upload_finish             post   sent         302 400 400 400 403 400 400 404 404
request_messages                  get    draft        302 200 200 200 200 404 404 404 404
request_messages                  post   draft        302 409 409 409 403 404 404 404 404
request_messages                  get    sent         302 200 200 200 200 200 200 404 404
request_messages                  post   sent         302 400 400 400 403 400 400 404 404
request_messages                  get    sealed_sent  302 200 404 404 404 200 200 404 404
request_messages                  post   sealed_sent  302 400 404 404 404 400 400 404 404
message_record                    get    sent         302 200 200 200 403 200 200 404 404
message_record                    post   sent         302 400 400 400 403 400 400 404 404
message_record                    get    sealed_sent  302 200 404 404 404 200 200 404 404
messages_print                    get    sent         302 200 200 200 200 200 200 404 404
messages_print                    get    sealed_sent  302 200 404 404 404 200 200 404 404
api_attachments                   get    draft        401 200 200 200 200 404 404 404 404
api_attachments                   post   draft        401 400 400 400 403 404 404 404 404
api_attachments                   get    sent         401 200 200 200 200 200 200 404 404
api_attachments                   post   sent         401 400 400 400 403 400 400 404 404
api_attachments                   get    sealed_sent  401 200 404 404 404 200 200 404 404
api_attachment                    get    draft        401 200 200 200 200 404 404 404 404
api_attachment                    delete draft        401 204 204 204 403 404 404 404 404
api_attachment                    get    sent         401 200 200 200 200 200 200 404 404
api_attachment                    delete sent         401 409 409 409 403 403 403 404 404
api_attachment                    get    sealed_sent  401 200 404 404 404 200 200 404 404
api_transmissions                 get    sent         401 200 200 200 200 404 404 404 404
api_transmissions                 get    approved     401 404 404 404 404 404 404 404 404
api_transmissions                 get    sealed_sent  401 200 404 404 404 404 404 404 404
api_transmissions                 post   sent         401 400 400 400 403 404 404 404 404
api_transmissions                 post   sealed_sent  401 400 404 404 404 404 404 404 404
api_proofs                        post   -            401 400 400 400 403 404 404 404 404
api_proof_file                    get    -            401 200 200 200 200 404 404 404 404
api_links                         post   -            401 409 409 409 403 404 404 404 404
api_link_revoke                   post   -            401 200 200 200 403 404 404 404 404
api_link_code                     post   -            401 409 409 409 403 404 404 404 404
api_formal_texts                  get    sent         401 200 200 200 200 200 200 404 404
api_formal_texts                  get    sealed_sent  401 200 404 404 404 200 200 404 404
api_formal_texts                  post   sent         401 400 400 400 403 400 400 404 404
api_formal_texts                  post   sealed_sent  401 400 404 404 404 400 400 404 404
api_attachment_file               get    draft        401 200 200 200 200 404 404 404 404
api_attachment_file               get    sent         401 200 200 200 200 200 200 404 404
api_attachment_file               get    sealed_sent  401 200 404 404 404 200 200 404 404
api_uploads                       post   draft        401 400 400 400 403 404 404 404 404
api_uploads                       post   sent         401 400 400 400 403 400 400 404 404
api_upload                        get    sent         401 200 404 404 404 404 404 404 404
api_upload                        patch  sent         401 415 415 415 415 415 415 404 404
api_upload                        get    sealed_sent  401 200 404 404 404 404 404 404 404
api_messages                      get    draft        401 200 200 200 200 404 404 404 404
api_messages                      post   draft        401 400 400 400 400 404 404 404 404
api_messages                      get    sent         401 200 200 200 200 200 200 404 404
api_messages                      post   sent         401 400 400 400 400 400 400 404 404
api_messages                      get    sealed_sent  401 200 404 404 404 200 200 404 404
api_messages_read                 post   sent         401 200 200 200 200 200 200 404 404
api_messages_read                 post   sealed_sent  401 200 404 404 404 200 200 404 404
"""
