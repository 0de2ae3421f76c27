CREATE TABLE calendar_items (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('CaseEvent', 'Appointment', 'Marketing')),
    upstream_id TEXT,
    case_id TEXT,
    title TEXT NOT NULL,
    description TEXT,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    is_long INTEGER NOT NULL GENERATED ALWAYS AS (end_at - start_at > 2764800000) STORED,
    time_zone TEXT NOT NULL,
    tzdb_version TEXT NOT NULL,
    location TEXT,
    meeting_link TEXT,
    provider_name TEXT,
    provider_email TEXT,
    agent_name TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    retry_at INTEGER,
    state_since INTEGER NOT NULL,
    unclear_since INTEGER,
    is_dismissed INTEGER NOT NULL DEFAULT FALSE,
    submission_id TEXT,
    created_by_id TEXT,
    created_by_name TEXT,
    upstream_created_at INTEGER,
    first_seen_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK (start_at < end_at)
) STRICT;

CREATE UNIQUE INDEX calendar_items_upstream ON calendar_items (organization_id, source, upstream_id) WHERE upstream_id IS NOT NULL;

-- A range is read as "starts at most 32 days before it", plus the few that last longer: history costs nothing.
CREATE INDEX calendar_items_range ON calendar_items (organization_id, start_at, end_at);
CREATE INDEX calendar_items_long ON calendar_items (organization_id, end_at) WHERE is_long;
CREATE INDEX calendar_items_ahead ON calendar_items (organization_id, end_at);

CREATE TABLE cases (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    short_id TEXT,
    title TEXT,
    search_title TEXT NOT NULL,
    search_short_id TEXT NOT NULL,
    status TEXT,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;

CREATE INDEX cases_title ON cases (organization_id, search_title, id);

CREATE TABLE sync_states (
    organization_id TEXT NOT NULL,
    source TEXT NOT NULL,
    last_attempt_at INTEGER,
    last_success_at INTEGER,
    requested_at INTEGER,
    not_before INTEGER,
    problem TEXT,
    PRIMARY KEY (organization_id, source)
) STRICT;
