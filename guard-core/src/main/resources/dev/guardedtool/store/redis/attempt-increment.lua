-- KEYS: 1 the attempts of a run at a tool
-- ARGV: 1 how many may be granted, 2 how long they are remembered, in milliseconds
local granted = tonumber(redis.call('HGET', KEYS[1], 'granted') or 0)
local may = granted < tonumber(ARGV[1])
redis.call('HINCRBY', KEYS[1], may and 'granted' or 'refused', 1)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
local refused = tonumber(redis.call('HGET', KEYS[1], 'refused') or 0)
return { may and '1' or '0', whole(granted + (may and 1 or 0) + refused) }
