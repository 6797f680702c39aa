-- KEYS: the facts
-- ARGV: 1 who used them up
for _, fact in ipairs(KEYS) do
  if redis.call('GET', fact) == ARGV[1] then
    redis.call('SET', fact, '', 'KEEPTTL')
  end
end
return {}
