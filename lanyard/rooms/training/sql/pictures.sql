REVOKE DELETE, TRUNCATE, UPDATE ON training_coursepicture FROM lanyard_app;
