-- Which refused events of a tenant may be about a user? Those in whose bytes the id stands, and those with any escape, behind
-- which it may hide; the caller reads them.
SELECT quarantine_id, subject, payload, payload_encoding
FROM headcount.quarantine
WHERE tenant = {tenant:String}
    AND (subject = {user_id:String}
        OR position(payload_encoding = 'base64' ? tryBase64Decode(payload) : payload, {user_id:String}) > 0
        OR position(payload_encoding = 'base64' ? '' : payload, '\\') > 0)
