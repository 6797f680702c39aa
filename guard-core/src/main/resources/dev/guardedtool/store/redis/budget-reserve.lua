-- ARGV: 1 the reservation, 2 its owner, 3 the lease in microseconds, 4 to 7 the estimate,
--       then for each budget: its id, what it is about, when it may be forgotten, and four limits or nothing
local time = now()
local id = ARGV[1]
if redis.call('HGET', KEYS[3], id) then
  return {}
end
local reservation = {
  owner = ARGV[2], lease = ARGV[3], shares = {},
  estimate = { tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]) }
}
local limits = {}
for i = 8, #ARGV, 7 do
  reservation.shares[#reservation.shares + 1] = { id = ARGV[i], about = ARGV[i + 1], expires = tonumber(ARGV[i + 2]) }
  limits[#limits + 1] = { tonumber(ARGV[i + 3]) or false, tonumber(ARGV[i + 4]) or false,
    tonumber(ARGV[i + 5]) or false, tonumber(ARGV[i + 6]) or false }
end
forget(time)

local function scarce()
  for i, share in ipairs(reservation.shares) do
    local budget = find(share.id, time) or opened(share.about)
    if not takes(budget, limits[i], reservation.estimate) then
      local said = { whole(i - 1) }
      tell(said, budget)
      return said
    end
  end
  return nil
end

local shortage = scarce()
while shortage and lapse(time, {}) do
  shortage = scarce()
end
if shortage then
  return shortage
end
for _, share in ipairs(reservation.shares) do
  local budget = find(share.id, time) or opened(share.about)
  add(budget.held, reservation.estimate)
  budget.holders = budget.holders + 1
  remember(share.id, budget, share.expires)
  put(share.id, budget)
end
redis.call('HSET', KEYS[3], id, cmsgpack.pack(reservation))
redis.call('ZADD', KEYS[4], whole(time + ARGV[3]), id)
return {}
