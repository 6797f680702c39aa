-- KEYS: 1 the snapshot of a run
return { redis.call('GET', KEYS[1]) or nil }
