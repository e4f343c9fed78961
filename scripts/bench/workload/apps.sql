-- Each client's apps, and the wide one, named so that their names sort as their ids do.
INSERT INTO headcount.apps (tenant, client_id, app_id, canonical_name, is_approved, is_favorite, updated_at, version)
SELECT
    {tenant:String},
    toUUID(concat('00000000-0000-4000-8000-', leftPad(toString(client), 12, '0'))),
    toUUID(concat('00000000-0000-4000-9000-', leftPad(toString(client * 1000 + app), 12, '0'))),
    concat('App ', leftPad(toString(client * 1000 + app), 9, '0')),
    app % 2 = 0,
    app % 5 = 0,
    toDateTime64({first_day:String}, 3, 'UTC'),
    1
FROM
(
    SELECT intDiv(number, {apps_of_client:UInt64} + 1) AS client, number % ({apps_of_client:UInt64} + 1) AS app
    FROM numbers({clients:UInt64} * ({apps_of_client:UInt64} + 1))
)
