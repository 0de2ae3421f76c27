-- content is protected with the organisation's key (Data Protection), never plain.
CREATE TABLE drafts (
    organization_id text NOT NULL,
    person_id text NOT NULL,
    kind text NOT NULL,
    form_id text NOT NULL,
    content text NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (organization_id, person_id, kind, form_id)
);

CREATE INDEX drafts_expiry ON drafts (organization_id, updated_at);
