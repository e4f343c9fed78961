-- How many parts that nothing reads any more still lie on disk, of those made up to an instant?
SELECT count() AS parts
FROM system.parts
WHERE database = {database:String} AND NOT active AND modification_time <= {made_until:DateTime('UTC')}
