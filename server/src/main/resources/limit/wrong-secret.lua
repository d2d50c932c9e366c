-- One wrong secret more.
-- KEYS: how many were wrong; what is there while one must wait
-- ARGV: how long they are remembered, in seconds; the waits after one, two … wrong ones, in milliseconds, the last for all that follow
-- Answers how many were wrong
local count = redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[1])
local wait = ARGV[1 + math.min(count, #ARGV - 1)]
if tonumber(wait) > 0 then
  redis.call('SET', KEYS[2], count, 'PX', wait)
end
return count
