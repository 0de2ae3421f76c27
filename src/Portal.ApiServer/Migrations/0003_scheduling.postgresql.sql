-- An appointment need not belong to a case.
ALTER TABLE calendar_events ALTER COLUMN case_id DROP NOT NULL;
CREATE INDEX calendar_events_by_provider ON calendar_events (organization_id, lower(provider_email), end_at);

-- Lists and hours are JSON in the form of the import, see EventTypeJson. Provider addresses are lower-case.
CREATE TABLE event_types (
    organization_id text NOT NULL REFERENCES organizations (id),
    id text NOT NULL,
    provider_email text NOT NULL,
    provider_name text NOT NULL,
    provider_time_zone text NOT NULL,
    provider_states text NOT NULL,
    name text NOT NULL,
    calendly_link text,
    duration_minutes integer NOT NULL,
    slot_interval_minutes integer NOT NULL,
    buffer_before_minutes integer NOT NULL,
    buffer_after_minutes integer NOT NULL,
    minimum_notice_minutes integer NOT NULL,
    horizon_days integer NOT NULL,
    locations text NOT NULL,
    weekly_hours text NOT NULL,
    exceptions text NOT NULL,
    PRIMARY KEY (organization_id, id)
);

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- What an appointment is beyond its calendar event. busy_from and busy_until are its times with both buffers, the end exclusive.
-- The constraint decides between racing bookings, also of different processes: of those that overlap one is kept.
CREATE TABLE appointments (
    organization_id text NOT NULL,
    event_id text NOT NULL,
    event_type_id text NOT NULL,
    provider_email text NOT NULL,
    invitee_email text NOT NULL,
    invitee_first_name text,
    invitee_last_name text,
    invitee_time_zone text NOT NULL,
    utm_campaign text,
    utm_source text,
    utm_medium text,
    utm_content text,
    utm_term text,
    salesforce_uuid text,
    busy_from bigint NOT NULL,
    busy_until bigint NOT NULL,
    is_cancelled boolean NOT NULL,
    cancel_reason text,
    PRIMARY KEY (organization_id, event_id),
    CONSTRAINT appointments_do_not_overlap EXCLUDE USING gist (
        organization_id WITH =, provider_email WITH =, int8range(busy_from, busy_until) WITH &&) WHERE (NOT is_cancelled)
);

CREATE INDEX appointments_by_provider ON appointments (organization_id, provider_email, busy_until);
CREATE INDEX appointments_by_invitee ON appointments (organization_id, invitee_email);
