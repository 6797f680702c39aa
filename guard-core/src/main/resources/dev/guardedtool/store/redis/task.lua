-- KEYS: 1 the task
-- ARGV: 1 who asks, 2 how long nobody else does it, in milliseconds
return { redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and '1' or '0' }
