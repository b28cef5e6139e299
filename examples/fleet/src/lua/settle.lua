-- Does with a refused or unknown entry what a person decided: it arrived, or it is sent again. 0 if
-- there is no such entry.
local id, again = unpack(ARGV)

-- The key of an entry's message; what is not an entry has none. `key` is what all of them begin with,
-- since no entry came with the call.
local function key_of(entry)
  local is_json, decoded = pcall(cjson.decode, entry)
  local its_key = is_json and type(decoded) == 'table' and decoded.key
  return type(its_key) == 'string' and key .. its_key
end

for state, list in pairs({ refused = refused, unknown = unknown }) do
  local case = redis.call('HGET', list, id)
  if case then
    local entry = string.match(case, '\n(.*)')
    local its_key = key_of(entry)
    redis.call('HDEL', list, id)
    redis.call('HDEL', marks, id)
    redis.call('HINCRBY', counts, state, -1)
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
