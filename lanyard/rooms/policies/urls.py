"""The addresses of policies."""

from django.urls import path

from lanyard.rooms.policies.views import collecting, public, reading, reviews, signing, writing

app_name = "policies"
urlpatterns = [
    path("policies/", reading.everything, name="list"),
    path("policies/new/", writing.new, name="new"),
    path("policies/signed/", signing.mine, name="my-signatures"),
    path("policies/sign/<uuid:requirement_id>/", signing.sign, name="sign"),
    path("policies/sign/<uuid:requirement_id>/check/", signing.check, name="check"),
    path("policies/signatures/<uuid:signature_id>/", signing.certificate, name="certificate"),
    path("policies/signatures/", collecting.figures, name="figures"),
    path("policies/restricted/", collecting.restricted, name="restricted"),
    path("policies/restricted/csv/", collecting.restricted_csv, name="restricted-csv"),
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
    path("policies/<slug:slug>/versions/<int:number>/changes/", reading.changes, name="changes"),
    path("policies/<slug:slug>/forms/<uuid:attachment_id>/", reading.other_form, name="form"),
    path("policies/<slug:slug>/say/", reading.say, name="say"),
    path("policies/<slug:slug>/write/", writing.write, name="write"),
    path("policies/<slug:slug>/submit/", writing.submit, name="submit"),
    path("policies/<slug:slug>/publish/", writing.publish, name="publish"),
    path("policies/<slug:slug>/discard/", writing.discard, name="discard"),
    path("policies/<slug:slug>/archive/", writing.archive, name="archive"),
    path("policies/<slug:slug>/attach/", writing.attach, name="attach"),
    path("policies/<slug:slug>/extend/", writing.extend, name="extend"),
    path("policies/<slug:slug>/review/", reviews.start, name="start-review"),
    path("policies/<slug:slug>/ask/", collecting.ask, name="ask"),
    path("our-policies/", public.everything, name="public"),
    path("our-policies/<slug:slug>/", public.document, name="public-document"),
    path("our-policies/<slug:slug>/say/", public.say, name="public-say"),
    path("our-policies/<slug:slug>/<uuid:attachment_id>/", public.other_form, name="public-form"),
    path("sign-here/<str:secret>/", public.sign, name="sign-by-link"),
    path("log-on-notice/<slug:slug>.txt", public.notice, name="log-on-notice"),
]
