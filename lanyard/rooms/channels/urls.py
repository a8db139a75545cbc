"""The addresses of official accounts."""

from __future__ import annotations

from django.urls import path

from lanyard.rooms.channels.views import (
    accounts,
    applications,
    found,
    freezing,
    platforms,
    posters,
    posts,
    public,
)

app_name = "channels"
urlpatterns = [
    path("", accounts.home, name="home"),
    path("closed/", accounts.closed, name="closed"),
    path("ours/", public.ours, name="ours"),
    path("ours/json/", public.feed, name="ours-json"),
    path("ours/report/", public.report, name="report-false"),
    path("ours/thanks/", public.thanks, name="report-false-done"),
    path("apply/", applications.begin, name="apply"),
    path("applications/", applications.everything, name="applications"),
    path("applications/<uuid:application_id>/", applications.one, name="application"),
    path("applications/<uuid:application_id>/write/", applications.write, name="write"),
    path("applications/<uuid:application_id>/send/", applications.send, name="send"),
    path("platforms/", platforms.everything, name="platforms"),
    path("platforms/new/", platforms.new, name="new-platform"),
    path("platforms/<uuid:platform_id>/", platforms.one, name="platform"),
    path("platforms/<uuid:platform_id>/assess/", platforms.assess, name="assess"),
    path("found/", found.everything, name="found"),
    path("found/new/", found.new, name="report-found"),
    path("found/<uuid:found_id>/", found.one, name="found-one"),
    path("posters/", posters.everybody, name="posters"),
    path("posters/csv/", posters.export, name="posters-csv"),
    path("posters/<uuid:poster_id>/end/", posters.end, name="end-poster"),
    path("posts/", posts.everything, name="posts"),
    path("posts/<uuid:post_id>/", posts.one, name="post"),
    path("posts/<uuid:post_id>/edit/", posts.edit, name="edit-post"),
    path("posts/<uuid:post_id>/send/", posts.send, name="send-post"),
    path("posts/<uuid:post_id>/release/", posts.release, name="release-post"),
    path("posts/<uuid:post_id>/posted/", posts.posted, name="posted"),
    path("posts/<uuid:post_id>/put-back/", posts.put_back, name="put-back"),
    path("posts/<uuid:post_id>/take-back/", posts.take_back, name="take-back"),
    path("posts/<uuid:post_id>/package/", posts.package, name="post-package"),
    path("freeze/", freezing.freeze, name="freeze"),
    path("thaw/", freezing.thaw, name="thaw"),
    path("administrators/<uuid:administrator_id>/remove/", accounts.remove, name="remove"),
    path("administrators/<uuid:administrator_id>/revoke/", accounts.revoke, name="revoke"),
    path("<uuid:account_id>/", accounts.one, name="account"),
    path("<uuid:account_id>/access/", accounts.access, name="access"),
    path("<uuid:account_id>/confirm/", accounts.confirm, name="confirm"),
    path("<uuid:account_id>/add/", accounts.add, name="add"),
    path("<uuid:account_id>/hand-over/", accounts.hand_over, name="hand-over"),
    path("<uuid:account_id>/poster/", posters.add, name="add-poster"),
    path("<uuid:account_id>/write/", posts.write, name="write-post"),
    path("<uuid:account_id>/agree/", posters.agree, name="agree"),
    path("<uuid:account_id>/close/", accounts.close, name="close"),
]
