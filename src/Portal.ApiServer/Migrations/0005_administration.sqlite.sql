-- What a key is for, in the words of whoever made it.
ALTER TABLE organization_keys ADD COLUMN label TEXT;
CREATE INDEX organization_keys_by_organization ON organization_keys (organization_id, created_at);

CREATE INDEX calendar_events_by_case ON calendar_events (organization_id, case_id, start_at);
