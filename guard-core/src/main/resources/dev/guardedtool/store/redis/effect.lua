-- KEYS: 1 the effect once it happened, with its time to live
--       2 effects that are being carried out or in doubt, by id
--       3 the same ids, by the time they were taken
--       4 how many effects each owner carries out
--       5 until when each owner counts as alive
-- ARGV: 1 the id of the effect, 2 the call, 3 the channel of changes

local function opened(value)
  local state, call, owner, lapses, about = unpack(cmsgpack.unpack(value))
  return { state = state, call = call, owner = owner, lapses = lapses, about = about }
end

local function open()
  local value = redis.call('HGET', KEYS[2], ARGV[1])
  return value and opened(value)
end

local function put(record)
  redis.call('HSET', KEYS[2], ARGV[1],
    cmsgpack.pack({ record.state, record.call, record.owner, record.lapses, record.about }))
end

local function lapses(record)
  return math.max(record.lapses, tonumber(redis.call('HGET', KEYS[5], record.owner) or 0))
end

local function in_doubt(record)
  return record.state == 'U' or lapses(record) <= now()
end

local function described(record)
  local doubt = in_doubt(record)
  return doubt and 'U' or 'R', record.call, record.owner,
    doubt and '' or whole(lapses(record)), record.about, ''
end

local function happened(value)
  local call, owner, expires, about, answer = unpack(cmsgpack.unpack(value))
  return 'E', call, owner, expires, about, answer
end

local function let_go(record)
  if record.state == 'R' and redis.call('HINCRBY', KEYS[4], record.owner, -1) <= 0 then
    redis.call('HDEL', KEYS[4], record.owner)
    redis.call('HDEL', KEYS[5], record.owner)
  end
end

local function remove(record)
  redis.call('HDEL', KEYS[2], ARGV[1])
  redis.call('ZREM', KEYS[3], ARGV[1])
  let_go(record)
end

-- Who may not publish can still keep effects: those who wait look again from time to time.
local function tell()
  redis.pcall('PUBLISH', ARGV[3], ARGV[1])
end

-- What was being carried out is removed first. A server that is full lets a script write that freed something before.
local function execute(record, answer, ttl)
  remove(record)
  local expires = ''
  if ttl ~= '' then
    expires = whole(now() + ttl * 1000)
  end
  local value = cmsgpack.pack({ record.call, record.owner, expires, record.about, answer })
  if ttl == '' then
    redis.call('SET', KEYS[1], value)
  else
    redis.call('SET', KEYS[1], value, 'PX', ttl)
  end
  tell()
end

