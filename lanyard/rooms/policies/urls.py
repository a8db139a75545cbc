"""The addresses of policies."""

from django.urls import path

from lanyard.rooms.policies.views import (
    access,
    collecting,
    keeping,
    public,
    reading,
    readings,
    reviews,
    signing,
    writing,
)

app_name = "policies"
urlpatterns = [
    path("policies/", reading.everything, name="list"),
    path("policies/new/", writing.new, name="new"),
    path("policies/signed/", signing.mine, name="my-signatures"),
    path("policies/sign/<uuid:requirement_id>/", signing.sign, name="sign"),
    path("policies/sign/<uuid:requirement_id>/check/", signing.check, name="check"),
    path("policies/signatures/<uuid:signature_id>/", signing.certificate, name="certificate"),
    path("policies/signatures/", collecting.figures, name="figures"),
    path("policies/restricted/", access.restricted, name="restricted"),
    path("policies/restricted/csv/", access.restricted_csv, name="restricted-csv"),
    path(
        "policies/restricted/<uuid:restriction_id>/confirm/",
        access.confirm,
        name="confirm-restriction",
    ),
    path("policies/accounts/", access.accounts, name="accounts"),
    path("policies/accounts/csv/", access.accounts_csv, name="accounts-csv"),
    path("policies/team/", access.team, name="team"),
    path("policies/team/<uuid:person_id>/suspend/", access.suspend, name="suspend"),
    path("policies/archived/", keeping.archive, name="archived"),
    path("policies/ask/<uuid:requirement_id>/", collecting.one, name="requirement"),
    path("policies/ask/<uuid:requirement_id>/csv/", collecting.one_csv, name="requirement-csv"),
    path("policies/ask/<uuid:requirement_id>/paper/", collecting.paper, name="paper"),
    path("policies/ask/<uuid:requirement_id>/invite/", collecting.invite, name="invite"),
    path("policies/ask/<uuid:requirement_id>/end/", collecting.end, name="end-requirement"),
    path("policies/reviews/", reviews.everything, name="reviews"),
    path("policies/reviews/<uuid:review_id>/", reviews.one, name="review"),
    path("policies/feedback/<uuid:feedback_id>/", reviews.feedback, name="feedback"),
    path("policies/companions/<uuid:companion_id>/", writing.link, name="link-companion"),
    path("policies/<slug:slug>/", reading.document, name="document"),
    path("policies/<slug:slug>/versions/<int:number>/", reading.version, name="version"),
    path(
        "policies/<slug:slug>/versions/<int:number>/comments/", readings.comments, name="comments"
    ),
    path(
        "policies/<slug:slug>/versions/<int:number>/read/", readings.finish, name="finish-reading"
    ),
    path("policies/places/<uuid:copy_id>/", keeping.look, name="look"),
    path("policies/comments/<uuid:comment_id>/", readings.answer, name="answer-comment"),
    path("policies/<slug:slug>/for-review/", readings.send, name="send-for-review"),
    path("policies/<slug:slug>/send-back/", readings.send_back, name="send-back"),
    path("policies/<slug:slug>/versions/<int:number>/changes/", reading.changes, name="changes"),
    path("policies/<slug:slug>/forms/<uuid:attachment_id>/", reading.other_form, name="form"),
    path(
        "policies/<slug:slug>/forms/<uuid:attachment_id>/adopt/", writing.adopt, name="adopt-form"
    ),
    path("policies/<slug:slug>/tell/", keeping.tell, name="tell"),
    path("policies/<slug:slug>/say/", reading.say, name="say"),
    path("policies/<slug:slug>/write/", writing.write, name="write"),
    path("policies/<slug:slug>/submit/", writing.submit, name="submit"),
    path("policies/<slug:slug>/publish/", writing.publish, name="publish"),
    path("policies/<slug:slug>/call-back/", writing.call_back, name="call-back"),
    path("policies/<slug:slug>/discard/", writing.discard, name="discard"),
    path("policies/<slug:slug>/archive/", writing.archive, name="archive"),
    path("policies/<slug:slug>/attach/", writing.attach, name="attach"),
    path("policies/<slug:slug>/extend/", writing.extend, name="extend"),
    path("policies/<slug:slug>/review/", reviews.start, name="start-review"),
    path("policies/<slug:slug>/ask/", collecting.ask, name="ask"),
    path("policies/<slug:slug>/change/", keeping.change, name="change"),
    path("policies/<slug:slug>/sources/", keeping.sources, name="sources"),
    path("policies/<slug:slug>/elsewhere/", keeping.copy, name="copy"),
    path("policies/<slug:slug>/reached/", keeping.awareness, name="awareness"),
    path("our-policies/", public.everything, name="public"),
    path("privacy/", public.privacy, name="privacy"),
    path("our-policies/<slug:slug>/", public.document, name="public-document"),
    path("our-policies/<slug:slug>/coming/", public.coming, name="public-coming"),
    path("our-policies/<slug:slug>/say/", public.say, name="public-say"),
    path("our-policies/<slug:slug>/<uuid:attachment_id>/", public.other_form, name="public-form"),
    path("our-policies/<slug:slug>/file/", public.download, name="public-file"),
    path(
        "our-policies/<slug:slug>/<uuid:attachment_id>/file/",
        public.download_form,
        name="public-form-file",
    ),
    path("sign-here/<str:secret>/", public.sign, name="sign-by-link"),
    path("log-on-notice/<slug:slug>.txt", public.notice, name="log-on-notice"),
]
