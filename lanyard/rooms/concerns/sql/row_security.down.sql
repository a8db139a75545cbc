GRANT UPDATE, DELETE ON concerns_case, concerns_concern, concerns_involved, concerns_receipt,
    concerns_message, concerns_caseperson, concerns_teammember, concerns_chronologyentry,
    concerns_decision, concerns_action, concerns_referral, concerns_telling, concerns_supportplan,
    concerns_planreview, concerns_sanction, concerns_followup, concerns_closure,
    concerns_imagereview, concerns_imageviewing, concerns_lowlevel TO lanyard_app;
DROP POLICY need_to_know ON concerns_lowlevel;
DROP POLICY author ON concerns_draft;
DROP POLICY need_to_know ON concerns_message;
DROP POLICY need_to_know ON concerns_receipt;
DROP POLICY need_to_know ON concerns_action;
DROP POLICY need_to_know ON concerns_chronologyentry;
DROP FUNCTION concerns_move_circle() CASCADE;
DROP FUNCTION concerns_take_circle_of_concern() CASCADE;
DROP FUNCTION concerns_take_circle() CASCADE;
