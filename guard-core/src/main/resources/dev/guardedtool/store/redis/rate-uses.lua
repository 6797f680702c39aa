-- KEYS: for each limit the permits that count
-- ARGV: for each limit the period in microseconds
local time = now()
local uses = {}
for i, log in ipairs(KEYS) do
  local since = '(' .. whole(time - ARGV[i])
  local oldest = redis.call('ZRANGEBYSCORE', log, since, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  uses[#uses + 1] = whole(redis.call('ZCOUNT', log, since, '+inf'))
  uses[#uses + 1] = whole(oldest[2] and oldest[2] + ARGV[i] - time or 0)
end
return uses
