-- One request more, or not. All times in microseconds of this server's clock.
-- KEYS: the log of what was let through, oldest first; until when all is refused after a refusal
-- ARGV: how many a window holds; the window; for how long all is refused after a refusal
-- Answers: 1 or 0; how many more may pass now; until there is room for one more than now
local limit, window, cooling = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
-- a clock that was put back lets nothing leave sooner
now = math.max(now, tonumber(redis.call('LINDEX', KEYS[1], -1) or 0))

local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and now - tonumber(oldest) > window do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end

local cool = tonumber(redis.call('GET', KEYS[2]) or 0)
if cool > now then
  return {0, 0, cool - now}
end

local count = redis.call('LLEN', KEYS[1])
if count >= limit then
  -- the one that must leave before there is room: the oldest, unless the limit was lowered since
  local wait = tonumber(redis.call('LINDEX', KEYS[1], count - limit)) + window - now
  if cooling > 0 then
    wait = math.max(wait, cooling)
    redis.call('SET', KEYS[2], string.format('%.0f', now + wait), 'PX', string.format('%.0f', math.ceil(wait / 1000)))
  end
  return {0, 0, wait}
end

redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', window / 1000 + 1))
return {1, limit - count - 1, tonumber(oldest or now) + window - now}
