-- The entries that are refused or unknown: of each the id, the reason with the entry, and the mark.
local list = ({ refused = refused, unknown = unknown })[ARGV[1]]
local cases = {}
for _, id in ipairs(redis.call('HKEYS', list)) do
  table.insert(cases, { id, redis.call('HGET', list, id), redis.call('HGET', marks, id) or '' })
end
return cases
