-- Which key signs page cursors? Two first starts at the same instant may each have made one: everybody takes the smallest.
SELECT min(value) AS value
FROM headcount.service_keys
WHERE name = 'cursor'
HAVING count() > 0
