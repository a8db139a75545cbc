"""Every page of the site: which address shows it, and who is right to look at it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lanyard.rooms.concerns.forms.journeys import Page, always
from lanyard.rooms.concerns.forms.paths import JOURNEYS
from tests.governing import LAW
from tests.journeys.doors_channels import channels
from tests.journeys.doors_consent import consent
from tests.journeys.doors_contact import contact
from tests.journeys.doors_guidance import classroom, guidance


@dataclass(frozen=True)
class Door:
    """One page as one person sees it."""

    name: str
    who: str
    address: str

    @property
    def word(self) -> str:
        """What a picture of it is called."""
        last = self.address.rstrip("/").rpartition("/")[2]
        further = [last] if self.name.endswith("-page") else []
        return "-".join([self.name.replace(":", "-"), *further, self.who or "nobody"])


#: Looked at with nobody signed in.
NOBODY = (
    "home", "accessibility", "what-to-do-now", "ui:appearance", "account_login",
    "account_reset_password", "concerns:tell", "concerns:receipt", "concerns:procedure",
    "concerns:feedback", "concerns:feedback-thanks",
    "policies:public", "policies:privacy", "guidance:index", "guidance:check",
)  # fmt: skip
#: Looked at by everybody, because it is theirs.
_HOMES = (
    "tutor", "manager", "dsl", "deputy", "head", "hr", "it", "marketing", "learner", "adult",
    "parent", "governor",
)  # fmt: skip
#: Person to the addresses that take nothing.
_PLAIN: dict[str, tuple[str, ...]] = {
    "tutor": (
        "concerns:report", "concerns:low-level", "concerns:low-level-sent", "concerns:my-reports",
        "concerns:contacts", "concerns:actions", "notices:mine", "notices:preferences",
        "concerns:challenge", "concerns:challenges", "concerns:procedure",
        "gallery", "identity:security", "account_change_password",
        "concerns:pulse", "concerns:declare", "concerns:declarations",
        "mfa_activate_totp",
        "duties:mine", "duties:done", "policies:list", "policies:my-signatures", "approvals:list",
        "policies:archived",
        "answers:index", "answers:mine", "answers:connect", "answers:message",
        "training:mine", "training:calendar", "training:sessions", "training:teaching",
        "training:induction", "training:lessons", "training:resources", "training:campaigns",
        "training:surveys", "training:notes", "answers:declarations",
    ),
    "learner": ("concerns:my-reports", "concerns:contacts", "training:mine", "training:calendar"),
    "manager": ("concerns:conversations", "concerns:conversation-new", "duties:team",
                "policies:team", "training:team", "training:verify"),
    "dsl": (
        "concerns:inbox", "concerns:figures", "concerns:register", "concerns:hand-over",
        "concerns:break-glass", "concerns:drills", "concerns:procedure",
        "concerns:procedure-publish", "concerns:feedback-figures", "concerns:challenges",
        "search", "audit:trail", "people:directory", "people:rota", "people:told",
        "people:guardians",
        "concerns:registers", "concerns:quoted-rules", "concerns:completeness", "concerns:pulses",
        "concerns:transfers", "concerns:transfer-new",
        "profiles:in-force", "profiles:history", "profiles:change", "profiles:left-open",
        "profiles:proposal", "answers:replay", "answers:restricted", "answers:restrict",
        "mfa_add_webauthn", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp", "notices:mine", "duties:mine",
        "mfa_deactivate_totp", "notices:mine", "governance:coverage",
        "governance:meetings", "governance:call-meeting", "governance:liaison",
        "governance:log-liaison", "governance:confidence",
    ),
    "head": (
        "concerns:low-level-records", "concerns:figures", "clauses:policy", "clauses:controls",
        "clauses:laws", "approvals:list", "duties:all", "policies:new", "policies:figures",
        "policies:reviews", "governance:home", "governance:laws", "governance:coverage",
        "governance:new-law",
    ),
    "governor": ("clauses:policy",),
    "hr": (
        "training:matrix", "training:forecast", "training:verify", "training:taught",
        "training:everything", "training:catalogue", "training:take-in", "training:new-course",
        "training:bring", "training:induction-gaps", "training:undelivered", "training:resources",
        "training:campaigns", "training:new-campaign", "training:skills", "training:observations",
        "training:surveys", "concerns:purposes", "people:posts", "people:cover", "people:visitors",
        "people:add-visitor", "people:open-post", "people:add-person", "people:call",
        "people:rota", "people:directory",
    ),
    "it": (
        "duties:terms", "duties:nation", "policies:restricted", "policies:accounts",
        "training:accounts", "people:directory", "people:import", "people:devices",
        "people:exceptions", "people:add-device", "people:take-in",
        "jobs:dead-letters", "notices:deliveries", "notices:settings", "identity:everybody",
        "identity:sign-on", "edit-accessibility",
        "identity:tokens", "identity:make-token",
    ),
}  # fmt: skip
#: Addresses about one case, for who works it.
_CASE = (
    "case", "readers", "note", "severity", "assess", "member-new", "keep-out", "person-new",
    "action-new", "referral-new", "plan-new", "sanction-new", "category", "kind", "close",
    "reopen", "end-watch", "export", "correct", "member-end", "person-end", "referral",
    "referral-not", "plan", "sanction", "follow-up",
)  # fmt: skip


def every_door(stands: Mapping[str, Any]) -> Iterator[Door]:
    """Yield every page."""
    for name in NOBODY:
        yield Door(name, "", reverse(name))
    for who in _HOMES:
        yield Door("home", who, reverse("home"))
    for who, names in _PLAIN.items():
        for name in names:
            yield Door(name, who, reverse(name))
    yield from _reporting()
    yield from _casework(stands)
    yield from _policies(stands)
    yield from _training(stands)
    yield from _governance(stands)
    rooms = (guidance(), classroom(stands), consent(stands), channels(stands), contact(stands))
    for name, who, address in itertools.chain(*rooms):
        yield Door(name, who, address)
    for name, who, words in (
        ("concerns:report-sent", "tutor", "receipt"), ("concerns:my-report", "tutor", "receipt"),
        ("concerns:my-report-file", "tutor", "receipt"),
        ("concerns:declaration", "tutor", "declaration_id"),
        ("concerns:transfer", "dsl", "transfer_id"),
        ("concerns:person", "dsl", "person_id"), ("people:person", "dsl", "person_id"),
        ("people:give-post", "hr", "post_id"), ("people:end-post", "hr", "holding_id"),
        ("people:post", "hr", "post_id"), ("people:close-post", "hr", "post_id"),
        ("people:letter", "hr", "holding_id"), ("people:person", "hr", "person_id"),
        ("people:change", "hr", "person_id"), ("people:work", "hr", "person_id"),
        ("people:study", "hr", "person_id"), ("people:leave", "hr", "staff_id"),
        ("people:acknowledged", "hr", "person_id"), ("people:end-call", "hr", "call_id"),
        ("people:sign-in", "hr", "person_id"),
        ("people:back", "hr", "absence_id"), ("people:extend-visit", "hr", "sponsorship_id"),
        ("people:accepted", "hr", "sponsorship_id"), ("people:device", "it", "device_id"),
        ("people:withdraw-device", "it", "device_id"), ("people:guardian", "dsl", "link_id"),
        ("people:guardian", "dsl", "checked_id"), ("people:verify-guardian", "dsl", "link_id"),
        ("people:refuse-guardian", "dsl", "link_id"), ("people:undo-check", "dsl", "checked_id"),
        ("people:end-guardian", "dsl", "link_id"), ("people:add-guardian", "dsl", "person_id"),
        ("people:set-flag", "dsl", "person_id"), ("people:end-flag", "dsl", "flag_id"),
        ("people:import-run", "it", "run_id"), ("people:import-done", "it", "done_id"),
        ("identity:device", "dsl", "browser_id"),
        ("concerns:action", "tutor", "action_id"), ("concerns:concern", "dsl", "concern_id"),
        ("concerns:drill", "dsl", "drill_id"),
        ("concerns:conversation", "manager", "conversation_id"),
        ("concerns:report-people", "dsl", "concern_id"),
        ("concerns:report-keep-out", "dsl", "concern_id"),
        ("concerns:report-reroute", "dsl", "concern_id"),
        ("concerns:triage", "dsl", "concern_id"), ("concerns:reply", "dsl", "concern_id"),
    ):  # fmt: skip
        yield Door(name, who, reverse(name, args=[stands[words]]))
    yield from _answers(stands)
    yield from _policy(stands)
    yield Door("profiles:version", "dsl", reverse("profiles:version", args=[1]))


#: Facts of every kind: a choice, yes or no, text, a day, a moment, hours, several entries, ticks.
_FACTS = {
    "contact.connect": ("account", "relation", "platform", "born", "enrolments", "who"),
    "contact.message": ("channel", "hours", "approvals", "urgent"),
    "media.publish": ("subjects", "checks"),
}  # fmt: skip


def _answers(stands: Mapping[str, Any]) -> Iterator[Door]:
    """Yield the pages of "May I…?"."""
    for question, facts in _FACTS.items():
        for fact in facts:
            yield Door("answers:fact", "tutor", reverse("answers:fact", args=[question, fact]))
    yield Door("answers:ask", "tutor", reverse("answers:ask", args=["recruitment.view"]))
    for words in ("answer_id", "asked_first_id", "advised_id"):
        yield Door("answers:answer", "tutor", reverse("answers:answer", args=[stands[words]]))
    ahead = reverse("answers:go-ahead", args=[stands["advised_id"]])
    yield Door("answers:go-ahead", "tutor", ahead)
    for name, who, words in (
        ("declare", "tutor", "named_id"), ("follower", "tutor", "found_id"),
        ("declaration", "tutor", "connection_id"), ("declaration", "dsl", "connection_id"),
        ("unrestrict", "dsl", "restriction_id"), ("ask-approval", "tutor", "refused_id"),
        ("clearance", "tutor", "request_id"), ("clearance", "manager", "request_id"),
        ("end-clearance", "tutor", "approved_request_id"),
        ("data-back", "tutor", "data_away_id"), ("clearance", "manager", "data_away_id"),
    ):  # fmt: skip
        yield Door(f"answers:{name}", who, reverse(f"answers:{name}", args=[stands[words]]))


def _policy(stands: Mapping[str, Any]) -> Iterator[Door]:
    for who in ("head", "tutor"):
        for clause in ("OAK-4.3-03", "OAK-10.4-16", "KCSIE-RECORDS"):
            yield Door("clauses:clause", who, reverse("clauses:clause", args=[clause]))
        control = reverse("clauses:control", args=["protective-step-first"])
        yield Door("clauses:control", who, control)
    for name in ("edition", "changes"):
        yield Door(f"clauses:{name}", "tutor", reverse(f"clauses:{name}", args=["kcsie", "2026"]))
    yield Door("clauses:attest", "head", reverse("clauses:attest", args=["police-decided"]))
    word = stands["attestation_id"]
    yield Door("clauses:withdraw", "head", reverse("clauses:withdraw", args=[word]))


#: Addresses of the policy, of a code with a draft, and of what somebody is asked to sign.
_OF_POLICY = (
    "document", "say", "attach", "extend", "archive", "start-review", "ask", "change", "sources",
    "copy", "awareness", "tell",
)  # fmt: skip
_OF_DRAFT = ("write", "send-for-review", "discard")
_OF_READ = ("submit", "send-back")
_OF_REQUIREMENT = ("requirement", "paper", "invite", "end-requirement")


def _policies(stands: Mapping[str, Any]) -> Iterator[Door]:
    """Yield the pages of policies, of duties and of approvals."""
    policy, draft = stands["policy_slug"], stands["draft_slug"]
    read = stands["read_slug"]
    for slug, names in ((policy, _OF_POLICY), (draft, _OF_DRAFT), (read, _OF_READ)):
        for name in names:
            yield Door(f"policies:{name}", "dsl", reverse(f"policies:{name}", args=[slug]))
    publish = reverse("policies:publish", args=[stands["approved_slug"]])
    yield Door("policies:publish", "dsl", publish)
    for name, who in (("call-back", "dsl"), ("public-coming", "")):
        address = reverse(f"policies:{name}", args=[stands["coming_slug"]])
        yield Door(f"policies:{name}", who, address)
    for name in _OF_REQUIREMENT:
        address = reverse(f"policies:{name}", args=[stands["requirement_id"]])
        yield Door(f"policies:{name}", "dsl", address)
    for name, who, words in (
        ("policies:version", "dsl", (policy, stands["number"])),
        ("policies:comments", "dsl", (read, stands["read_number"])),
        ("policies:comments", "tutor", (read, stands["read_number"])),
        ("policies:finish-reading", "tutor", (read, stands["read_number"])),
        ("policies:answer-comment", "dsl", (stands["comment_id"],)),
        ("policies:look", "dsl", (stands["copy_id"],)),
        ("policies:changes", "dsl", (policy, stands["number"] + 1)),
        ("policies:form", "tutor", (policy, stands["attachment_id"])),
        ("policies:sign", "tutor", (stands["requirement_id"],)),
        ("policies:sign", "marketing", (stands["requirement_id"],)),
        ("policies:check", "tutor", (stands["check_id"],)),
        ("policies:certificate", "tutor", (stands["signature_id"],)),
        ("policies:review", "dsl", (stands["review_id"],)),
        ("policies:feedback", "dsl", (stands["feedback_id"],)),
        ("policies:link-companion", "dsl", (stands["companion_id"],)),
        ("policies:suspend", "hr", (stands["sponsored_id"],)),
        ("policies:public-document", "", (policy,)), ("policies:public-say", "", (policy,)),
        ("policies:public-form", "", (policy, stands["attachment_id"])),
        ("policies:sign-by-link", "", (stands["secret"],)),
        ("approvals:one", "head", (stands["approval_id"],)),
        ("approvals:withdraw", "dsl", (stands["approval_id"],)),
        ("duties:of-person", "head", (stands["tutor_id"],)),
        ("duties:one-duty", "head", (stands["definition_id"],)),
        ("duties:say-done", "tutor", (stands["occurrence_id"],)),
        ("duties:waive", "head", (stands["occurrence_id"],)),
        ("duties:end-waiver", "head", (stands["duties:end-waiver.occurrence_id"],)),
    ):  # fmt: skip
        yield Door(name, who, reverse(name, args=words))


def _training(stands: Mapping[str, Any]) -> Iterator[Door]:
    """Yield the pages of training."""
    attempt, taken = stands["attempt_id"], stands["completion_id"]
    rule, course, note = stands["rule_slug"], stands["course_slug"], stands["note_id"]
    for name, who, words in (
        ("training:page", "tutor", (attempt, 1)), ("training:question", "tutor", (attempt, 1)),
        ("training:result", "tutor", (attempt,)), ("training:certificate", "tutor", (taken,)),
        ("training:certificate", "hr", (taken,)), ("training:set-aside", "hr", (taken,)),
        ("training:person", "manager", (stands["tutor_id"],)),
        ("training:course", "learner", (course,)), ("training:course", "hr", (course,)),
        ("training:write", "hr", (course,)), ("training:ask", "hr", (course,)),
        ("training:session", "tutor", (stands["session_id"],)),
        ("training:session", "dsl", (stands["begun_id"],)),
        ("training:book", "hr", (stands["session_id"],)),
        ("training:register", "dsl", (stands["begun_id"],)),
        ("training:call-off", "dsl", (stands["session_id"],)),
        ("training:plan-session", "hr", ("induction-session",)),
        ("training:course", "tutor", ("lead-training",)),
        ("training:hand-in", "tutor", ("lead-training",)),
        ("training:refuse-one", "hr", (stands["handed_in_id"],)),
        ("training:taken-in", "hr", (stands["taken_in_id"],)),
        ("training:names", "hr", (course,)), ("training:package", "hr", ("fire-safety",)),
        ("training:play", "tutor", (stands["played_id"],)),
        ("training:rule", "hr", (rule,)), ("training:stop", "hr", (rule,)),
        ("training:induct", "hr", (stands["tutor_id"],)), ("training:pictures", "hr", (course,)),
        ("training:campaign-reach", "hr", (stands["campaign_id"],)),
        ("training:survey", "tutor", (stands["round_id"],)),
        ("training:survey-action", "hr", (stands["round_id"],)),
        ("training:programme-aim", "hr", (stands["course_group_id"],)),
        ("training:give-lesson", "tutor", (group := stands["taught_group_id"], "sources")),
        ("training:tutorial-plan", "tutor", (group,)), ("training:note", "tutor", (note,)),
        ("training:apprentice-review", "tutor", (stands["apprentice_id"],)),
    ):  # fmt: skip
        yield Door(name, who, reverse(name, args=words))


def _governance(stands: Mapping[str, Any]) -> Iterator[Door]:
    """Yield the pages of governance: a paper that waits, one that is signed, laws, meetings."""
    waits, signed = stands["paper_id"], stands["signed_paper_id"]
    for name, who, words in (
        ("law", "head", (LAW,)), ("check-law", "head", (LAW,)), ("give-law", "head", (LAW,)),
        ("papers-of", "dsl", ("leadership",)), ("papers-of", "head", ("equality",)),
        ("paper", "dsl", (waits,)), ("paper", "head", (signed,)),
        ("write-paper", "dsl", (waits,)), ("sign-paper", "dsl", (waits,)),
        ("receive-paper", "head", (signed,)), ("judgements", "dsl", (waits,)),
        ("judge", "dsl", (stands["judgement_id"],)),
        ("meeting", "head", (stands["meeting_id"],)),
        ("minutes", "dsl", (stands["meeting_id"],)),
        ("cancel-meeting", "dsl", (stands["coming_meeting_id"],)),
    ):  # fmt: skip
        yield Door(f"governance:{name}", who, reverse(f"governance:{name}", args=words))


def _reporting() -> Iterator[Door]:
    for slug, who in (("concern", "tutor"), ("post", "tutor"), ("session", "tutor"), ("it", "it")):
        for page in _asked_of_all(slug):
            address = reverse("concerns:report-page", args=[slug, page.slug])
            yield Door("concerns:report-page", who, address)
    yield Door("concerns:report-files", "tutor", reverse("concerns:report-files", args=["concern"]))
    yield Door("concerns:tell-files", "", reverse("concerns:tell-files", args=["visitor"]))
    for slug in ("learner", "visitor"):
        for page in _asked_of_all(slug):
            address = reverse("concerns:tell-page", args=[slug, page.slug])
            yield Door("concerns:tell-page", "", address)


def _asked_of_all(slug: str) -> list[Page]:
    """Return the pages that need no answer before them; test_reporting looks at the others."""
    return [page for page in JOURNEYS[slug].pages if page.asked is always]


def _casework(stands: Mapping[str, Any]) -> Iterator[Door]:
    more = {
        "correct": "entry_id", "member-end": "member_id", "person-end": "one_id",
        "referral": "referral_id", "referral-not": "referral_id", "plan": "plan_id",
        "sanction": "sanction_id", "follow-up": "follow_up_id",
    }  # fmt: skip
    case = stands["case_id"]
    for name in _CASE:
        further = [stands[more[name]]] if name in more else []
        yield Door(f"concerns:{name}", "dsl", reverse(f"concerns:{name}", args=[case, *further]))
    for name, args in (
        ("referral", [case, stands["sent_id"]]), ("particular", [case, "investigation"]),
        ("telling", [case, "guardian", stands["one_id"]]), ("skip", [case, "assess"]),
        ("telling", [case, "employer", stands["one_id"]]), ("decide", [case, "police"]),
        ("decide", [case, "lado"]), ("images", [stands["images_id"]]),
        ("viewing", [stands["images_id"]]), ("agree", [stands["agree_id"]]),
        ("case", [stands["closed_id"]]), ("case", [stands["images_id"]]),
        ("evidence", [case]), ("join", [stands["concern_id"], stands["other_id"]]),
    ):  # fmt: skip
        yield Door(f"concerns:{name}", "dsl", reverse(f"concerns:{name}", args=args))
