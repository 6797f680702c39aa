-- KEYS: 1 any key of those who ask
return { redis.call('INFO', 'server') .. redis.call('INFO', 'memory') .. redis.call('INFO', 'persistence') }
