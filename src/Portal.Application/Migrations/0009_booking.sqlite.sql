-- Appointments are submissions too: a list of the operations would have to be built anew with every new one, so the code alone knows them, and an
-- appointment need not belong to a case. SQLite can change neither in place. The history has a reference to its table, so both are built anew.
CREATE TABLE submissions_rebuilt (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    operation TEXT NOT NULL,
    item_id TEXT NOT NULL,
    case_id TEXT,
    request_json TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'waiting', 'confirmed', 'rejected', 'unknown')),
    state_since INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    first_try_at INTEGER,
    first_sent_at INTEGER,
    unclear_since INTEGER,
    lease_holder TEXT,
    lease_expires_at INTEGER,
    next_attempt_at INTEGER,
    upstream_id TEXT,
    reason TEXT,
    created_by_id TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    replaces_item_id TEXT,
    PRIMARY KEY (organization_id, id),
    CHECK ((state = 'sending') = (lease_expires_at IS NOT NULL))
) STRICT;

INSERT INTO submissions_rebuilt (
    organization_id, id, operation, item_id, case_id, request_json, state, state_since, attempt, tries, first_try_at, first_sent_at, unclear_since,
    lease_holder, lease_expires_at, next_attempt_at, upstream_id, reason, created_by_id, created_by_name, created_at, version, replaces_item_id)
SELECT organization_id, id, operation, item_id, case_id, request_json, state, state_since, attempt, tries, first_try_at, first_sent_at, unclear_since,
    lease_holder, lease_expires_at, next_attempt_at, upstream_id, reason, created_by_id, created_by_name, created_at, version, replaces_item_id
FROM submissions;

CREATE TABLE submission_events_rebuilt (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    person_id TEXT,
    person_name TEXT,
    from_state TEXT,
    to_state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    evidence TEXT,
    note TEXT CHECK (length(note) <= 500),
    FOREIGN KEY (organization_id, submission_id) REFERENCES submissions_rebuilt (organization_id, id)
) STRICT;

INSERT INTO submission_events_rebuilt (number, organization_id, submission_id, kind, at, person_id, person_name, from_state, to_state, attempt, evidence, note)
SELECT number, organization_id, submission_id, kind, at, person_id, person_name, from_state, to_state, attempt, evidence, note
FROM submission_events;

DROP TABLE submission_events;
DROP TABLE submissions;
ALTER TABLE submissions_rebuilt RENAME TO submissions;
ALTER TABLE submission_events_rebuilt RENAME TO submission_events;

CREATE INDEX submissions_open ON submissions (organization_id, state, created_at) WHERE state NOT IN ('confirmed', 'rejected');
CREATE INDEX submissions_without_upstream_id ON submissions (organization_id)
    WHERE state = 'confirmed' AND operation IN ('CreateCalendarEvent', 'ScheduleAppointment') AND upstream_id IS NULL;
CREATE INDEX submissions_item ON submissions (organization_id, item_id);
CREATE UNIQUE INDEX submissions_one_cancel ON submissions (organization_id, item_id)
    WHERE operation IN ('CancelCalendarEvent', 'CancelAppointment') AND state NOT IN ('confirmed', 'rejected');
CREATE UNIQUE INDEX submissions_one_move ON submissions (organization_id, replaces_item_id)
    WHERE replaces_item_id IS NOT NULL AND state NOT IN ('confirmed', 'rejected');
CREATE INDEX submissions_moves ON submissions (organization_id, replaces_item_id) WHERE replaces_item_id IS NOT NULL;
CREATE INDEX submission_events_submission ON submission_events (organization_id, submission_id, number);

CREATE TRIGGER submission_events_no_update BEFORE UPDATE ON submission_events
BEGIN
    SELECT RAISE(ABORT, 'submission_events is append-only');
END;

CREATE TRIGGER submission_events_no_delete BEFORE DELETE ON submission_events
BEGIN
    SELECT RAISE(ABORT, 'submission_events is append-only');
END;

-- Whom an appointment booked here is for; the service's list does not say it.
ALTER TABLE calendar_items ADD COLUMN invitee_name TEXT;
ALTER TABLE calendar_items ADD COLUMN invitee_email TEXT;

-- What is taken of a provider's time is looked up by their address.
CREATE INDEX calendar_items_provider ON calendar_items (organization_id, lower(provider_email), end_at) WHERE source = 'Appointment';

-- A chosen slot, kept for a while from other people of this portal. The service knows nothing of it.
CREATE TABLE slot_holds (
    organization_id TEXT NOT NULL,
    event_type_id TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    provider_email TEXT,
    form_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (organization_id, event_type_id, start_at),
    UNIQUE (organization_id, form_id)
) STRICT;
