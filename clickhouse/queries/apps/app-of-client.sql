-- What is this app of this client called? One row if client and app are known, none otherwise.
-- An app is known from the directory or from its usage; without a directory entry it is a stub (version 0) named by its id.
SELECT id, canonical_name, logo, display_colour, type, is_approved, is_favorite
FROM
(
    SELECT
        tenant, toString(app_id) AS id, canonical_name, logo, display_colour, type, is_approved, is_favorite, version
    FROM headcount.apps FINAL
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id = {app_id:UUID}
    UNION ALL
    SELECT tenant, toString(app_id) AS id, id, NULL, NULL, NULL, false, false, 0
    FROM headcount.client_apps
    WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id = {app_id:UUID}
)
WHERE tenant GLOBAL IN (
    SELECT tenant FROM headcount.clients WHERE tenant = {tenant:String} AND client_id = {client_id:UUID})
ORDER BY version DESC
LIMIT 1
