CREATE INDEX calendar_events_by_case ON calendar_events (organization_id, case_id, start_at);

-- With the id, so that the newest case of a submitter is one step, whatever else the organisation has.
DROP INDEX cases_by_submitter;
CREATE INDEX cases_by_submitter ON cases (organization_id, submitter_email, created_at, id);
