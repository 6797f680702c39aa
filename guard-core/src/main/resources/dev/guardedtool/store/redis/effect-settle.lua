-- ARGV: 4 whether it happened, 5 the answer, 6 the time to live in milliseconds or nothing
if call ~= ARGV[2] or known(KEYS[1], KEYS[2], ARGV[1], value)[1] ~= 'U' then
  return { '0' }
end
if ARGV[4] == '1' then
  happened(state, call, owner, about, ARGV[5], ARGV[6])
else
  did_not_happen(state, owner)
end
return { '1' }
