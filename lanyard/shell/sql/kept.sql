-- A version of the statement says what the public was told then.
REVOKE UPDATE, DELETE, TRUNCATE ON shell_statement FROM PUBLIC, lanyard_app;
