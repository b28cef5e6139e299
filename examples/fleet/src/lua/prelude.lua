-- What the scripts have in common; it stands before each of them.
local stream, marks, window, lane_hold, receiver_hold, counts, refused, unknown, key = unpack(KEYS)
local group = table.remove(ARGV, 1)
local day = 24 * 60 * 60 * 1000
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

local function ms(time) return string.format('%.3f', time) end
local function is_claimed_by(consumer, id)
  return #redis.call('XPENDING', stream, group, id, id, 1, consumer) == 1
end
-- An attempt that has ended had arrived by now, if at all.
local function settle(attempt) redis.call('ZADD', window, 'XX', ms(now), attempt) end

