-- A work device is known to whoever has it and to those who keep the register; a shared one to all.
-- The use of one's own is its teller's and their manager's. The system writes both.
CREATE FUNCTION contact_keeps_devices() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM lanyard_roles() AS held
        WHERE held = ANY (ARRAY[
            'dsl', 'head-digital-ict', 'it-department', 'it-helpdesk', 'it-support',
            'third-party-it']))
    $$;
ALTER TABLE contact_registereddevice ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_registereddevice FORCE ROW LEVEL SECURITY;
ALTER TABLE contact_owndeviceuse ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact_owndeviceuse FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON contact_registereddevice FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR holder_id IS NULL OR holder_id = (SELECT lanyard_person())
        OR (SELECT contact_keeps_devices())));
CREATE POLICY kept ON contact_registereddevice
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
CREATE POLICY seen ON contact_owndeviceuse FOR SELECT
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR person_id = (SELECT lanyard_person())
        OR manager_id = (SELECT lanyard_person())));
CREATE POLICY kept ON contact_owndeviceuse
    USING (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()))
    WITH CHECK (organisation_id = (SELECT lanyard_organisation()) AND (SELECT lanyard_on_duty()));
REVOKE DELETE, TRUNCATE, UPDATE ON contact_registereddevice, contact_owndeviceuse
    FROM lanyard_app;
GRANT UPDATE (ended_on, ended_by_name, ended_because) ON contact_registereddevice TO lanyard_app;
