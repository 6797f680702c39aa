-- ARGV: 4 the answer, 5 the time to live in milliseconds or nothing
if call ~= ARGV[2] then
  return { '0' }
end
if state ~= 'E' then
  happened(state, call, owner, about, ARGV[4], ARGV[5])
end
return { '1' }
