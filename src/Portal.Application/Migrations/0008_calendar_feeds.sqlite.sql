-- A private address for calendar programs. Of the token only its SHA-256 is kept; the roles are those the person had when they last used the portal.
CREATE TABLE calendar_feeds (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    source TEXT CHECK (source IN ('CaseEvent', 'Appointment', 'Marketing')),
    token_hash TEXT NOT NULL UNIQUE,
    roles TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_read_at INTEGER,
    PRIMARY KEY (organization_id, id)
) STRICT;

CREATE INDEX calendar_feeds_person ON calendar_feeds (organization_id, person_id);
