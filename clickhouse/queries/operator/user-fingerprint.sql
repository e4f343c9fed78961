-- Which number does this key make of a user id? For finding the user's rows with a statement that does not hold the id: a
-- mutation's text is kept on disk.
SELECT hex(sipHash128Keyed((toUInt64({key_high:UInt64}), toUInt64({key_low:UInt64})), {user_id:String})) AS fingerprint
