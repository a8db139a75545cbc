"""How closely each field of people is held, and for how long."""

from __future__ import annotations

from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    FieldPrivacy,
    PrivacyClass,
)

#: Work files of imports: emptied within a day, forgotten with the record.
_UPLOAD = FieldPrivacy(PrivacyClass.CONFIDENTIAL, 0)
PRIVACY = {
    "Site": INTERNAL,
    "Employer": INTERNAL,
    "Employer.contact_name": PERSONAL,
    "Employer.contact_email": PERSONAL,
    "Employer.contact_phone": PERSONAL,
    "Person": PERSONAL,
    "ExternalId": PERSONAL,
    "Employment": PERSONAL,
    "Sponsorship": PERSONAL,
    "Enrolment": PERSONAL,
    "Group": INTERNAL,
    "Membership": PERSONAL,
    "GuardianLink": PERSONAL,
    "GuardianLink.verified_how": CONFIDENTIAL,
    "GuardianCheck": PERSONAL,
    "GuardianCheck.because": CONFIDENTIAL,
    "Acknowledgement": PERSONAL,
    "Vulnerability": CONFIDENTIAL,
    "Post": INTERNAL,
    "PostHolding": PERSONAL,
    "Login": PERSONAL,
    "Device": PERSONAL,
    "ImportRun": PERSONAL,
    "ImportRun.content": _UPLOAD,
    "Provisioned": PERSONAL,
}
