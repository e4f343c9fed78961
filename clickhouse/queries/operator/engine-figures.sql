-- How is the engine? One row: what an operator watches of it, small enough to be asked at every scrape. Against a cluster these are
-- the figures of the server that answers.
SELECT
  (SELECT toFloat64(value) FROM system.metrics WHERE metric = 'MemoryTracking') AS memory_bytes,
  (SELECT toUInt32(count()) FROM system.merges) AS merges,
  (SELECT toUInt32(count()) FROM system.mutations WHERE NOT is_done AND database = {database:String}) AS mutations,
  -- This question is one of them.
  (SELECT toInt32(count() - 1) FROM system.processes) AS queries,
  (
    SELECT groupArray(CAST((name, toFloat64(free_space), toFloat64(total_space)), 'Tuple(name String, free_bytes Float64, total_bytes Float64)'))
    FROM system.disks
  ) AS disks,
  (
    SELECT groupArray(CAST((name, parts, part_rows, part_bytes), 'Tuple(name String, parts UInt32, rows Float64, bytes Float64)'))
    FROM
    (
      SELECT table AS name, count() AS parts, sum(rows) AS part_rows, sum(bytes_on_disk) AS part_bytes
      FROM system.parts
      WHERE active AND database = {database:String}
      GROUP BY table
      ORDER BY table
    )
  ) AS tables
