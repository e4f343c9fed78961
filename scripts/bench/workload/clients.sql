INSERT INTO headcount.clients (tenant, client_id, name, zones, updated_at, version)
SELECT
    {tenant:String},
    toUUID(concat('00000000-0000-4000-8000-', leftPad(toString(number), 12, '0'))),
    concat('Client ', toString(number)),
    [(toDateTime64(0, 3, 'UTC'), 'UTC')],
    toDateTime64({first_day:String}, 3, 'UTC'),
    1
FROM numbers({clients:UInt64})
