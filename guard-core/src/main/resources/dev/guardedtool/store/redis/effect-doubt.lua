if call == ARGV[2] and state == 'R' then
  unlist(state, owner)
  redis.call('ZADD', KEYS[3], now(), ARGV[1])
  redis.call('SET', KEYS[1], cmsgpack.pack('U', call, owner, about))
  tell()
end
return {}
