-- Appointments are submissions too: a list of the operations would have to be changed with every new one, so the code alone knows them, and an
-- appointment need not belong to a case.
ALTER TABLE submissions DROP CONSTRAINT submissions_operation_check;
ALTER TABLE submissions ALTER COLUMN case_id DROP NOT NULL;

DROP INDEX submissions_without_upstream_id;
CREATE INDEX submissions_without_upstream_id ON submissions (organization_id)
    WHERE state = 'confirmed' AND operation IN ('CreateCalendarEvent', 'ScheduleAppointment') AND upstream_id IS NULL;
DROP INDEX submissions_one_cancel;
CREATE UNIQUE INDEX submissions_one_cancel ON submissions (organization_id, item_id)
    WHERE operation IN ('CancelCalendarEvent', 'CancelAppointment') AND state NOT IN ('confirmed', 'rejected');

-- Whom an appointment booked here is for; the service's list does not say it.
ALTER TABLE calendar_items ADD COLUMN invitee_name text;
ALTER TABLE calendar_items ADD COLUMN invitee_email text;

-- What is taken of a provider's time is looked up by their address.
CREATE INDEX calendar_items_provider ON calendar_items (organization_id, lower(provider_email), end_at) WHERE source = 'Appointment';

-- A chosen slot, kept for a while from other people of this portal. The service knows nothing of it.
CREATE TABLE slot_holds (
    organization_id text NOT NULL,
    event_type_id text NOT NULL,
    start_at bigint NOT NULL,
    end_at bigint NOT NULL,
    provider_email text,
    form_id text NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (organization_id, event_type_id, start_at),
    UNIQUE (organization_id, form_id)
);
