-- What was taught stands as it was logged.
REVOKE DELETE, TRUNCATE, UPDATE ON training_delivery FROM lanyard_app;
