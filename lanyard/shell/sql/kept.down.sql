GRANT UPDATE, DELETE ON shell_statement TO lanyard_app;
