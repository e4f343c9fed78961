-- The directory's people: everybody who may use an app, the wide one's 1,000 users included.
INSERT INTO headcount.users (tenant, client_id, user_id, username, user_key, department_ids, updated_at, version)
SELECT
    {tenant:String},
    toUUID(concat('00000000-0000-4000-8000-', leftPad(toString(number % {clients:UInt64}), 12, '0'))),
    concat('user-', leftPad(toString(number), 9, '0')) AS user_id,
    concat('Name ', leftPad(toString(cityHash64(number, 'name') % 1000000), 6, '0')),
    concat(user_id, '@example.com'),
    [],
    toDateTime64({first_day:String}, 3, 'UTC'),
    1
FROM numbers(greatest({app_users:UInt64}, 1000 * {clients:UInt64}))
