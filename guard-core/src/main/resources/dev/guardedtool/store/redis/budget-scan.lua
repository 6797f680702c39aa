-- ARGV: 1 where to go on
local page = redis.call('HSCAN', KEYS[1], ARGV[1], 'COUNT', 500)
local said = { page[1] }
for i = 2, #page[2], 2 do
  local budget = cmsgpack.unpack(page[2][i])
  said[#said + 1] = budget.about
  tell(said, budget)
end
return said
