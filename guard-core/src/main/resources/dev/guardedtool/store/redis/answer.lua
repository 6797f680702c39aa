-- KEYS: 1 any key of those who ask
return { '1' }
