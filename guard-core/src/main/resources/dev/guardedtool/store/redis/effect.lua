-- KEYS: 1 the effect, which has a time to live once it happened
--       2 what is being carried out, by when it is in doubt unless its owner is heard of
--       3 what was left in doubt, by when that was
-- ARGV: 1 the id of the effect, 2 the call, 3 the channel of changes
--
-- An effect is R if it is being carried out, U if it was left in doubt, E if it happened; then come the call, its owner,
-- what the effect is about, and the answer.

-- Takes an effect from where it is listed. That comes first: a server that is full lets a script write that removed
-- something before.
local function unlist(state, owner)
  if state == 'R' then
    redis.call('ZREM', KEYS[2], ARGV[1] .. owner)
  else
    redis.call('ZREM', KEYS[3], ARGV[1])
  end
end

-- Who may not publish can still keep effects: those who wait look again from time to time.
local function tell()
  redis.pcall('PUBLISH', ARGV[3], ARGV[1])
end

local function happened(state, call, owner, about, answer, ttl)
  unlist(state, owner)
  local value = cmsgpack.pack('E', call, owner, about, answer)
  if ttl == '' then
    redis.call('SET', KEYS[1], value)
  else
    redis.call('SET', KEYS[1], value, 'PX', ttl)
  end
  tell()
end

local function did_not_happen(state, owner)
  unlist(state, owner)
  redis.call('DEL', KEYS[1])
  tell()
end

local value = redis.call('GET', KEYS[1])
local state, call, owner, about
if value then
  state, call, owner, about = cmsgpack.unpack(value)
end
