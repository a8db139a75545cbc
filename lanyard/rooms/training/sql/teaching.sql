-- What was taught stands as it was logged.
REVOKE DELETE, TRUNCATE, UPDATE ON training_taughtonce FROM lanyard_app;
