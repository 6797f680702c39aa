local done = redis.call('GET', KEYS[1])
if done then
  return { happened(done) }
end
local known = open()
return known and { described(known) } or {}
