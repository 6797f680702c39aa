-- The server's time, in microseconds.
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- A whole number in full; by itself Lua writes large ones with an exponent.
local function whole(number)
  return string.format('%.0f', number)
end

