"""The door to training: set it up, record what was taken, know who is in date."""

from lanyard.rooms.training.actions.completing import Facts, record
from lanyard.rooms.training.actions.courses import Rules, require
from lanyard.rooms.training.actions.starting import begin
from lanyard.rooms.training.lessons import slots
from lanyard.rooms.training.models import (
    ApprenticeReview,
    AwarenessCampaign,
    Completion,
    Course,
    CourseText,
    InductionSignedOff,
    InductionStep,
    LessonGiven,
    LessonPart,
    ModuleAttempt,
    PracticeSeen,
    ProgrammeAim,
    SurveyAction,
    SurveyReply,
    SurveyRound,
    TaughtOnce,
    TeachingResource,
    TrainingRule,
    TutorialPlan,
)
from lanyard.rooms.training.queries.standing import counting, rules_in_force, visible_to

__all__ = [
    "ApprenticeReview",
    "AwarenessCampaign",
    "Completion",
    "Course",
    "CourseText",
    "Facts",
    "InductionSignedOff",
    "InductionStep",
    "LessonGiven",
    "LessonPart",
    "ModuleAttempt",
    "PracticeSeen",
    "ProgrammeAim",
    "Rules",
    "SurveyAction",
    "SurveyReply",
    "SurveyRound",
    "TaughtOnce",
    "TeachingResource",
    "TrainingRule",
    "TutorialPlan",
    "begin",
    "counting",
    "record",
    "require",
    "rules_in_force",
    "slots",
    "visible_to",
]
