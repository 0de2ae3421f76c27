CREATE TABLE calendar_items (
    organization_id text NOT NULL,
    id text NOT NULL,
    source text NOT NULL CHECK (source IN ('CaseEvent', 'Appointment', 'Marketing')),
    upstream_id text,
    case_id text,
    title text NOT NULL,
    description text,
    start_at bigint NOT NULL,
    end_at bigint NOT NULL,
    is_long boolean NOT NULL GENERATED ALWAYS AS (end_at - start_at > 2764800000) STORED,
    time_zone text NOT NULL,
    tzdb_version text NOT NULL,
    location text,
    meeting_link text,
    provider_name text,
    provider_email text,
    agent_name text,
    state text NOT NULL,
    reason text,
    retry_at bigint,
    state_since bigint NOT NULL,
    unclear_since bigint,
    is_dismissed boolean NOT NULL DEFAULT FALSE,
    submission_id text,
    created_by_id text,
    created_by_name text,
    upstream_created_at bigint,
    first_seen_at bigint NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK (start_at < end_at)
);

CREATE UNIQUE INDEX calendar_items_upstream ON calendar_items (organization_id, source, upstream_id) WHERE upstream_id IS NOT NULL;

-- A range is read as "starts at most 32 days before it", plus the few that last longer: history costs nothing.
CREATE INDEX calendar_items_range ON calendar_items (organization_id, start_at, end_at);
CREATE INDEX calendar_items_long ON calendar_items (organization_id, end_at) WHERE is_long;
CREATE INDEX calendar_items_ahead ON calendar_items (organization_id, end_at);

CREATE TABLE cases (
    organization_id text NOT NULL,
    id text NOT NULL,
    short_id text,
    title text,
    search_title text NOT NULL,
    search_short_id text NOT NULL,
    status text,
    seen_at bigint NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE INDEX cases_title ON cases (organization_id, search_title, id);

CREATE TABLE sync_states (
    organization_id text NOT NULL,
    source text NOT NULL,
    last_attempt_at bigint,
    last_success_at bigint,
    requested_at bigint,
    not_before bigint,
    problem text,
    PRIMARY KEY (organization_id, source)
);
