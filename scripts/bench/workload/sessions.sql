-- Sessions, one from each number: a heavy-tailed choice of users (the first percent makes a tenth of all), four fifths of them
-- in the user's own organization, spread evenly from the day the user joined. A quarter of the users join during the year.
INSERT INTO headcount.sessions
    (tenant, org_id, user_id, user_number, id, created_at, updated_at, ended_at, origin, size, category, from_search, acus,
     pull_requests, received_at)
SELECT
    {tenant:String},
    concat('org-', toString(org)),
    concat('user-', leftPad(toString(user), 9, '0')),
    toUInt32(1 + user * 48271 % {users:UInt64}),
    lower(hex(cityHash64(number, 'id'))),
    at,
    at,
    if(number % 8 = 0, NULL, addMilliseconds(at, cityHash64(number, 'length') % 5400000)),
    ['webapp', 'slack', 'teams', 'api', 'linear', 'jira', 'automation', 'desktop'][1 + number % 8],
    ['xs', 's', 'm', 'l', 'xl'][1 + number % 5],
    concat('category-', toString(number % 12)),
    number % 10 = 0,
    number % 1000 / 100,
    if(number % 40 = 0, [(concat('pr-', toString(number)), if(number % 80 = 0, 'merged', 'open'), NULL, false)], []),
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
