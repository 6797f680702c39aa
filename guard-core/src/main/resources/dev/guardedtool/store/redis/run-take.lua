-- KEYS: 1 the snapshot of a run
return { redis.call('GETDEL', KEYS[1]) or nil }
