-- KEYS: 1 the limits that are known, by when nothing counts under them any more, 2 what they are about,
--       then for each limit the permits that count, by when they were granted
-- ARGV: 1 the permit, then for each limit: its id, the period in microseconds, how many count at most, what it is about
local time = now()
local permit = ARGV[1]
local limits = #KEYS - 2
local longest, wait = 0, 0
for i = 1, limits do
  local log = KEYS[i + 2]
  local period, most = tonumber(ARGV[4 * i - 1]), tonumber(ARGV[4 * i])
  if redis.call('ZSCORE', log, permit) then
    return {}
  end
  redis.call('ZREMRANGEBYSCORE', log, '-inf', whole(time - period))
  local size = redis.call('ZCARD', log)
  if size >= most then
    local blocking = redis.call('ZRANGE', log, size - most, size - most, 'WITHSCORES')
    local left = blocking[2] + period - time
    if left > wait then
      longest, wait = i, left
    end
  end
end
if longest > 0 then
  return { whole(longest - 1), whole(wait) }
end
-- More than any one call adds is forgotten with it, so that what is known stays as little as what counts.
local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', whole(time), 'LIMIT', 0, limits + 1)
if #gone > 0 then
  redis.call('ZREM', KEYS[1], unpack(gone))
  redis.call('HDEL', KEYS[2], unpack(gone))
end
local longest_kept = 0
for i = 1, limits do
  local id, period = ARGV[4 * i - 2], tonumber(ARGV[4 * i - 1])
  local kept = math.ceil(period / 1000) + 1
  longest_kept = math.max(longest_kept, kept)
  redis.call('ZADD', KEYS[i + 2], whole(time), permit)
  redis.call('PEXPIRE', KEYS[i + 2], whole(kept))
  redis.call('ZADD', KEYS[1], whole(time + period), id)
  redis.call('HSET', KEYS[2], id, ARGV[4 * i + 1])
end
if redis.call('PTTL', KEYS[1]) < longest_kept then
  redis.call('PEXPIRE', KEYS[1], whole(longest_kept))
  redis.call('PEXPIRE', KEYS[2], whole(longest_kept))
end
return {}
