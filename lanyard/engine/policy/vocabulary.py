"""The closed vocabularies of the questions about contact, pictures, accounts, searches and data."""

from __future__ import annotations

import enum


class Word(enum.StrEnum):
    """The six answers there are."""

    YES = "yes"
    YES_IF = "yes-if"
    ASK_FIRST = "ask-first"
    AVOID = "avoid"
    NO = "no"
    UNKNOWN = "unknown"


class AccountKind(enum.StrEnum):
    """Whether a connection is made from one's own account or from an official one."""

    PERSONAL = "personal"
    OFFICIAL = "official"


class Direction(enum.StrEnum):
    """Who connects with whom; followed-by is the other person's doing."""

    SEND = "send"
    ACCEPT = "accept"
    FOLLOW = "follow"
    FOLLOWED_BY = "followed-by"


class Relation(enum.StrEnum):
    """What the other person is to the organisation; a parent stays one as a colleague."""

    CURRENT_LEARNER = "current-learner"
    FORMER_LEARNER = "former-learner"
    PROSPECTIVE_LEARNER = "prospective-learner"
    PARENT_OF_CURRENT = "parent-of-current-learner"
    PARENT_OF_FORMER = "parent-of-former-learner"
    DIRECT_REPORT = "direct-report"
    COLLEAGUE = "colleague"
    PUBLIC = "public"


class Clock(enum.StrEnum):
    """How the wait after leaving stands: for those still here it has not begun."""

    NOT_BEGUN = "not-begun"
    RUNNING = "running"
    OVER = "over"


class Standing(enum.StrEnum):
    """What has become of a declaration."""

    RECORDED = "recorded"
    PENDING = "pending"
    REFUSED = "refused"


class Channel(enum.StrEnum):
    """By what a message goes."""

    WORK_EMAIL = "work-email"
    TEAMS = "teams"
    E_PORTFOLIO = "e-portfolio"
    SMS = "sms"
    VOICE = "voice"
    WHATSAPP = "whatsapp"
    SOCIAL_DM = "social-dm"
    PERSONAL_EMAIL = "personal-email"


class Device(enum.StrEnum):
    """Whose device it is."""

    ORGANISATION = "organisation"
    PERSONAL = "personal"


class Sender(enum.StrEnum):
    """From which account a message goes."""

    WORK = "work"
    PERSONAL = "personal"


class Recipient(enum.StrEnum):
    """To whom a message goes."""

    CURRENT_LEARNER = "current-learner"
    PROSPECTIVE_LEARNER = "prospective-learner"
    PARENT_OF_CURRENT = "parent-of-current-learner"
    EXTERNAL = "external-organisation"


class Rights(enum.StrEnum):
    """By what right a picture is used."""

    OWNED = "owned"
    LICENSED = "licensed"
    PERMISSION = "owner-permission"
    NONE = "none"


class Taker(enum.StrEnum):
    """Who took a picture."""

    STAFF = "staff"
    LEARNER = "learner"
    EXTERNAL = "external"


class Outlet(enum.StrEnum):
    """Where a picture is published."""

    WEBSITE = "website"
    SOCIAL = "social"
    PRINT = "print"
    BLOG = "blog"


class Subject(enum.StrEnum):
    """Who is shown in a picture."""

    LEARNER = "learner"
    STAFF = "staff"
    PUBLIC = "public"
    UNKNOWN = "unknown"


class ConsentBy(enum.StrEnum):
    """Who gave a consent."""

    SELF = "self"
    PARENT = "parent"


class ConsentWay(enum.StrEnum):
    """Whose consent it takes: one's own, a guardian's, either, or a signed form on file."""

    SELF = "self"
    GUARDIAN = "guardian"
    EITHER = "either"
    FORM = "form"


class Check(enum.StrEnum):
    """What was looked at before publication."""

    QUALITY = "quality"
    PRIVACY = "privacy"


class Outcome(enum.StrEnum):
    """What an approver said."""

    APPROVED = "approved"
    REJECTED = "rejected"


class PostKind(enum.StrEnum):
    """What is done on an official account."""

    POST = "post"
    COMMENT = "comment"
    LIKE = "like"
    SHARE = "share"
    REPLY_TO_NEGATIVE = "reply-to-negative"


class Searched(enum.StrEnum):
    """Whose logs or mailbox are searched."""

    LEARNER = "learner"
    STAFF = "staff"
    VISITOR = "visitor"


class Purpose(enum.StrEnum):
    """For what logs or a mailbox are searched."""

    SAFEGUARDING = "safeguarding"
    PREVENT = "prevent"
    BUSINESS_FACTS = "business-facts"
    REGULATORY = "regulatory"
    STANDARDS = "standards"
    CRIME = "crime"
    UNAUTHORISED_USE = "unauthorised-use"
    SYSTEM_OPERATION = "system-operation"
    NONE = "none"


class Folder(enum.StrEnum):
    """Which folder of a mailbox."""

    ORDINARY = "ordinary"
    PERSONAL = "personal"


class User(enum.StrEnum):
    """Who uses the web."""

    STAFF = "staff"
    LEARNER = "learner"


class TimeOfDay(enum.StrEnum):
    """In what part of the day."""

    TEACHING = "teaching"
    WORKING = "working"
    BREAK = "break"
    OFF_DUTY = "off-duty"


class Offence(enum.StrEnum):
    """What kind of conduct the police might be told of."""

    CONDUCT = "conduct"
    HACKING = "hacking"
    COPYRIGHT = "copyright"
    CONNECTION = "connection"
    NUDES_UNDER_18 = "nudes-under-18"
    OTHER = "other"


class RoleFlag(enum.StrEnum):
    """What makes somebody's training differ."""

    NEW_STARTER = "new-starter"
    KEY_STAFF = "key-staff"


class Course(enum.StrEnum):
    """What somebody is trained in."""

    INDUCTION = "induction"
    KCSIE = "kcsie"
    REFRESHER = "refresher"
    KEY_STAFF_UPDATE = "key-staff-update"
    UPDATE = "update"
    PREVENT = "prevent"


class Holding(enum.StrEnum):
    """What data would leave."""

    PERSONAL = "personal"
    LEARNER_CONTACTS = "learner-contacts"
    NONE = "none"


class Carrier(enum.StrEnum):
    """On what data would leave."""

    LAPTOP = "laptop"
    USB = "usb"
    PHONE = "phone"
    PERSONAL_DEVICE = "personal-device"
    PERSONAL_CLOUD = "personal-cloud"


class Site(enum.StrEnum):
    """What kind of site a recruiter looks at."""

    PROFESSIONAL = "professional"
    PERSONAL = "personal"


#: A post that belongs to a team counts as the team.
MEMBERS = {
    "marketing-team": ("marketing-manager", "director-marketing"),
    "it-department": ("it-helpdesk", "it-support", "head-digital-ict"),
}
#: What rules may ask to be done now, by question.
DUTIES = {
    "connect": frozenset({
        "block-follower", "restrict-privacy-settings", "record-declaration", "tell-hr",
    }),
    "message": frozenset({
        "record-lawful-basis", "log-reason", "log-use", "defer-to-agreed-hours",
        "remove-contact-details", "risk-assess-first",
    }),
    "publish": frozenset({"check-names", "authorised-account-only"}),
    "go-live": frozenset({"risk-assess-first"}),
    "post": frozenset({"do-not-reply", "report-to-marketing"}),
    "search": frozenset({"log-reason"}),
    "web": frozenset[str](),
    "removal": frozenset({"consider-encryption"}),
    "recruitment": frozenset({"discard-finding"}),
}  # fmt: skip
