-- The version before did not see that a row of the other source has the same upstream id. What was made twice goes, and where both have a
-- submission, the one that was not made here lets the id go.
DELETE FROM calendar_items
WHERE source <> 'Marketing' AND created_by_id IS NULL AND submission_id IS NULL AND EXISTS (
    SELECT 1 FROM calendar_items other
    WHERE other.organization_id = calendar_items.organization_id AND other.upstream_id = calendar_items.upstream_id
      AND other.source <> 'Marketing' AND other.id <> calendar_items.id
      AND (other.created_by_id IS NOT NULL OR other.submission_id IS NOT NULL OR other.id < calendar_items.id));

UPDATE calendar_items SET upstream_id = NULL
WHERE source <> 'Marketing' AND EXISTS (
    SELECT 1 FROM calendar_items other
    WHERE other.organization_id = calendar_items.organization_id AND other.upstream_id = calendar_items.upstream_id
      AND other.source <> 'Marketing' AND other.id <> calendar_items.id
      AND ((other.created_by_id IS NOT NULL AND calendar_items.created_by_id IS NULL)
        OR ((other.created_by_id IS NULL) = (calendar_items.created_by_id IS NULL) AND other.id < calendar_items.id)));

CREATE UNIQUE INDEX calendar_items_care360 ON calendar_items (organization_id, upstream_id) WHERE upstream_id IS NOT NULL AND source <> 'Marketing';
