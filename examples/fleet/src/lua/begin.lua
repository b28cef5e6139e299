-- Whether this attempt's request may go out now. If so, it takes its permit and its mark in the same
-- step. The answer is one of these, with a detail:
--   go, first    yes, and no earlier attempt may have been delivered
--   go, again    yes; an earlier one may have been, but the platform knows the key
--   wait, ms     not yet: ask again then
--   later        not yet: the receiver has too many, and the entry went to the end of the queue
--   past         no: an earlier attempt may have been delivered, and the platform would not know
--   lost         no: the entry is another consumer's by now, or done
local id, consumer, attempt, key_lifetime, per_second, per_minute = unpack(ARGV)
-- Until its response is there, a request is taken to arrive so much later.
local transit = 250

if not is_claimed_by(consumer, id) then return { 'lost', '' } end
-- Asking renews the claim.
redis.call('XCLAIM', stream, group, consumer, 0, id, 'JUSTID')

local mark = redis.call('HGET', marks, id)
local began, by = string.match(mark or '', '^(%d+) (.*)$')
-- An attempt asks twice if its first answer was lost.
local is_first = not mark or by == attempt
local age = not is_first and now - began
-- Less than nothing after the clock was set back, when nobody can say how old it is.
if age and (age < 0 or age >= tonumber(key_lifetime)) then return { 'past', '' } end

if redis.call('PTTL', receiver_hold) > 0 then
  local entry = redis.call('XRANGE', stream, id, id)[1]
  if not entry then return { 'lost', '' } end
  local new = redis.call('XADD', stream, '*', unpack(entry[2]))
  if not is_first then redis.call('HSET', marks, new, mark) end
  redis.call('HDEL', marks, id)
  redis.call('XACK', stream, group, id)
  redis.call('XDEL', stream, id)
  return { 'later', '' }
end

-- Permits from before the clock was set back.
redis.call('ZREMRANGEBYSCORE', window, '(' .. ms(now + transit), '+inf')
local wait = redis.call('PTTL', lane_hold)
for length, most in pairs({ [1000] = per_second, [60000] = per_minute }) do
  local since = '(' .. ms(now - length)
  local over = redis.call('ZCOUNT', window, since, '+inf') - most
  if over >= 0 then
    local leaving =
      redis.call('ZRANGEBYSCORE', window, since, '+inf', 'WITHSCORES', 'LIMIT', over, 1)
    wait = math.max(wait, leaving[2] + length - now)
  end
end
if wait > 0 then return { 'wait', tostring(math.ceil(wait)) } end

redis.call('ZREMRANGEBYSCORE', window, '-inf', ms(now - 60000))
redis.call('ZADD', window, ms(now + transit), attempt)
if is_first then redis.call('HSET', marks, id, string.format('%d %s', now, attempt)) end
return { 'go', is_first and 'first' or 'again' }
