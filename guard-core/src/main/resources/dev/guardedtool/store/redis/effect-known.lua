-- State, call, owner, until when that holds, what it is about, and answer. What is being carried out is in doubt once its
-- owner was not heard of in time.
local function known(key, taken, id, value)
  local state, call, owner, about, answer = cmsgpack.unpack(value)
  if state == 'E' then
    local left = redis.call('PTTL', key)
    return { state, call, owner, left < 0 and '' or whole(now() + left * 1000), about, answer }
  end
  local lapse = state == 'R' and tonumber(redis.call('ZSCORE', taken, id .. owner)) or 0
  if lapse > now() then
    return { state, call, owner, whole(lapse), about, '' }
  end
  return { 'U', call, owner, '', about, '' }
end
