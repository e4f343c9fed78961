-- What does a client's directory say of these apps?
SELECT
    toString(app_id) AS id,
    canonical_name,
    lowerUTF8(canonical_name) AS sort_name,
    logo,
    display_colour,
    type,
    is_approved,
    is_favorite
FROM headcount.apps FINAL
WHERE tenant = {tenant:String} AND client_id = {client_id:UUID} AND app_id IN {app_ids:Array(UUID)}
