CREATE TABLE submissions (
    organization_id text NOT NULL,
    id text NOT NULL,
    operation text NOT NULL CHECK (operation IN ('CreateCalendarEvent', 'CancelCalendarEvent')),
    item_id text NOT NULL,
    case_id text NOT NULL,
    request_json text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'sending', 'waiting', 'confirmed', 'rejected', 'unknown')),
    state_since bigint NOT NULL,
    attempt integer NOT NULL,
    tries integer NOT NULL,
    first_try_at bigint,
    first_sent_at bigint,
    unclear_since bigint,
    lease_holder text,
    lease_expires_at bigint,
    next_attempt_at bigint,
    upstream_id text,
    reason text,
    created_by_id text NOT NULL,
    created_by_name text NOT NULL,
    created_at bigint NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK ((state = 'sending') = (lease_expires_at IS NOT NULL))
);

CREATE INDEX submissions_open ON submissions (organization_id, state, created_at) WHERE state NOT IN ('confirmed', 'rejected');
CREATE INDEX submissions_without_upstream_id ON submissions (organization_id)
    WHERE state = 'confirmed' AND operation = 'CreateCalendarEvent' AND upstream_id IS NULL;
CREATE INDEX submissions_item ON submissions (organization_id, item_id);

-- One cancellation under way per item, whichever form or replica it came from.
CREATE UNIQUE INDEX submissions_one_cancel ON submissions (organization_id, item_id)
    WHERE operation = 'CancelCalendarEvent' AND state NOT IN ('confirmed', 'rejected');

CREATE TABLE submission_events (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id text NOT NULL,
    submission_id text NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    person_id text,
    person_name text,
    from_state text,
    to_state text NOT NULL,
    attempt integer NOT NULL,
    evidence text,
    FOREIGN KEY (organization_id, submission_id) REFERENCES submissions (organization_id, id)
);

CREATE INDEX submission_events_submission ON submission_events (organization_id, submission_id, number);

CREATE FUNCTION submission_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'submission_events is append-only';
END
$$;

CREATE TRIGGER submission_events_no_change BEFORE UPDATE OR DELETE ON submission_events
    FOR EACH ROW EXECUTE FUNCTION submission_events_refuse();
CREATE TRIGGER submission_events_no_truncate BEFORE TRUNCATE ON submission_events
    FOR EACH STATEMENT EXECUTE FUNCTION submission_events_refuse();
