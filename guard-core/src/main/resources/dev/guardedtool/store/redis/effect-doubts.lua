-- The ids of effects in doubt, oldest first.
-- KEYS: 1 what is being carried out, by when it is in doubt unless its owner is heard of
--       2 what was left in doubt, by when that was
-- ARGV: 1 how many at most
local found = {}
for _, key in ipairs(KEYS) do
  local listed = redis.call('ZRANGEBYSCORE', key, '-inf', now(), 'WITHSCORES', 'LIMIT', 0, ARGV[1])
  for i = 1, #listed, 2 do
    found[#found + 1] = { id = listed[i]:sub(1, 64), since = tonumber(listed[i + 1]) }
  end
end
table.sort(found, function(one, other) return one.since < other.since end)
local ids = {}
for i = 1, math.min(#found, tonumber(ARGV[1])) do
  ids[i] = found[i].id
end
return ids
