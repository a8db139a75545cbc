DROP TRIGGER governance_keep_judgement ON governance_clausejudgement;
DROP FUNCTION governance_keep_judgement();
DROP TRIGGER governance_keep_paper ON governance_paper;
DROP FUNCTION governance_keep_paper();
GRANT UPDATE, DELETE ON governance_lawcheck, governance_paperreceipt, governance_liaison TO lanyard_app;
GRANT DELETE ON governance_paper, governance_meeting TO lanyard_app;
