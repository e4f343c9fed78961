-- One app of the first client that 1,000 of its users used on each of the last 56 days of the year.
INSERT INTO headcount.app_usage_reports
    (tenant, client_id, app_id, activity_date, user_id, user_number, platform, id, started_at, ended_at, report, last_active_at,
     received_at)
SELECT
    {tenant:String},
    toUUID({wide_client:String}),
    toUUID({wide_app:String}),
    toDate32(at),
    concat('user-', leftPad(toString(number % 1000 * {clients:UInt64} AS user), 9, '0')),
    toUInt32(1 + if(user < {users:UInt64}, user * 48271 % {users:UInt64}, user)),
    'desktop',
    concat('wide-', toString(number)),
    NULL,
    NULL,
    (at, active_ms, toUInt32(1), active_ms, toUInt32(1)),
    NULL,
    at
FROM
(
    SELECT
        number,
        toUInt32(cityHash64(number, 'active') % 20000000) AS active_ms,
        addDays(toDateTime64({first_day:String}, 3, 'UTC'), 309 + intDiv(number, 1000)) AS at
    FROM numbers(56000)
)
