-- All-day items have dates of no zone; their start_at and end_at are midnight UTC of these dates, so that the same index finds them.
ALTER TABLE calendar_items ADD COLUMN all_day_start text;
ALTER TABLE calendar_items ADD COLUMN all_day_end text;
ALTER TABLE calendar_items ADD CHECK ((all_day_start IS NULL) = (all_day_end IS NULL) AND (all_day_start IS NULL OR all_day_start COLLATE "C" < all_day_end COLLATE "C"));

-- A month ranks and counts what it shows from the index alone, and reads only the rows that it draws.
DROP INDEX calendar_items_range;
CREATE INDEX calendar_items_range ON calendar_items (organization_id, start_at, end_at) INCLUDE (id, source, state, is_dismissed, all_day_start, all_day_end);
