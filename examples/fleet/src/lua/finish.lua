-- Records what became of an entry and takes it off the stream: both or neither, and once, however
-- often it is called.
local id, consumer, attempt, outcome, detail, entry = unpack(ARGV)

settle(attempt)
-- What was sent was sent. Anything else is for the owner to say, whose request may yet succeed.
if outcome ~= 'sent' and not is_claimed_by(consumer, id) then return end
if redis.call('XACK', stream, group, id) == 1 then
  redis.call('XDEL', stream, id)
elseif redis.call('HDEL', unknown, id) == 1 then
  -- Another consumer had given it up while the response was on its way.
  redis.call('HINCRBY', counts, 'unknown', -1)
else
  return
end

redis.call('HINCRBY', counts, outcome, 1)
-- What is not an entry has no key.
if not string.find(key, ':key:$') then
  redis.call('SET', key, outcome .. ' ' .. detail, 'PX', day)
end
local list = ({ refused = refused, unknown = unknown })[outcome]
if list then redis.call('HSET', list, id, detail .. '\n' .. entry) end
-- An unknown one keeps its mark: when and by whom it was begun is for a person to read.
if outcome ~= 'unknown' then redis.call('HDEL', marks, id) end
