-- A person sees what they were told; how it was delivered is seen by the system only.
ALTER TABLE notices_notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_notification FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notices_notification
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (person_id = (SELECT lanyard_person()) OR (SELECT lanyard_on_duty())));

ALTER TABLE notices_preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_preference FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notices_preference
    USING (organisation_id = (SELECT lanyard_organisation())
           AND (person_id = (SELECT lanyard_person()) OR (SELECT lanyard_on_duty())));

CREATE FUNCTION lanyard_told() RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
    SELECT occasion_id FROM notices_notification
    WHERE organisation_id = lanyard_organisation() AND person_id = lanyard_person()
    $$;

ALTER TABLE notices_occasion ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_occasion FORCE ROW LEVEL SECURITY;
CREATE POLICY told ON notices_occasion
    USING (organisation_id = (SELECT lanyard_organisation())
           AND ((SELECT lanyard_on_duty()) OR id = ANY (ARRAY(SELECT lanyard_told()))));

ALTER TABLE notices_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY duty ON notices_delivery
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

ALTER TABLE notices_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY duty ON notices_attempt
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));

ALTER TABLE notices_endpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_endpoint FORCE ROW LEVEL SECURITY;
CREATE POLICY duty ON notices_endpoint
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
