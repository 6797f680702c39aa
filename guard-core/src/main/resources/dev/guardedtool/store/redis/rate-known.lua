-- KEYS: 1 the limits that are known, by when nothing counts under them any more, 2 what they are about
-- ARGV: 1 how many at most
local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', whole(now()), 'LIMIT', 0, 1000)
if #gone > 0 then
  redis.call('ZREM', KEYS[1], unpack(gone))
  redis.call('HDEL', KEYS[2], unpack(gone))
end
local known = {}
for _, id in ipairs(redis.call('ZREVRANGE', KEYS[1], 0, ARGV[1] - 1)) do
  known[#known + 1] = id
  known[#known + 1] = redis.call('HGET', KEYS[2], id)
end
return known
