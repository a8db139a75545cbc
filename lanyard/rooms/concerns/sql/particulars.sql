CREATE TRIGGER take_circle BEFORE INSERT ON concerns_particular
    FOR EACH ROW EXECUTE FUNCTION concerns_take_circle();

-- Its circle follows the case's, like that of all else which belongs to a case.
CREATE TRIGGER move_circle_of_particulars AFTER UPDATE OF circle_id ON concerns_case
    FOR EACH ROW WHEN (OLD.circle_id IS DISTINCT FROM NEW.circle_id)
    EXECUTE FUNCTION concerns_move_circle('case_id', 'concerns_particular');

-- Nothing is deleted, and what was answered stays as it was answered.
REVOKE DELETE, TRUNCATE, UPDATE ON concerns_particular FROM lanyard_app;
GRANT UPDATE (circle_id) ON concerns_particular TO lanyard_app;
