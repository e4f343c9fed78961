-- A number for everybody, as ingest gives them; but those who do much do not get the low ones, which would flatter the bitmaps.
-- 48271 is a prime, so that no two users get the same number.
INSERT INTO headcount.user_numbers (tenant, user_id, number)
SELECT
    {tenant:String},
    concat('user-', leftPad(toString(number), 9, '0')),
    toUInt32(1 + if(number < {users:UInt64}, number * 48271 % {users:UInt64}, number))
FROM numbers(greatest({users:UInt64}, {app_users:UInt64}, 1000 * {clients:UInt64}))
