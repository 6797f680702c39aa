-- KEYS: 1 the effect, 2 what is being carried out, by when it is in doubt unless its owner is heard of
-- ARGV: 1 the id of the effect, 2 the call, 3 the owner, 4 the lease in microseconds, 5 what the effect is about
local lapse = now() + ARGV[4]
if redis.call('SET', KEYS[1], cmsgpack.pack('R', ARGV[2], ARGV[3], ARGV[5]), 'NX') then
  redis.call('ZADD', KEYS[2], lapse, ARGV[1] .. ARGV[3])
  return {}
end
local other = known(KEYS[1], KEYS[2], ARGV[1], redis.call('GET', KEYS[1]))
-- A client may send again what it sent before the connection broke.
if other[1] == 'R' and other[2] == ARGV[2] and other[3] == ARGV[3] then
  return {}
end
return other
