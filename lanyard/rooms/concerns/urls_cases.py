"""The addresses of the inbox and of casework."""

from __future__ import annotations

from django.urls import path

from lanyard.rooms.concerns.views import case, decide, evidence, inbox, mine, team, triage, work

_REPORT = "concerns/reports/<uuid:concern_id>/"
_CASE = "concerns/cases/<uuid:case_id>/"

urlpatterns = [
    path("concerns/", inbox.inbox, name="inbox"),
    path(_REPORT, case.read_report, name="concern"),
    path(_REPORT + "acknowledge/", case.acknowledge, name="acknowledge"),
    path(_REPORT + "reply/", case.reply, name="reply"),
    path(_REPORT + "triage/", triage.Triage.as_view(), name="triage"),
    path(_REPORT + "join/<uuid:case_id>/", triage.Join.as_view(), name="join"),
    path(_CASE, case.case_page, name="case"),
    path(_CASE + "readers/", case.readers, name="readers"),
    path(_CASE + "note/", team.Note.as_view(), name="note"),
    path(_CASE + "correct/<uuid:entry_id>/", team.Correct.as_view(), name="correct"),
    path(_CASE + "severity/", team.Severity.as_view(), name="severity"),
    path(_CASE + "assess/", team.Assess.as_view(), name="assess"),
    path(_CASE + "team/new/", team.AddMember.as_view(), name="member-new"),
    path(_CASE + "team/<uuid:member_id>/end/", team.EndMember.as_view(), name="member-end"),
    path(_CASE + "keep-out/", team.KeepOut.as_view(), name="keep-out"),
    path(_CASE + "people/new/", team.AddPerson.as_view(), name="person-new"),
    path(_CASE + "people/<uuid:one_id>/end/", team.EndPerson.as_view(), name="person-end"),
]
urlpatterns += [
    path(_CASE + "tasks/new/", work.Task.as_view(), name="action-new"),
    path(_CASE + "referrals/new/", work.NewReferral.as_view(), name="referral-new"),
    path(_CASE + "referrals/<uuid:referral_id>/", work.TheReferral.as_view(), name="referral"),
    path(
        _CASE + "referrals/<uuid:referral_id>/not/", work.NoReferral.as_view(), name="referral-not"
    ),
    path(_CASE + "tell/<slug:party>/<uuid:one_id>/", work.TheTelling.as_view(), name="telling"),
    path(_CASE + "plans/new/", work.NewPlan.as_view(), name="plan-new"),
    path(_CASE + "plans/<uuid:plan_id>/", work.ThePlan.as_view(), name="plan"),
    path(_CASE + "sanctions/new/", work.NewSanction.as_view(), name="sanction-new"),
    path(_CASE + "sanctions/<uuid:sanction_id>/", work.TheSanction.as_view(), name="sanction"),
    path(_CASE + "follow-up/<uuid:follow_up_id>/", work.TheFollowUp.as_view(), name="follow-up"),
    path(_CASE + "answers/<slug:slug>/", work.TheParticular.as_view(), name="particular"),
    path(_CASE + "decide/<slug:kind>/", decide.Decide.as_view(), name="decide"),
    path(_CASE + "skip/<slug:step>/", decide.Skip.as_view(), name="skip"),
    path(_CASE + "kind/", decide.ChangeKind.as_view(), name="kind"),
    path(_CASE + "category/", decide.ChangeCategory.as_view(), name="category"),
    path(_CASE + "images/", decide.Images.as_view(), name="images"),
    path(_CASE + "images/viewed/", decide.Viewing.as_view(), name="viewing"),
    path(_CASE + "evidence/", evidence.Evidence.as_view(), name="evidence"),
    path(_CASE + "evidence/bundle/", evidence.Bundle.as_view(), name="bundle"),
    path(_CASE + "close/", decide.Close.as_view(), name="close"),
    path(_CASE + "agree/", decide.Agree.as_view(), name="agree"),
    path(_CASE + "reopen/", decide.Reopen.as_view(), name="reopen"),
    path(_CASE + "watch/end/", decide.EndWatch.as_view(), name="end-watch"),
    path("concerns/hand-over/", mine.hand_over, name="hand-over"),
    path("concerns/emergency/", mine.break_glass, name="break-glass"),
    path("actions/", mine.actions, name="actions"),
    path("actions/<uuid:action_id>/", mine.action, name="action"),
]
