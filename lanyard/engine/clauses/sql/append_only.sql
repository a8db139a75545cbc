-- How a control stood is added and never changed; a word given is withdrawn and never changed.
REVOKE UPDATE, DELETE, TRUNCATE ON clauses_controlstate FROM lanyard_app;
REVOKE UPDATE, DELETE, TRUNCATE ON clauses_attestation FROM lanyard_app;
GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_because)
    ON clauses_attestation TO lanyard_app;
