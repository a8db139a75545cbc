-- A row of a case is read in the case's circle; it takes the circle from the case.
CREATE FUNCTION concerns_take_circle() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        SELECT circle_id INTO STRICT NEW.circle_id FROM concerns_case WHERE id = NEW.case_id;
        RETURN NEW;
    END
    $$;
CREATE FUNCTION concerns_take_circle_of_concern() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        SELECT circle_id INTO STRICT NEW.circle_id FROM concerns_concern WHERE id = NEW.concern_id;
        RETURN NEW;
    END
    $$;

-- When a case or report moves to another circle, all that belongs to it moves along.
CREATE FUNCTION concerns_move_circle() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        belonging text;
    BEGIN
        FOREACH belonging IN ARRAY TG_ARGV[1:] LOOP
            EXECUTE format('UPDATE %I SET circle_id = $1 WHERE %I = $2', belonging, TG_ARGV[0])
                USING NEW.circle_id, NEW.id;
        END LOOP;
        RETURN NULL;
    END
    $$;

DO $$
    DECLARE
        belonging text;
    BEGIN
        FOREACH belonging IN ARRAY ARRAY[
            'concerns_caseperson', 'concerns_teammember', 'concerns_chronologyentry',
            'concerns_decision', 'concerns_action', 'concerns_referral', 'concerns_telling',
            'concerns_supportplan', 'concerns_planreview', 'concerns_sanction',
            'concerns_followup', 'concerns_closure', 'concerns_imagereview',
            'concerns_imageviewing'] LOOP
            EXECUTE format('CREATE TRIGGER take_circle BEFORE INSERT ON %I
                FOR EACH ROW EXECUTE FUNCTION concerns_take_circle()', belonging);
        END LOOP;
        FOREACH belonging IN ARRAY ARRAY[
            'concerns_involved', 'concerns_receipt', 'concerns_message'] LOOP
            EXECUTE format('CREATE TRIGGER take_circle BEFORE INSERT ON %I
                FOR EACH ROW EXECUTE FUNCTION concerns_take_circle_of_concern()', belonging);
        END LOOP;
    END
    $$;

CREATE TRIGGER move_circle AFTER UPDATE OF circle_id ON concerns_case
    FOR EACH ROW WHEN (OLD.circle_id IS DISTINCT FROM NEW.circle_id)
    EXECUTE FUNCTION concerns_move_circle('case_id',
        'concerns_caseperson', 'concerns_teammember', 'concerns_chronologyentry',
        'concerns_decision', 'concerns_action', 'concerns_referral', 'concerns_telling',
        'concerns_supportplan', 'concerns_planreview', 'concerns_sanction', 'concerns_followup',
        'concerns_closure', 'concerns_imagereview', 'concerns_imageviewing');
CREATE TRIGGER move_circle AFTER UPDATE OF circle_id ON concerns_concern
    FOR EACH ROW WHEN (OLD.circle_id IS DISTINCT FROM NEW.circle_id)
    EXECUTE FUNCTION concerns_move_circle('concern_id',
        'concerns_involved', 'concerns_receipt', 'concerns_message');

-- Chronology: an entry kept to the leads is read by them and by its writer only.
ALTER TABLE concerns_chronologyentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_chronologyentry FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concerns_chronologyentry
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (
            (circle_id = ANY (ARRAY(SELECT lanyard_circles()))
             OR case_id = ANY (ARRAY(SELECT lanyard_granted('case'))))
            AND case_id <> ALL (ARRAY(SELECT lanyard_excluded('case')))
            AND (leads_circle_id IS NULL
                 OR leads_circle_id = ANY (ARRAY(SELECT lanyard_circles()))
                 OR by_id = (SELECT lanyard_person())))));

-- Actions: their owner sees them without the case.
ALTER TABLE concerns_action ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_action FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concerns_action
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty()) OR (
            (owner_id = (SELECT lanyard_person())
             OR circle_id = ANY (ARRAY(SELECT lanyard_circles()))
             OR case_id = ANY (ARRAY(SELECT lanyard_granted('case'))))
            AND case_id <> ALL (ARRAY(SELECT lanyard_excluded('case'))))));

-- Receipts and messages: the reporter's too, by name or by the hash of the sixteen digits.
ALTER TABLE concerns_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concerns_receipt
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR reporter_id = (SELECT lanyard_person())
        OR code_hash = (SELECT lanyard_receipt())
        OR ((circle_id = ANY (ARRAY(SELECT lanyard_circles()))
             OR concern_id = ANY (ARRAY(SELECT lanyard_granted('concern'))))
            AND concern_id <> ALL (ARRAY(SELECT lanyard_excluded('concern'))))));
ALTER TABLE concerns_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_message FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concerns_message
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR reporter_id = (SELECT lanyard_person())
        OR code_hash = (SELECT lanyard_receipt())
        OR ((circle_id = ANY (ARRAY(SELECT lanyard_circles()))
             OR concern_id = ANY (ARRAY(SELECT lanyard_granted('concern'))))
            AND concern_id <> ALL (ARRAY(SELECT lanyard_excluded('concern'))))));

-- Drafts: their author's only; not even the system reads them.
ALTER TABLE concerns_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY author ON concerns_draft
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        person_id = (SELECT lanyard_person()) OR key_hash = (SELECT lanyard_receipt())));

-- Low-level concerns: their circle's, and never those of the person they are about.
ALTER TABLE concerns_lowlevel ENABLE ROW LEVEL SECURITY;
ALTER TABLE concerns_lowlevel FORCE ROW LEVEL SECURITY;
CREATE POLICY need_to_know ON concerns_lowlevel
    USING (organisation_id = (SELECT lanyard_organisation()) AND (
        (SELECT lanyard_on_duty())
        OR (circle_id = ANY (ARRAY(SELECT lanyard_circles()))
            AND about_id <> (SELECT lanyard_person()))));

-- Nothing is deleted but drafts; what was written stays as it was written.
REVOKE DELETE, TRUNCATE ON concerns_case, concerns_concern, concerns_involved, concerns_receipt,
    concerns_message, concerns_caseperson, concerns_teammember, concerns_chronologyentry,
    concerns_decision, concerns_action, concerns_referral, concerns_telling, concerns_supportplan,
    concerns_planreview, concerns_sanction, concerns_followup, concerns_closure,
    concerns_imagereview, concerns_imageviewing, concerns_lowlevel FROM lanyard_app;
REVOKE UPDATE ON concerns_message, concerns_chronologyentry, concerns_decision, concerns_telling,
    concerns_planreview, concerns_imagereview, concerns_imageviewing, concerns_receipt,
    concerns_concern, concerns_involved FROM lanyard_app;
GRANT UPDATE (circle_id) ON concerns_message, concerns_chronologyentry, concerns_decision,
    concerns_telling, concerns_planreview, concerns_imagereview, concerns_imageviewing,
    concerns_receipt, concerns_concern, concerns_involved TO lanyard_app;
GRANT UPDATE (status, status_at, sent_to) ON concerns_receipt TO lanyard_app;
GRANT UPDATE (case_id, state, acknowledged_at, acknowledged_by_id, acknowledge_by, first_action_by)
    ON concerns_concern TO lanyard_app;
GRANT UPDATE (person_id) ON concerns_involved TO lanyard_app;
