-- What is stored about these clients? One row for each one that is registered; its zone history as two lists, oldest first.
-- FINAL over a few keys of the sorting key: the newest version, whatever has been merged.
SELECT
    client_id,
    name,
    arrayMap(zone -> toUnixTimestamp64Milli(zone.valid_from), zones) AS zone_starts_ms,
    arrayMap(zone -> zone.timezone, zones) AS zone_names,
    version
FROM headcount.clients FINAL
WHERE tenant = {tenant:String} AND client_id IN {client_ids:Array(UUID)}
