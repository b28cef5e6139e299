-- Does with a refused or unknown entry what a person decided: it arrived, or it is sent again. 0 if
-- there is no such entry.
local id, again = unpack(ARGV)

for state, list in pairs({ refused = refused, unknown = unknown }) do
  local case = redis.call('HGET', list, id)
  if case then
    redis.call('HDEL', list, id)
    redis.call('HDEL', marks, id)
    redis.call('HINCRBY', counts, state, -1)
    if again == 'true' then
      redis.call('XADD', stream, '*', 'entry', string.match(case, '\n(.*)'))
    else
      redis.call('HINCRBY', counts, 'sent', 1)
    end
    return 1
  end
end
return 0
