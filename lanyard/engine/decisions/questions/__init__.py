"""One module per question. A new question is a module here and an entry in ``ALL``."""

from lanyard.engine.decisions.asking import Question
from lanyard.engine.decisions.questions import (
    account_go_live,
    account_post,
    concern_route,
    contact_connect,
    contact_message,
    data_remove,
    image_found,
    media_publish,
    monitoring_search,
    police_report,
    recruitment_view,
    training_due,
    web_use,
)

ALL: dict[str, Question] = {
    module.QUESTION.name: module.QUESTION
    for module in (
        contact_connect,
        contact_message,
        concern_route,
        image_found,
        media_publish,
        account_go_live,
        account_post,
        monitoring_search,
        web_use,
        police_report,
        training_due,
        data_remove,
        recruitment_view,
    )
}
