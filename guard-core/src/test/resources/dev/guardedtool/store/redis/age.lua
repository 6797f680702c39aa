-- Makes everything as old as if ARGV[1] microseconds had passed.
local by = tonumber(ARGV[1])

local function earlier(time)
  return time > 0 and time - by or time
end

local function each(hash, change)
  local all = redis.call('HGETALL', hash)
  for i = 1, #all, 2 do
    redis.call('HSET', hash, all[i], change(all[i + 1]))
  end
end

local function packed(change)
  return function(value)
    local parts = cmsgpack.unpack(value)
    change(parts)
    return cmsgpack.pack(parts)
  end
end

local function sooner(key)
  local left = redis.call('PTTL', key)
  if left > 0 and left * 1000 > by then
    redis.call('PEXPIRE', key, whole(math.floor(left - by / 1000)))
  elseif left > 0 then
    redis.call('DEL', key)
  end
end

for _, key in ipairs(redis.call('KEYS', '*')) do
  if key:find(':budgets}:budgets', 1, true) then
    each(key, packed(function(budget) budget.expires = earlier(budget.expires) end))
  elseif key:find(':budgets}:held', 1, true) or key:find(':budgets}:lapsed', 1, true) then
    each(key, packed(function(held)
      for _, share in ipairs(held.shares) do
        share.expires = earlier(share.expires)
      end
    end))
  end
  if redis.call('TYPE', key).ok == 'zset' then
    for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do
      redis.call('ZINCRBY', key, -by, member)
    end
  end
  sooner(key)
end
return {}
