REVOKE UPDATE (small_file_id, large_file_id) ON consent_picture FROM lanyard_app;
