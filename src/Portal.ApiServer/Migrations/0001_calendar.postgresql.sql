CREATE TABLE organizations (
    id text PRIMARY KEY,
    name text NOT NULL,
    time_zone text NOT NULL,
    created_at bigint NOT NULL
);

-- key_hash is the SHA-256 of the key, in lower-case hexadecimal; the key itself is stored nowhere.
CREATE TABLE organization_keys (
    key_hash text PRIMARY KEY,
    organization_id text NOT NULL REFERENCES organizations (id),
    api text NOT NULL CHECK (api IN ('care360', 'sweeppea')),
    created_at bigint NOT NULL,
    revoked_at bigint
);

CREATE TABLE users (
    organization_id text NOT NULL REFERENCES organizations (id),
    email text NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (organization_id, email)
);

CREATE TABLE cases (
    organization_id text NOT NULL REFERENCES organizations (id),
    id text NOT NULL,
    short_id text NOT NULL,
    title text NOT NULL,
    status text NOT NULL,
    is_archived boolean NOT NULL,
    submitter_name text NOT NULL,
    submitter_email text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (organization_id, id)
);

-- No foreign key to cases: events are inserted from a select on the case, cases are archived and never deleted, and on PostgreSQL
-- the key's row lock makes every create on one case wait for the others.
CREATE TABLE calendar_events (
    organization_id text NOT NULL,
    id text NOT NULL,
    case_id text NOT NULL,
    title text NOT NULL,
    description text,
    agent_name text NOT NULL,
    agent_event_id text,
    start_at bigint NOT NULL,
    end_at bigint NOT NULL,
    time_zone text NOT NULL,
    meeting_link text,
    location text,
    provider_email text,
    provider_name text,
    status text NOT NULL,
    is_deleted boolean NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE INDEX calendar_events_by_end ON calendar_events (organization_id, end_at);

CREATE TABLE idempotency_answers (
    organization_id text NOT NULL,
    idempotency_key text NOT NULL,
    request_hash text NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (organization_id, idempotency_key)
);
