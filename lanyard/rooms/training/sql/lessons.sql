-- What was gone through, planned and given stands as it was recorded.
REVOKE DELETE, TRUNCATE, UPDATE ON training_inductionstep, training_inductionsignedoff,
    training_tutorialplan, training_lessongiven, training_lessonpart, training_apprenticereview
    FROM lanyard_app;
GRANT UPDATE (confirmed_on) ON training_inductionstep TO lanyard_app;
GRANT UPDATE (state, because) ON training_tutorialplan TO lanyard_app;
GRANT UPDATE (caught_up_on, caught_up_with_name) ON training_lessonpart TO lanyard_app;
GRANT UPDATE (guidance, warned) ON training_apprenticereview TO lanyard_app;
REVOKE DELETE, TRUNCATE ON training_teachingresource FROM lanyard_app;
