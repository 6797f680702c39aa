-- KEYS: the facts
-- ARGV: 1 who uses them up, which is not empty
local held = redis.call('MGET', unpack(KEYS))
for i = 1, #KEYS do
  if held[i] ~= '' and held[i] ~= ARGV[1] then
    return { '0' }
  end
end
for _, fact in ipairs(KEYS) do
  redis.call('SET', fact, ARGV[1], 'KEEPTTL')
end
return { '1' }
