-- KEYS: 1 the budgets by id, 2 their ids by when they may be forgotten
--       3 reservations that are held, by id, 4 their ids by when their leases end
--       5 reservations whose leases ended, by id, 6 their ids by when they are forgotten
-- Amounts are four numbers. None is larger than MOST, up to which numbers are exact; it stands for any larger one.

local MOST = 9007199254740991
local CALLS = 3
local LATE = 24 * 60 * 60 * 1000000
local BATCH = 100

local function put(id, budget)
  redis.call('HSET', KEYS[1], id, cmsgpack.pack(budget))
end

local function remove(id)
  redis.call('HDEL', KEYS[1], id)
  redis.call('ZREM', KEYS[2], id)
end

-- The budget; nothing if nobody touched it or its time is over.
local function find(id, time)
  local value = redis.call('HGET', KEYS[1], id)
  local budget = value and cmsgpack.unpack(value)
  if budget and budget.expires > 0 and budget.expires <= time and budget.holders == 0 then
    return nil
  end
  return budget
end

local function opened(about)
  return { used = { 0, 0, 0, 0 }, held = { 0, 0, 0, 0 }, holders = 0, expires = 0, about = about }
end

local function add(amount, more)
  for i = 1, 4 do
    amount[i] = math.min(MOST, amount[i] + more[i])
  end
end

local function subtract(amount, less)
  for i = 1, 4 do
    amount[i] = math.max(0, amount[i] - less[i])
  end
end

local function nothing(amount)
  return amount[1] == 0 and amount[2] == 0 and amount[3] == 0 and amount[4] == 0
end

-- Whether something is left of each limit and the estimate does not pass it. Calls matter to calls only.
local function takes(budget, limit, estimate)
  for i = 1, 4 do
    local committed = math.min(MOST, budget.used[i] + budget.held[i])
    local matters = limit[i] and (i ~= CALLS or estimate[i] > 0)
    if matters and (committed >= limit[i] or math.min(MOST, committed + estimate[i]) > limit[i]) then
      return false
    end
  end
  return true
end

-- A budget is remembered for the longest time that anybody said.
local function remember(id, budget, expires)
  if expires > budget.expires then
    budget.expires = expires
    redis.call('ZADD', KEYS[2], whole(expires), id)
  end
end

local function give_back(reservation)
  for _, share in ipairs(reservation.shares) do
    local value = redis.call('HGET', KEYS[1], share.id)
    if value then
      local budget = cmsgpack.unpack(value)
      subtract(budget.held, reservation.estimate)
      budget.holders = budget.holders - 1
      if budget.holders == 0 and nothing(budget.used) then
        remove(share.id)
      else
        remember(share.id, budget, share.expires)
        put(share.id, budget)
      end
    end
  end
end

local function take_back(id)
  local value = redis.call('HGET', KEYS[3], id)
  if not value then
    return nil
  end
  redis.call('HDEL', KEYS[3], id)
  redis.call('ZREM', KEYS[4], id)
  local reservation = cmsgpack.unpack(value)
  give_back(reservation)
  return reservation
end

local function forget_lapsed(id)
  redis.call('HDEL', KEYS[5], id)
  redis.call('ZREM', KEYS[6], id)
end

-- Gives back some of what is held under leases that ended. Whoever held it may still say what was spent.
local function lapse(time, found)
  local ids = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', whole(time), 'LIMIT', 0, BATCH)
  for _, id in ipairs(ids) do
    local reservation = take_back(id)
    redis.call('HSET', KEYS[5], id, cmsgpack.pack(reservation))
    redis.call('ZADD', KEYS[6], whole(time + LATE), id)
    found[#found + 1] = { id, reservation }
  end
  return #ids > 0
end

local function forget(time)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', whole(time), 'LIMIT', 0, BATCH)) do
    local value = redis.call('HGET', KEYS[1], id)
    local budget = value and cmsgpack.unpack(value)
    if budget and budget.holders > 0 then
      budget.expires = 0
      put(id, budget)
      redis.call('ZREM', KEYS[2], id)
    else
      remove(id)
    end
  end
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[6], '-inf', whole(time), 'LIMIT', 0, BATCH)) do
    forget_lapsed(id)
  end
end

local function tell(said, budget)
  for i = 1, 4 do
    said[#said + 1] = whole(budget.used[i])
  end
  for i = 1, 4 do
    said[#said + 1] = whole(budget.held[i])
  end
end

