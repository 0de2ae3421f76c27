CREATE TABLE organizations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- key_hash is the SHA-256 of the key, in lower-case hexadecimal; the key itself is stored nowhere.
CREATE TABLE organization_keys (
    key_hash TEXT PRIMARY KEY,
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    api TEXT NOT NULL CHECK (api IN ('care360', 'sweeppea')),
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE TABLE users (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (organization_id, email)
) STRICT;

CREATE TABLE cases (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    id TEXT NOT NULL,
    short_id TEXT NOT NULL,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    is_archived INTEGER NOT NULL,
    submitter_name TEXT NOT NULL,
    submitter_email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;

-- No foreign key to cases: events are inserted from a select on the case, cases are archived and never deleted, and on PostgreSQL
-- the key's row lock makes every create on one case wait for the others.
CREATE TABLE calendar_events (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    agent_name TEXT NOT NULL,
    agent_event_id TEXT,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    time_zone TEXT NOT NULL,
    meeting_link TEXT,
    location TEXT,
    provider_email TEXT,
    provider_name TEXT,
    status TEXT NOT NULL,
    is_deleted INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;

CREATE INDEX calendar_events_by_end ON calendar_events (organization_id, end_at);

CREATE TABLE idempotency_answers (
    organization_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, idempotency_key)
) STRICT;
