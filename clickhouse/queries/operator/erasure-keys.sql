-- Which keys hash erased users? One; two first starts at the same instant may each have made one. New hashes take the smallest,
-- old ones are looked for under all.
SELECT value
FROM headcount.service_keys
WHERE name = 'erasure'
ORDER BY value
