-- content is protected with the organisation's key (Data Protection), never plain.
CREATE TABLE drafts (
    organization_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    form_id TEXT NOT NULL,
    content TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, person_id, kind, form_id)
) STRICT;

CREATE INDEX drafts_expiry ON drafts (organization_id, updated_at);
