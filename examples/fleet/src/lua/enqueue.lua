-- Queues an entry unless its key is known: 1 or 0. It is known until a day after the entry's end.
local entry = unpack(ARGV)

if not redis.call('SET', key, 'queued', 'NX') then return 0 end
redis.call('XADD', stream, '*', 'entry', entry)
redis.call('HINCRBY', counts, 'enqueued', 1)
return 1
