local by = tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
for _, key in ipairs(redis.call('KEYS', KEYS[1])) do
  local parts = cmsgpack.unpack(redis.call('GET', key))
  local left = redis.call('PTTL', key)
  if left >= 0 then
    parts[3] = string.format('%.0f', parts[3] - by)
    local ttl = math.floor(left - by / 1000)
    if ttl > 0 then
      redis.call('SET', key, cmsgpack.pack(parts), 'PX', ttl)
    else
      redis.call('DEL', key)
    end
  end
end
local open = redis.call('HGETALL', KEYS[2])
for i = 1, #open, 2 do
  local parts = cmsgpack.unpack(open[i + 1])
  parts[4] = parts[4] - by
  redis.call('HSET', KEYS[2], open[i], cmsgpack.pack(parts))
end
for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
  redis.call('ZINCRBY', KEYS[3], -by, id)
end
local heard = redis.call('HGETALL', KEYS[5])
for i = 1, #heard, 2 do
  redis.call('HSET', KEYS[5], heard[i], string.format('%.0f', heard[i + 1] - by))
end
return {}
