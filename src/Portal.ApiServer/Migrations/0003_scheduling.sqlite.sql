-- An appointment need not belong to a case. SQLite cannot take NOT NULL off a column, so the table is built anew.
CREATE TABLE calendar_events_rebuilt (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    case_id TEXT,
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

INSERT INTO calendar_events_rebuilt (
    organization_id, id, case_id, title, description, agent_name, agent_event_id, start_at, end_at, time_zone, meeting_link, location,
    provider_email, provider_name, status, is_deleted, created_at, updated_at)
SELECT organization_id, id, case_id, title, description, agent_name, agent_event_id, start_at, end_at, time_zone, meeting_link, location,
    provider_email, provider_name, status, is_deleted, created_at, updated_at
FROM calendar_events;

DROP TABLE calendar_events;
ALTER TABLE calendar_events_rebuilt RENAME TO calendar_events;
CREATE INDEX calendar_events_by_end ON calendar_events (organization_id, end_at);
CREATE INDEX calendar_events_by_provider ON calendar_events (organization_id, lower(provider_email), end_at);

-- Lists and hours are JSON in the form of the import, see EventTypeJson. Provider addresses are lower-case.
CREATE TABLE event_types (
    organization_id TEXT NOT NULL REFERENCES organizations (id),
    id TEXT NOT NULL,
    provider_email TEXT NOT NULL,
    provider_name TEXT NOT NULL,
    provider_time_zone TEXT NOT NULL,
    provider_states TEXT NOT NULL,
    name TEXT NOT NULL,
    calendly_link TEXT,
    duration_minutes INTEGER NOT NULL,
    slot_interval_minutes INTEGER NOT NULL,
    buffer_before_minutes INTEGER NOT NULL,
    buffer_after_minutes INTEGER NOT NULL,
    minimum_notice_minutes INTEGER NOT NULL,
    horizon_days INTEGER NOT NULL,
    locations TEXT NOT NULL,
    weekly_hours TEXT NOT NULL,
    exceptions TEXT NOT NULL,
    PRIMARY KEY (organization_id, id)
) STRICT;

-- What an appointment is beyond its calendar event. busy_from and busy_until are its times with both buffers, the end exclusive.
CREATE TABLE appointments (
    organization_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    event_type_id TEXT NOT NULL,
    provider_email TEXT NOT NULL,
    invitee_email TEXT NOT NULL,
    invitee_first_name TEXT,
    invitee_last_name TEXT,
    invitee_time_zone TEXT NOT NULL,
    utm_campaign TEXT,
    utm_source TEXT,
    utm_medium TEXT,
    utm_content TEXT,
    utm_term TEXT,
    salesforce_uuid TEXT,
    busy_from INTEGER NOT NULL,
    busy_until INTEGER NOT NULL,
    is_cancelled INTEGER NOT NULL,
    cancel_reason TEXT,
    PRIMARY KEY (organization_id, event_id)
) STRICT;

CREATE INDEX appointments_by_provider ON appointments (organization_id, provider_email, busy_until);
CREATE INDEX appointments_by_invitee ON appointments (organization_id, invitee_email);

-- The exclusion constraint of PostgreSQL, for writers that hold the database's one write lock. RAISE(IGNORE) is what ON CONFLICT DO
-- NOTHING makes of it there: the row is not inserted and the transaction goes on. A cancelled appointment is never revived.
CREATE TRIGGER appointments_do_not_overlap BEFORE INSERT ON appointments
WHEN EXISTS (
    SELECT 1 FROM appointments a
    WHERE a.organization_id = NEW.organization_id AND a.provider_email = NEW.provider_email
        AND a.busy_until > NEW.busy_from AND a.busy_from < NEW.busy_until AND a.is_cancelled = FALSE)
BEGIN
    SELECT RAISE(IGNORE);
END;
