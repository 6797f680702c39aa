local known = open()
if known and known.call == ARGV[2] then
  remove(known)
  tell()
end
return {}
