-- Ends an attempt that another follows. Its mark goes if it certainly was not delivered, unless another
-- consumer relies on it by now; a refusal for the rate holds every worker.
local id, consumer, attempt, is_certain, whom, hold = unpack(ARGV)

settle(attempt)
local mark = redis.call('HGET', marks, id) or ''
local is_its_mark = string.match(mark, ' (.*)$') == attempt
if is_certain == 'true' and is_its_mark and is_claimed_by(consumer, id) then
  redis.call('HDEL', marks, id)
end
local held = ({ lane = lane_hold, receiver = receiver_hold })[whom]
if held and redis.call('PTTL', held) < tonumber(hold) then
  redis.call('SET', held, '', 'PX', hold)
end
