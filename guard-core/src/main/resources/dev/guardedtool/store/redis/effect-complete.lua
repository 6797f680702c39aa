-- ARGV: 4 the answer, 5 the time to live in milliseconds or nothing
local known = open()
if known and known.call == ARGV[2] then
  execute(known, ARGV[4], ARGV[5])
  return { '1' }
end
local done = redis.call('GET', KEYS[1])
local _, call = '', ''
if done then
  _, call = happened(done)
end
return { call == ARGV[2] and '1' or '0' }
