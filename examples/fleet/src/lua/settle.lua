-- Does with a refused or unknown entry what a person decided: it arrived, or it is sent again. 0 if
-- there is no such entry.
local id, again = unpack(ARGV)

for state, list in pairs({ refused = refused, unknown = unknown }) do
  local case = redis.call('HGET', list, id)
  if case then
    redis.call('HDEL', list, id)
    redis.call('HDEL', marks, id)
    redis.call('HINCRBY', counts, state, -1)
    local entry = string.match(case, '\n(.*)')
    local is_entry, decoded = pcall(cjson.decode, entry)
    -- `key` is what all keys of messages begin with here: there was no entry to name one.
    local its_key = is_entry and key .. tostring(decoded.key)
    if again == 'true' then
      redis.call('XADD', stream, '*', 'entry', entry)
      if its_key then redis.call('SET', its_key, 'queued') end
    else
      redis.call('HINCRBY', counts, 'sent', 1)
      if its_key then redis.call('SET', its_key, 'sent', 'PX', day) end
    end
    return 1
  end
end
return 0
