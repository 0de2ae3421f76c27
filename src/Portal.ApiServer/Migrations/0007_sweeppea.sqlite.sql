-- start_at and end_at are the instants that date and time of day mean, for order and for the rules; what was sent stays beside them.
-- people_involved, repeat_this_event and notification are JSON as it was sent.
CREATE TABLE marketing_events (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    token TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT,
    location TEXT,
    latitude TEXT,
    longitude TEXT,
    url TEXT,
    start_date INTEGER NOT NULL,
    end_date INTEGER NOT NULL,
    start_time TEXT NOT NULL,
    end_time TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    color TEXT NOT NULL,
    is_all_day INTEGER NOT NULL,
    is_busy INTEGER NOT NULL,
    is_private INTEGER NOT NULL,
    notifies_by_sms INTEGER NOT NULL,
    is_completed INTEGER NOT NULL,
    sweepstakes_token TEXT NOT NULL,
    people_involved TEXT NOT NULL,
    repeat_this_event TEXT NOT NULL,
    notification TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, token)
) STRICT;

CREATE INDEX marketing_events_by_start ON marketing_events (organization_id, start_at);

CREATE TABLE sweepstakes (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    token TEXT NOT NULL,
    name TEXT NOT NULL,
    type INTEGER NOT NULL,
    handler TEXT NOT NULL,
    start_date TEXT NOT NULL,
    start_time TEXT NOT NULL,
    expiration_date TEXT NOT NULL,
    end_time TEXT NOT NULL,
    is_archived INTEGER NOT NULL,
    is_active INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, token)
) STRICT;
