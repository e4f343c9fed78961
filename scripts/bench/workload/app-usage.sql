-- App usage: half of it intervals within a day, half of it day reports. Users belong to one client each, and use the first of
-- its apps more than the last.
INSERT INTO headcount.app_usage_reports
    (tenant, client_id, app_id, activity_date, user_id, user_number, platform, id, started_at, ended_at, report, last_active_at,
     received_at)
SELECT
    {tenant:String},
    toUUID(concat('00000000-0000-4000-8000-', leftPad(toString(client), 12, '0'))),
    toUUID(concat('00000000-0000-4000-9000-', leftPad(toString(client * 1000 + app), 12, '0'))),
    toDate32(at),
    concat('user-', leftPad(toString(user), 9, '0')),
    toUInt32(1 + if(user < {users:UInt64}, user * 48271 % {users:UInt64}, user)),
    if(number % 3 = 0, 'web', 'desktop'),
    lower(hex(cityHash64(number, 'id'))),
    if(is_interval, at, NULL),
    if(is_interval, addMilliseconds(at, active_ms), NULL),
    (at, active_ms, sessions, active_ms, sessions),
    NULL,
    at
FROM
(
    SELECT
        number,
        number % 2 = 0 AS is_interval,
        least(toUInt64({app_users:UInt64} * pow(cityHash64(number, 'user') / 18446744073709551616., 1.5)), {app_users:UInt64} - 1) AS user,
        user % {clients:UInt64} AS client,
        toUInt64({apps_of_client:UInt64} * pow(cityHash64(number, 'app') / 18446744073709551616., 2)) AS app,
        toUInt32(cityHash64(number, 'active') % 3600000) AS active_ms,
        toUInt32(1 + number % 4) AS sessions,
        -- Begins in the first 23 hours, so that an interval ends on the day it began.
        addMilliseconds(
            toDateTime64({first_day:String}, 3, 'UTC'),
            (cityHash64(number, 'day') % 365) * 86400000 + cityHash64(number, 'ms') % 82800000) AS at
    FROM numbers({from:UInt64}, {rows:UInt64})
)
