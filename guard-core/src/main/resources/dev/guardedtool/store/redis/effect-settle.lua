-- ARGV: 4 whether it happened, 5 the answer, 6 the time to live in milliseconds or nothing
local known = open()
if not known or known.call ~= ARGV[2] or not in_doubt(known) then
  return { '0' }
end
if ARGV[4] == '1' then
  execute(known, ARGV[5], ARGV[6])
else
  remove(known)
  tell()
end
return { '1' }
