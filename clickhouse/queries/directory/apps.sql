-- What is stored about these apps? One row for each one that was put; apps known only from usage are not among them.
-- The lists are the keys' parts, so a few rows of other pairs may come too; the caller looks its keys up.
SELECT
    client_id, app_id,
    canonical_name, type, logo, display_colour, is_approved, is_favorite, version
FROM headcount.apps FINAL
WHERE tenant = {tenant:String} AND client_id IN {client_ids:Array(UUID)} AND app_id IN {ids:Array(UUID)}
