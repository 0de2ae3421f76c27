-- Where an organisation is called about its events. The secret signs every call, so it is stored as it is.
CREATE TABLE webhooks (
    organization_id text PRIMARY KEY REFERENCES organizations (id),
    url text NOT NULL,
    secret text,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);

-- Calls to make, written with what they tell of. number is the order of creation; last_problem is a code, never a text of the receiver.
CREATE TABLE webhook_deliveries (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id text NOT NULL,
    id text NOT NULL,
    event text NOT NULL,
    case_id text,
    subject_id text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'delivered', 'given_up')),
    tries integer NOT NULL,
    last_problem text,
    created_at bigint NOT NULL,
    next_try_at bigint NOT NULL
);

CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (organization_id, next_try_at) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_by_creation ON webhook_deliveries (organization_id, created_at);
