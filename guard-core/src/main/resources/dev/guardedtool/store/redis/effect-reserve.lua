-- ARGV: 4 the owner, 5 the lease in microseconds, 6 what the effect is about
local done = redis.call('GET', KEYS[1])
if done then
  return { happened(done) }
end
local known = open()
if known then
  -- A client may send again what it sent before the connection broke.
  if known.call == ARGV[2] and known.owner == ARGV[4] and not in_doubt(known) then
    return {}
  end
  return { described(known) }
end
local time = now()
put({ state = 'R', call = ARGV[2], owner = ARGV[4], lapses = time + ARGV[5], about = ARGV[6] })
redis.call('ZADD', KEYS[3], time, ARGV[1])
redis.call('HINCRBY', KEYS[4], ARGV[4], 1)
return {}
