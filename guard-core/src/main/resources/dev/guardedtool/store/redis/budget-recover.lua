local time = now()
local found = {}
lapse(time, found)
forget(time)
local said = {}
for _, each in ipairs(found) do
  local reservation = each[2]
  said[#said + 1] = each[1]
  said[#said + 1] = reservation.owner
  said[#said + 1] = reservation.lease
  for i = 1, 4 do
    said[#said + 1] = whole(reservation.estimate[i])
  end
  said[#said + 1] = whole(#reservation.shares)
  for _, share in ipairs(reservation.shares) do
    said[#said + 1] = share.about
    said[#said + 1] = whole(share.expires)
  end
end
return said
