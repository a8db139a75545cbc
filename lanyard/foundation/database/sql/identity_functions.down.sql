DROP FUNCTION lanyard_on_duty();
DROP FUNCTION lanyard_receipt();
DROP FUNCTION lanyard_person();
DROP FUNCTION lanyard_organisation();
