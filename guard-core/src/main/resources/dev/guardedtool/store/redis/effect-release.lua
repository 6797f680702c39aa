if call == ARGV[2] and state ~= 'E' then
  did_not_happen(state, owner)
end
return {}
