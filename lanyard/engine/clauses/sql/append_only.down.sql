GRANT UPDATE, DELETE ON clauses_controlstate TO lanyard_app;
GRANT UPDATE, DELETE ON clauses_attestation TO lanyard_app;
