-- KEYS: 1 the snapshot of a run
-- ARGV: 1 the snapshot, 2 how long it is kept, in milliseconds
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return {}
