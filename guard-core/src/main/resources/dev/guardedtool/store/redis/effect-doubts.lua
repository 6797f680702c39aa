-- ARGV: 1 how many at most
local most = tonumber(ARGV[1])
local found = {}
local from = 0
local ids = redis.call('ZRANGE', KEYS[3], 0, 99)
while #ids > 0 do
  for _, value in ipairs(redis.call('HMGET', KEYS[2], unpack(ids))) do
    local record = opened(value)
    if in_doubt(record) then
      for _, part in ipairs({ described(record) }) do
        found[#found + 1] = part
      end
      if #found >= 6 * most then
        return found
      end
    end
  end
  from = from + 100
  ids = redis.call('ZRANGE', KEYS[3], from, from + 99)
end
return found
