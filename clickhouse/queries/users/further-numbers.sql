-- Which numbers of users are further ones, and which number stands for each? Normally there are none, see user_number_aliases.
-- The answer goes into every question about bitmaps as {further_numbers:Array(UInt32)} and {canonical_numbers:Array(UInt32)}: joining
-- them there cost a small question as much again as all the rest.
SELECT number, min(canonical) AS canonical_number
FROM headcount.user_number_aliases
WHERE tenant = {tenant:String}
GROUP BY number
ORDER BY number
