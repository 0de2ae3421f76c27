ALTER TABLE calendar_items ADD COLUMN is_given_up boolean NOT NULL DEFAULT FALSE;
