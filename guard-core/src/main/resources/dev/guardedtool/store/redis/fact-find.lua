-- KEYS: the facts
local held = redis.call('MGET', unpack(KEYS))
local found = {}
for i = 1, #KEYS do
  found[i] = held[i] == '' and '1' or '0'
end
return found
