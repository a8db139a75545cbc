"""Write to parents and next of kin, all at once, where a policy can be read (KMC-WHO-01)."""

from __future__ import annotations

from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.jobs import api as jobs
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.policies import links
from lanyard.rooms.policies.actions.documents import NotNow
from lanyard.rooms.policies.models import Document, Mailing, Version
from lanyard.rooms.policies.queries.signing import last_material, version_in_force


def to_tell(document: Document) -> list[Person]:
    """Return the verified guardians who may be written to and were not, for words that hold."""
    material = last_material(document)
    if material is None:
        return []
    guardians = duties.members(duties.Audience(kinds=("guardian",)), today=timezone.localdate())
    willing = GuardianLink.objects.filter(
        ended_on__isnull=True, verified_on__isnull=False, may_contact=True
    ).values("guardian_id")
    told = Mailing.objects.filter(
        version__document=document, version__number__gte=material.number
    ).values("person_id")
    people = Person.objects.filter(pk__in=list(guardians)).filter(pk__in=willing)
    return list(people.exclude(email="").exclude(pk__in=told).order_by("pk"))


@transaction.atomic
def tell_guardians(document: Document, *, by: Person) -> int:
    """Have each of them written to in the background; return to how many.

    Raises NotNow for a document without a version in force, or that is not on the public page.
    """
    version = version_in_force(document)
    if version is None or not document.public:
        raise NotNow("public")
    with system_duty("write to next of kin"):
        made = Mailing.objects.bulk_create(
            Mailing(version=version, person=one) for one in to_tell(document)
        )
    for one in made:
        jobs.defer("policies.mail-version", mailing_id=one.pk)
    audit.record(
        "policies.mailed", by=by, subject=str(version), kind="policy-version",
        subject_id=version.pk, number=len(made),
    )  # fmt: skip
    return len(made)


@transaction.atomic
def send(mailing_id: UUID) -> None:
    """Send one of these mails, unless it was sent or its words are no longer in force."""
    waiting = Mailing.objects.select_for_update(of=("self",)).filter(
        pk=mailing_id, sent_at=None, version__state=Version.State.PUBLISHED
    ).select_related("version__document", "person").first()  # fmt: skip
    if waiting is None or not waiting.person.email:
        return
    document = waiting.version.document
    place = reverse("policies:public-document", args=[document.slug])
    told = _("Our policy “{title}” is in force. It can be read here:").format(title=document.title)
    asked = _("On the page you can ask about it, or say what is unclear.")
    send_mail(
        subject=_("Our policy: {title}").format(title=document.title),
        message=f"{told}\n\n{links.home_address()}{place}\n\n{asked}\n",
        from_email=None, recipient_list=[waiting.person.email],
    )  # fmt: skip
    waiting.sent_at = timezone.now()
    waiting.save(update_fields=["sent_at"])
