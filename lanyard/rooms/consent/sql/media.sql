-- Previews are drawn once it is stored.
GRANT UPDATE (small_file_id, large_file_id) ON consent_picture TO lanyard_app;
