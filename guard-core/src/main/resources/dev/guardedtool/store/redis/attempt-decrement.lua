-- KEYS: 1 the attempts of a run at a tool
if tonumber(redis.call('HGET', KEYS[1], 'granted') or 0) > 0 then
  redis.call('HINCRBY', KEYS[1], 'granted', -1)
end
return {}
