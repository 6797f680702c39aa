-- KEYS: 1 how many effects each owner carries out, 2 until when each owner counts as alive
-- ARGV: 1 the owner, 2 the lease in microseconds
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held then
  return { '0' }
end
redis.call('HSET', KEYS[2], ARGV[1], whole(now() + ARGV[2]))
return { held }
