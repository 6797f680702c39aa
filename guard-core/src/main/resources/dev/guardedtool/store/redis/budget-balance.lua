-- ARGV: 1 the budget
local said = {}
tell(said, find(ARGV[1], now()) or opened(''))
return said
