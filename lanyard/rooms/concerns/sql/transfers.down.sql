GRANT UPDATE, DELETE ON concerns_transfer TO lanyard_app;
DROP POLICY need_to_know ON concerns_transfer;
