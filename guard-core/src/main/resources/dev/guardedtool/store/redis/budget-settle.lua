-- ARGV: 1 the reservation, 2 to 5 what was spent
local id = ARGV[1]
local reservation = take_back(id)
if not reservation then
  local value = redis.call('HGET', KEYS[5], id)
  if not value then
    return {}
  end
  forget_lapsed(id)
  reservation = cmsgpack.unpack(value)
end
local spent = { tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]) }
local time = now()
local said = {}
for _, share in ipairs(reservation.shares) do
  local budget = find(share.id, time) or opened(share.about)
  add(budget.used, spent)
  if budget.holders > 0 or not nothing(budget.used) then
    remember(share.id, budget, share.expires)
    put(share.id, budget)
  end
  said[#said + 1] = share.about
  tell(said, budget)
end
return said
