-- The tables of factors and links know no organisation of their own. Each row takes the one in force.
ALTER TABLE mfa_authenticator ADD COLUMN organisation_id uuid NOT NULL
    DEFAULT lanyard_organisation() REFERENCES organisations_organisation;
ALTER TABLE account_emailaddress ADD COLUMN organisation_id uuid NOT NULL
    DEFAULT lanyard_organisation() REFERENCES organisations_organisation;
ALTER TABLE account_emailconfirmation ADD COLUMN organisation_id uuid NOT NULL
    DEFAULT lanyard_organisation() REFERENCES organisations_organisation;
ALTER TABLE socialaccount_socialaccount ADD COLUMN organisation_id uuid NOT NULL
    DEFAULT lanyard_organisation() REFERENCES organisations_organisation;
ALTER TABLE socialaccount_socialtoken ADD COLUMN organisation_id uuid NOT NULL
    DEFAULT lanyard_organisation() REFERENCES organisations_organisation;
ALTER TABLE socialaccount_socialapp ADD COLUMN organisation_id uuid NOT NULL
    DEFAULT lanyard_organisation() REFERENCES organisations_organisation;

-- A factor or a link belongs to the organisation of its account, whoever writes it.
ALTER TABLE identity_account ADD CONSTRAINT account_of_organisation UNIQUE (id, organisation_id);
ALTER TABLE mfa_authenticator ADD CONSTRAINT authenticator_of_organisation
    FOREIGN KEY (user_id, organisation_id) REFERENCES identity_account (id, organisation_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE socialaccount_socialaccount ADD CONSTRAINT link_of_organisation
    FOREIGN KEY (user_id, organisation_id) REFERENCES identity_account (id, organisation_id)
    DEFERRABLE INITIALLY DEFERRED;
