-- KEYS: the facts
-- ARGV: 1 the time to live in milliseconds
for _, fact in ipairs(KEYS) do
  local left = math.max(redis.call('PTTL', fact), tonumber(ARGV[1]))
  redis.call('SET', fact, '', 'PX', whole(left))
end
return {}
