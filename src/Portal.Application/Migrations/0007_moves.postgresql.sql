-- A create that takes the place of an existing item: once it is confirmed, that item is cancelled in the same transaction.
ALTER TABLE submissions ADD COLUMN replaces_item_id text;

-- One move under way per item, whoever asked for it.
CREATE UNIQUE INDEX submissions_one_move ON submissions (organization_id, replaces_item_id)
    WHERE replaces_item_id IS NOT NULL AND state NOT IN ('confirmed', 'rejected');
CREATE INDEX submissions_moves ON submissions (organization_id, replaces_item_id) WHERE replaces_item_id IS NOT NULL;
