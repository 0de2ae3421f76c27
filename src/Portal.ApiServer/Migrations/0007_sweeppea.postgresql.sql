-- start_at and end_at are the instants that date and time of day mean, for order and for the rules; what was sent stays beside them.
-- people_involved, repeat_this_event and notification are JSON as it was sent.
CREATE TABLE marketing_events (
    organization_id text NOT NULL REFERENCES organizations (id),
    token text NOT NULL,
    id text NOT NULL,
    title text NOT NULL,
    description text,
    location text,
    latitude text,
    longitude text,
    url text,
    start_date bigint NOT NULL,
    end_date bigint NOT NULL,
    start_time text NOT NULL,
    end_time text NOT NULL,
    start_at bigint NOT NULL,
    end_at bigint NOT NULL,
    color text NOT NULL,
    is_all_day boolean NOT NULL,
    is_busy boolean NOT NULL,
    is_private boolean NOT NULL,
    notifies_by_sms boolean NOT NULL,
    is_completed boolean NOT NULL,
    sweepstakes_token text NOT NULL,
    people_involved text NOT NULL,
    repeat_this_event text NOT NULL,
    notification text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (organization_id, token)
);

CREATE INDEX marketing_events_by_start ON marketing_events (organization_id, start_at);

CREATE TABLE sweepstakes (
    organization_id text NOT NULL REFERENCES organizations (id),
    token text NOT NULL,
    name text NOT NULL,
    type bigint NOT NULL,
    handler text NOT NULL,
    start_date text NOT NULL,
    start_time text NOT NULL,
    expiration_date text NOT NULL,
    end_time text NOT NULL,
    is_archived boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (organization_id, token)
);
