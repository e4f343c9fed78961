-- Searches, made as the sessions are.
INSERT INTO headcount.searches (tenant, org_id, user_id, user_number, id, created_at, updated_at, received_at)
SELECT
    {tenant:String},
    concat('org-', toString(org)),
    concat('user-', leftPad(toString(user), 9, '0')),
    toUInt32(1 + user * 48271 % {users:UInt64}),
    lower(hex(cityHash64(number, 'id'))),
    at,
    at,
    at
FROM
(
    SELECT
        number,
        least(toUInt64({users:UInt64} * pow(cityHash64(number, 'user') / 18446744073709551616., 2)), {users:UInt64} - 1) AS user,
        if(number % 5 = 0, cityHash64(number, 'org'), cityHash64(user, 'home')) % {orgs:UInt64} AS org,
        if(cityHash64(user, 'joins') % 4 = 0, cityHash64(user, 'day') % 330, 0) AS joined,
        toUInt64((365 - joined) * (cityHash64(number, 'day') / 18446744073709551616.)) AS day,
        addMilliseconds(
            toDateTime64({first_day:String}, 3, 'UTC'),
            (joined + day) * 86400000 + cityHash64(number, 'ms') % 86400000) AS at
    FROM numbers({from:UInt64}, {rows:UInt64})
)
