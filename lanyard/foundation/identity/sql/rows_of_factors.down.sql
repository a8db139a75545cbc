ALTER TABLE socialaccount_socialapp DROP COLUMN organisation_id;
ALTER TABLE socialaccount_socialtoken DROP COLUMN organisation_id;
ALTER TABLE socialaccount_socialaccount DROP COLUMN organisation_id;
ALTER TABLE account_emailconfirmation DROP COLUMN organisation_id;
ALTER TABLE account_emailaddress DROP COLUMN organisation_id;
ALTER TABLE mfa_authenticator DROP COLUMN organisation_id;
ALTER TABLE identity_account DROP CONSTRAINT account_of_organisation;
