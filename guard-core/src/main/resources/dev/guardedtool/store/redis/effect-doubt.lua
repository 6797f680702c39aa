local known = open()
if known and known.call == ARGV[2] and known.state == 'R' then
  let_go(known)
  known.state = 'U'
  put(known)
  tell()
end
return {}
