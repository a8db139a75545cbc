-- The roles that the person of this transaction holds today.
CREATE FUNCTION lanyard_roles() RETURNS SETOF text
    LANGUAGE sql STABLE
    AS $$
    WITH today AS (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day)
    SELECT DISTINCT held.role
    FROM access_roleholding held, today
    WHERE held.organisation_id = lanyard_organisation()
      AND held.person_id = lanyard_person()
      AND held.since <= today.day
      AND (held.until IS NULL OR held.until >= today.day)
      AND (held.standing <> 'stand-in' OR NOT EXISTS (
          SELECT FROM access_roleholding other
          WHERE other.organisation_id = held.organisation_id
            AND other.role = held.role
            AND other.standing = 'holder'
            AND other.since <= today.day
            AND (other.until IS NULL OR other.until >= today.day)
            AND NOT EXISTS (
                SELECT FROM access_absence away
                WHERE away.organisation_id = other.organisation_id
                  AND away.person_id = other.person_id
                  AND today.day BETWEEN away.since AND away.until)))
    $$;

-- The circles that those roles admit to.
CREATE FUNCTION lanyard_circles() RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
    SELECT circle.id
    FROM access_circle circle
    WHERE circle.organisation_id = lanyard_organisation()
      AND circle.roles && ARRAY(SELECT lanyard_roles()::varchar)
    $$;

-- The records of a kind that the person may read by name.
CREATE FUNCTION lanyard_granted(kind text) RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
    SELECT record_id FROM access_grant
    WHERE organisation_id = lanyard_organisation() AND person_id = lanyard_person()
      AND record_kind = kind AND (until IS NULL OR until > now())
    $$;

-- The records of a kind that the person must not see, whatever else admits them.
CREATE FUNCTION lanyard_excluded(kind text) RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
    SELECT record_id FROM access_exclusion
    WHERE organisation_id = lanyard_organisation() AND person_id = lanyard_person()
      AND record_kind = kind
    $$;

-- A person sees the grants and exclusions that concern them; the rest only the system sees.
ALTER TABLE access_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON access_grant
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (person_id = (SELECT lanyard_person()) OR (SELECT lanyard_on_duty())))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
ALTER TABLE access_exclusion ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_exclusion FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON access_exclusion
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (person_id = (SELECT lanyard_person()) OR (SELECT lanyard_on_duty())))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
