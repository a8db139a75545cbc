"""Tables of training."""

from lanyard.rooms.training.models.courses import (
    Course,
    CoursePicture,
    CourseText,
    TrainingRule,
)
from lanyard.rooms.training.models.induction import InductionSignedOff, InductionStep
from lanyard.rooms.training.models.lessons import (
    ApprenticeReview,
    LessonGiven,
    LessonPart,
    TeachingResource,
    TutorialPlan,
)
from lanyard.rooms.training.models.measuring import (
    AwarenessCampaign,
    PracticeSeen,
    ProgrammeAim,
    SurveyAction,
    SurveyReplied,
    SurveyReply,
    SurveyRound,
)
from lanyard.rooms.training.models.notes import NoteShared, SelfProtectionNote
from lanyard.rooms.training.models.outside import (
    CompletionImport,
    ScormFile,
    ScormPackage,
    ScormRun,
    XapiStatement,
)
from lanyard.rooms.training.models.sessions import Booking, TrainingSession
from lanyard.rooms.training.models.taking import CalendarKey, Completion, ModuleAttempt
from lanyard.rooms.training.models.teaching import TaughtOnce

__all__ = [
    "ApprenticeReview",
    "AwarenessCampaign",
    "Booking",
    "CalendarKey",
    "Completion",
    "CompletionImport",
    "Course",
    "CoursePicture",
    "CourseText",
    "InductionSignedOff",
    "InductionStep",
    "LessonGiven",
    "LessonPart",
    "ModuleAttempt",
    "NoteShared",
    "PracticeSeen",
    "ProgrammeAim",
    "ScormFile",
    "ScormPackage",
    "ScormRun",
    "SelfProtectionNote",
    "SurveyAction",
    "SurveyReplied",
    "SurveyReply",
    "SurveyRound",
    "TaughtOnce",
    "TeachingResource",
    "TrainingRule",
    "TrainingSession",
    "TutorialPlan",
    "XapiStatement",
]  # fmt: skip
