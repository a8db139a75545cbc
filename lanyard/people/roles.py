"""The roles of a college, one class each. Profiles give them the titles that a policy uses."""

from __future__ import annotations

from lanyard.foundation.access.api import Role


class DesignatedSafeguardingLead(Role):
    slug = "dsl"
    includes = ("safeguarding-team",)
    title = "Designated safeguarding lead"
    description = (
        "Leads safeguarding: receives, decides and refers concerns, and sees who read them."
    )
    second_factor = True


class DesignatedSafeguardingOfficer(Role):
    slug = "dso"
    includes = ("safeguarding-team",)
    title = "Designated safeguarding officer"
    description = "Receives and works concerns under the safeguarding lead."
    second_factor = True


class SafeguardingTeam(Role):
    slug = "safeguarding-team"
    title = "Safeguarding team"
    description = "Receives and works concerns."
    second_factor = True


class StudentWelfare(Role):
    slug = "student-welfare"
    title = "Student welfare"
    description = "Looks after learners' welfare and receives what the policy sends to it."
    second_factor = True


class CourseManager(Role):
    slug = "course-manager"
    title = "Course manager"
    description = "Runs a course; learners on it may turn to them."
    second_factor = True


class ApprenticeshipCoordinator(Role):
    slug = "apprenticeship-coordinator"
    title = "Apprenticeship coordinator"
    description = "Looks after apprentices and their employers."
    second_factor = True


class Tutor(Role):
    slug = "tutor"
    title = "Tutor"
    description = "Teaches. Reports concerns, and sees the actions given to them."


class LineManager(Role):
    slug = "line-manager"
    title = "Line manager"
    description = "Manages staff, and receives what the policy sends to a person's own manager."
    second_factor = True


class Principal(Role):
    slug = "principal"
    title = "Principal"
    description = "Heads the organisation and decides what only its head may decide."
    second_factor = True


class DeputyPrincipal(Role):
    slug = "deputy-principal"
    title = "Deputy principal"
    description = "Stands in for the head and receives what the policy sends to the post."
    second_factor = True


class AssistantPrincipalStudentExperience(Role):
    slug = "ap-student-experience"
    title = "Assistant principal, student experience and progression"
    description = "Owns the e-safety policy where it says so, and receives concerns by choice."
    second_factor = True


class ManagingDirector(Role):
    slug = "managing-director"
    title = "Managing director"
    description = "Heads the company and receives concerns about the safeguarding lead."
    second_factor = True


class ChiefExecutive(Role):
    slug = "ceo"
    title = "Chief executive"
    description = "Heads the organisation."
    second_factor = True


class Trustee(Role):
    slug = "trustee"
    title = "Trustee"
    description = "Answers for the organisation; receives concerns about its head."
    second_factor = True


class Governors(Role):
    slug = "governors"
    title = "Governors"
    description = (
        "See figures without names; receive concerns about the head where the policy is silent."
    )
    second_factor = True


class Management(Role):
    slug = "management"
    title = "Management"
    description = "The management that the policy names without a post."
    second_factor = True


class HumanResourcesDirector(Role):
    slug = "hr-director"
    title = "Director of human resources"
    description = (
        "Receives concerns about staff where the policy says so, and decides on discipline."
    )
    second_factor = True


class HeadOfStudentServices(Role):
    slug = "head-student-services"
    title = "Head of student services"
    description = "Receives what IT support passes on."
    second_factor = True


class SeniorManager(Role):
    slug = "senior-manager"
    title = "Senior manager"
    description = "Gives the approvals that the policy asks of a senior manager."
    second_factor = True


class SeniorManagementTeam(Role):
    slug = "senior-management-team"
    title = "Senior management team"
    description = "Approves policies; receives concerns about the head where the policy is silent."
    second_factor = True


class CollegeLeadershipTeam(Role):
    slug = "college-leadership-team"
    title = "College leadership team"
    description = "Approves official accounts where the policy says so."
    second_factor = True


class MarketingManager(Role):
    slug = "marketing-manager"
    title = "Marketing manager"
    description = "Approves official accounts and speaks for the organisation."


class MarketingTeam(Role):
    slug = "marketing-team"
    title = "Marketing team"
    description = "Posts for the organisation."


class DirectorOfMarketing(Role):
    slug = "director-marketing"
    title = "Director of marketing and communications"
    description = "Answers for what the organisation says; receives negative posts about it."
    second_factor = True


class InformationTechnologyHelpdesk(Role):
    slug = "it-helpdesk"
    title = "IT helpdesk"
    description = "Applies account policies and passes concerns on."


class InformationTechnologyDepartment(Role):
    slug = "it-department"
    title = "IT department"
    description = "Runs the systems: imports, jobs, settings. Sees no concern for being IT."
    second_factor = True


class InformationTechnologySupport(Role):
    slug = "it-support"
    title = "IT support unit"
    description = "Runs the systems and passes concerns to safeguarding."
    second_factor = True


class ThirdPartyInformationTechnology(Role):
    slug = "third-party-it"
    title = "Third-party IT provider"
    description = "Contracted support; logs accidental access. Sees no concern beyond those logs."
    second_factor = True


class HeadOfDigital(Role):
    slug = "head-digital-ict"
    title = "Head of digital and ICT"
    description = "Answers for IT and the signed agreements; receives staff breaches of the policy."
    second_factor = True


class TrustedAdult(Role):
    slug = "trusted-adult"
    title = "Trusted adult"
    description = "A member of staff whom a learner chose to tell."


class OnlineSafetyCoordinator(Role):
    slug = "online-safety-coordinator"
    title = "Online safety coordinator"
    description = "Coordinates online safety where the policy names the post."


ALL = tuple(sorted(Role.__subclasses__(), key=lambda role: role.slug))
