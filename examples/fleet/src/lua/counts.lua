-- How many entries are queued, in flight, sent, refused and unknown, and how many were enqueued.
local in_flight = redis.call('XPENDING', stream, group)[1]
local answer = { redis.call('XLEN', stream) - in_flight, in_flight }
for _, outcome in ipairs({ 'sent', 'refused', 'unknown', 'enqueued' }) do
  table.insert(answer, tonumber(redis.call('HGET', counts, outcome) or 0))
end
return answer
