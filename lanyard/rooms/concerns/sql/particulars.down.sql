DROP TRIGGER move_circle_of_particulars ON concerns_case;
DROP TRIGGER take_circle ON concerns_particular;
GRANT DELETE, UPDATE ON concerns_particular TO lanyard_app;
