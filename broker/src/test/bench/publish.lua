-- Publishes to a topic (TARGET is an ARN) or sends to a queue (TARGET is a URL), bodies of 1 KiB.
-- KINDS values of the attribute "kind" take turns; FIFO gives each message an id and one of 10,000 groups.
local target = os.getenv("TARGET")
local kinds = tonumber(os.getenv("KINDS"))
local fifo = os.getenv("FIFO") == "True"
local run = os.getenv("RUN")
local body = string.rep("x", 1024)
local threads = {}
messages, errors = 0, 0

function setup(thread) table.insert(threads, thread) end

local function escaped(text) return (text:gsub("[^%w%-_%.]", function(c) return string.format("%%%02X", c:byte()) end)) end
local function query(service, payload)
  return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nAuthorization: "
    .. "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/" .. service .. "/aws4_request, SignedHeaders=host, "
    .. "Signature=0\r\nContent-Length: " .. #payload .. "\r\n\r\n" .. payload
end
local count = 0
local function ids()
  if not fifo then return "" end
  return string.format("&MessageDeduplicationId=%s%012d&MessageGroupId=g%06d", run, count, math.random(10000))
end
local function send()
  return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
    .. "X-Amz-Target: AmazonSQS.SendMessage\r\nAuthorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/"
    .. "aws4_request, SignedHeaders=host, Signature=0\r\nContent-Length: "
end
local arn = escaped(target)
local message = '{"QueueUrl":"' .. target .. '","MessageBody":"' .. body .. '"}'
local sent = send() .. #message .. "\r\n\r\n" .. message
function request()
  if target:sub(1, 4) == "http" then return sent end
  count = count + 1
  return query("sns", "Action=Publish&Version=2010-03-31&TopicArn=" .. arn .. "&Message=" .. body
    .. "&MessageAttributes.entry.1.Name=kind&MessageAttributes.entry.1.Value.DataType=String"
    .. "&MessageAttributes.entry.1.Value.StringValue=k" .. ((count - 1) % kinds + 1) .. ids())
end
function response(status) if status == 200 then messages = messages + 1 else errors = errors + 1 end end

function done(summary, latency)
  local m, e = 0, 0
  for _, t in ipairs(threads) do m = m + t:get("messages"); e = e + t:get("errors") end
  io.write(string.format("RESULT %.0f %.2f %.2f %d\n", m / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e + summary.errors.status))
end
