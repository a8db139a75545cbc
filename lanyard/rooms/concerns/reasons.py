"""The fixed lists of the concern form and of casework: slugs that never change, with labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReporterKind(models.TextChoices):
    """Who reports (the words of the decision "concern.route")."""

    STAFF = "staff", _("Staff")
    LEARNER = "learner", _("Learner")
    IT = "it", _("IT")
    PARENT = "parent", _("Parent or carer")
    VISITOR = "visitor", _("Visitor or contractor")


class About(models.TextChoices):
    """Whom a report is about (the words of the decision "concern.route")."""

    LEARNER = "learner", _("A learner")
    STAFF = "staff", _("A member of staff")
    DSL = "dsl", _("The safeguarding lead")
    HEAD = "head", _("The head of the organisation")
    OTHER = "other", _("Somebody or something else")


class Source(models.TextChoices):
    """Whether a person or a monitoring system noticed."""

    PERSON = "person", _("A person")
    MONITORING = "monitoring", _("Monitoring or filtering")


class RiskArea(models.TextChoices):
    """The four Cs of Keeping Children Safe in Education."""

    CONTENT = "content", _("Content: what was seen")
    CONTACT = "contact", _("Contact: who got in touch")
    CONDUCT = "conduct", _("Conduct: how somebody behaved")
    COMMERCE = "commerce", _("Commerce: money, gambling, scams")


class Category(models.TextChoices):
    """What kind of worry it is: the categories of the five policies."""

    EXTREMISM = "extremism", _("Extremism or radicalisation")
    SEXUAL_VIOLENCE = "sexual-violence", _("Sexual violence or harassment")
    NUDES = "nudes", _("Nude or semi-nude images")
    UPSKIRTING = "upskirting", _("Upskirting")
    GROOMING = "grooming", _("Grooming or an adult making contact")
    BULLYING = "bullying", _("Bullying, including “banter”")
    HARASSMENT = "harassment", _("Harassment or hate")
    SELF_HARM = "self-harm", _("Self-harm, suicide or eating disorders")
    SCAM = "scam", _("Scam, gambling or money pressure")
    ILLEGAL_ACCESS = "illegal-access", _("Illegal material")
    ACCIDENTAL_ACCESS = "accidental-access", _("Something harmful opened by accident")
    POLICY_BREACH = "policy-breach", _("Breaking the online-safety policy")
    NEGATIVE_POST = "negative-post", _("A negative post about the organisation")
    HACKING = "hacking", _("Hacking or misuse of systems")
    OTHER = "other", _("Something else")


#: Worries with which no file of any type is taken: it could show what must never be copied.
WITHOUT_FILES = frozenset({
    Category.NUDES, Category.UPSKIRTING, Category.SEXUAL_VIOLENCE, Category.ILLEGAL_ACCESS,
})  # fmt: skip
#: Category of the form to the category of the decision "concern.route", where they differ.
ROUTE_CATEGORY: dict[str, str] = {Category.SELF_HARM: "other", Category.SCAM: "other"}


class Channel(models.TextChoices):
    """The seven forms of cyberbullying that the policy recognises (LAN-CB-02), and others."""

    TEXTS = "texts", _("Texts and messaging apps")
    PICTURES = "pictures", _("Pictures or video")
    CALLS = "calls", _("Phone calls")
    EMAIL = "email", _("E-mail")
    CHAT_ROOMS = "chat-rooms", _("Chat rooms")
    INSTANT = "instant", _("Instant messaging")
    WEBSITES = "websites", _("Websites, including polling sites")
    OTHER = "other", _("Another way")


class DeviceKind(models.TextChoices):
    """Whose device, and what kind (OAK-2-04); no answer narrows the rule."""

    COLLEGE = "college", _("A college device")
    OWN_PHONE = "own-phone", _("Own mobile phone")
    OWN_COMPUTER = "own-computer", _("Own computer or tablet")
    CONSOLE = "console", _("Games console")
    OTHER = "other", _("Another device")
    UNKNOWN = "unknown", _("Not known")


class Connection(models.TextChoices):
    """How the device was connected (KMC-PUR-01); no answer lowers priority."""

    COLLEGE_WIFI = "college-wifi", _("College Wi-Fi")
    COLLEGE_NETWORK = "college-network", _("College network, by cable")
    MOBILE_DATA = "mobile-data", _("Mobile data (3G, 4G, 5G)")
    HOME = "home", _("Home or another network")
    OFFLINE = "offline", _("None: the device was offline")
    UNKNOWN = "unknown", _("Not known")


class Place(models.TextChoices):
    """Where it happened (KMC-CON-14, COM-RCG-03); off site counts as much as on site."""

    ON_SITE = "on-site", _("On site")
    ONLINE_CLASS = "online-class", _("In an online class")
    WORKPLACE = "workplace", _("At an employer or placement")
    HOME = "home", _("At home")
    ELSEWHERE = "elsewhere", _("Somewhere else")
    ONLINE = "online", _("Online only")
    UNKNOWN = "unknown", _("Not known")


class ThreeWay(models.TextChoices):
    """Yes, no or unsure; never blank."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("Not sure")


class Ideology(models.TextChoices):
    """Which ideology a reporter sees (KMC-EXT-01); groups that use or praise violence, no belief.

    Nobody has to choose: mixed or unclear is an answer, and a religion, a cause or a party is none.
    """

    FAR_RIGHT = "far-right", _("The violent far right")
    ANIMAL_RIGHTS = "animal-rights", _("Violent animal rights groups")
    RELIGIOUS = "religious", _("Violent religious fundamentalists")
    OTHER = "other", _("Another that praises or uses violence")
    MIXED = "mixed", _("Mixed, or unclear")


class Part(models.TextChoices):
    """A person's own part in what happened; never one label for everybody."""

    HARMED = "harmed", _("Harmed, or at risk")
    ALLEGED = "alleged", _("Alleged to have done it")
    WITNESS = "witness", _("Saw or heard it")
    OTHER = "other", _("Otherwise involved")


class Technology(models.TextChoices):
    """How far technology is in it (COM-INT-02)."""

    NONE = "none", _("None")
    PART = "part", _("Part of it")
    MAIN = "main", _("Main part of it")


class CaseKind(models.TextChoices):
    """The path a case takes: its checklist, readers and outcomes."""

    SAFEGUARDING = "safeguarding", _("Safeguarding")
    ALLEGATION = "allegation", _("Allegation about a member of staff")
    LEARNER_CONDUCT = "learner-conduct", _("Learner conduct")
    STAFF_CONDUCT = "staff-conduct", _("Staff conduct")
    POLICY_BREACH = "policy-breach", _("Breach of the policy")
    SYSTEM_ABUSE = "system-abuse", _("Abuse of IT systems")
    REPUTATION = "reputation", _("Reputation")


class ProtectiveStep(models.TextChoices):
    """The step taken at once to stop harm (KMC-INC-02)."""

    REMOVE = "remove", _("Removed the content or the person from it")
    SEPARATE = "separate", _("Separated the people")
    BLOCK = "block", _("Blocked an account or a contact")
    PRESERVE = "preserve", _("Kept the evidence safe")
    CONTACT = "contact", _("Spoke to the person at risk")
    EMERGENCY = "emergency", _("Called 999")
    OTHER = "other", _("Another step")
