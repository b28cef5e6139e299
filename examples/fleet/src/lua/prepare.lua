-- Creates the group if it is not there, and forgets consumers that are long gone and left nothing.
local created = redis.pcall('XGROUP', 'CREATE', stream, group, '0', 'MKSTREAM')
if created.err and not string.find(created.err, 'BUSYGROUP') then return created end
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group)) do
  local _, name, _, pending, _, idle = unpack(consumer)
  if pending == 0 and idle > day then
    redis.call('XGROUP', 'DELCONSUMER', stream, group, name)
  end
end
