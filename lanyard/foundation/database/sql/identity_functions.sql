-- Whom this transaction acts for. The backend sets these at its start; unset means nobody.
CREATE FUNCTION lanyard_organisation() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('lanyard.organisation', true), '')::uuid $$;

CREATE FUNCTION lanyard_person() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('lanyard.person', true), '')::uuid $$;

-- The hash of the receipt by which somebody who did not sign in reads and adds to a report.
CREATE FUNCTION lanyard_receipt() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('lanyard.receipt', true), '') $$;

-- True while the system itself acts for a named duty.
CREATE FUNCTION lanyard_on_duty() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(current_setting('lanyard.duty', true), '') <> '' $$;
