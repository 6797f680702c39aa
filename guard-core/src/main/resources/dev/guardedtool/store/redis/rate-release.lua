-- KEYS: for each limit the permits that count
-- ARGV: 1 the permit
for _, log in ipairs(KEYS) do
  redis.call('ZREM', log, ARGV[1])
end
return {}
