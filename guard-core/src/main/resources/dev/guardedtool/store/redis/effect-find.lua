-- KEYS: 1 what is being carried out, by when it is in doubt unless its owner is heard of; then effects
-- ARGV: their ids
local found = {}
for i, id in ipairs(ARGV) do
  local value = redis.call('GET', KEYS[i + 1])
  if value then
    for _, part in ipairs(known(KEYS[i + 1], KEYS[1], id, value)) do
      found[#found + 1] = part
    end
  end
end
return found
