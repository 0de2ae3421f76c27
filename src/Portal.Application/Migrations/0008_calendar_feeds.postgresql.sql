-- A private address for calendar programs. Of the token only its SHA-256 is kept; the roles are those the person had when they last used the portal.
CREATE TABLE calendar_feeds (
    organization_id text NOT NULL,
    id text NOT NULL,
    person_id text NOT NULL,
    source text CHECK (source IN ('CaseEvent', 'Appointment', 'Marketing')),
    token_hash text NOT NULL UNIQUE,
    roles text NOT NULL,
    time_zone text NOT NULL,
    created_at bigint NOT NULL,
    last_read_at bigint,
    PRIMARY KEY (organization_id, id)
);

CREATE INDEX calendar_feeds_person ON calendar_feeds (organization_id, person_id);
