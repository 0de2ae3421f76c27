CREATE TABLE submissions (
    organization_id TEXT NOT NULL,
    id TEXT NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('CreateCalendarEvent', 'CancelCalendarEvent')),
    item_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
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
    PRIMARY KEY (organization_id, id),
    CHECK ((state = 'sending') = (lease_expires_at IS NOT NULL))
) STRICT;

CREATE INDEX submissions_open ON submissions (organization_id, state, created_at) WHERE state NOT IN ('confirmed', 'rejected');
CREATE INDEX submissions_without_upstream_id ON submissions (organization_id)
    WHERE state = 'confirmed' AND operation = 'CreateCalendarEvent' AND upstream_id IS NULL;
CREATE INDEX submissions_item ON submissions (organization_id, item_id);

-- One cancellation under way per item, whichever form or replica it came from.
CREATE UNIQUE INDEX submissions_one_cancel ON submissions (organization_id, item_id)
    WHERE operation = 'CancelCalendarEvent' AND state NOT IN ('confirmed', 'rejected');

CREATE TABLE submission_events (
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
    FOREIGN KEY (organization_id, submission_id) REFERENCES submissions (organization_id, id)
) STRICT;

CREATE INDEX submission_events_submission ON submission_events (organization_id, submission_id, number);

CREATE TRIGGER submission_events_no_update BEFORE UPDATE ON submission_events
BEGIN
    SELECT RAISE(ABORT, 'submission_events is append-only');
END;

CREATE TRIGGER submission_events_no_delete BEFORE DELETE ON submission_events
BEGIN
    SELECT RAISE(ABORT, 'submission_events is append-only');
END;
