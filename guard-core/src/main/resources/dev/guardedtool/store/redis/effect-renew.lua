-- KEYS: 1 what is being carried out, by when it is in doubt unless its owner is heard of
-- ARGV: 1 the owner, 2 the lease in microseconds
local lapse = now() + ARGV[2]
local held = 0
for _, listed in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if listed:sub(65) == ARGV[1] then
    redis.call('ZADD', KEYS[1], lapse, listed)
    held = held + 1
  end
end
return { whole(held) }
