-- One workload (WORKLOAD = send, batch, cycle) on one queue, with GROUPS message groups, or none.
-- Every request is made anew, standard queue or FIFO, so that the generator costs the same.
local workload = os.getenv("WORKLOAD")
local groups = tonumber(os.getenv("GROUPS"))
local url = os.getenv("QUEUE_URL")
local run = os.getenv("RUN")
local body = string.rep("x", 1024)
local batch = workload == "send" and 1 or 10
local threads = {}
messages, errors = 0, 0

function setup(thread) table.insert(threads, thread) end

local function http(action, length)
  return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
    .. "X-Amz-Target: AmazonSQS." .. action .. "\r\nAuthorization: AWS4-HMAC-SHA256 "
    .. "Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0\r\n"
    .. "Content-Length: " .. length .. "\r\n\r\n"
end
local function post(action, payload) return http(action, #payload) .. payload end

local count = 0
local function ids()
  count = count + 1
  if groups == 0 then return "" end
  return string.format(',"MessageDeduplicationId":"%s%012d","MessageGroupId":"g%06d"',
    run, count, math.random(groups))
end
local function send()
  return post("SendMessage", '{"QueueUrl":"' .. url .. '","MessageBody":"' .. body .. '"' .. ids() .. "}")
end
local function send_batch()
  local e = {}
  for i = 1, batch do e[i] = '{"Id":"' .. i .. '","MessageBody":"' .. body .. '"' .. ids() .. "}" end
  return post("SendMessageBatch", '{"QueueUrl":"' .. url .. '","Entries":[' .. table.concat(e, ",") .. "]}")
end
local receive = post("ReceiveMessage", '{"QueueUrl":"' .. url .. '","MaxNumberOfMessages":10}')
local function delete(handles)
  local e = {}
  for i, h in ipairs(handles) do e[i] = '{"Id":"' .. i .. '","ReceiptHandle":"' .. h .. '"}' end
  return post("DeleteMessageBatch", '{"QueueUrl":"' .. url .. '","Entries":[' .. table.concat(e, ",") .. "]}")
end

local pending, turn = {}, 0
function request()
  if workload == "send" then return send() end
  if workload == "batch" then return send_batch() end
  if #pending > 0 then return delete(table.remove(pending)) end
  turn = turn + 1
  if turn % 2 == 1 and workload == "cycle" then return send_batch() end
  return receive
end

function response(status, headers, text)
  if status ~= 200 then errors = errors + 1; return end
  if workload == "send" or workload == "batch" then messages = messages + batch; return end
  local handles = {}
  for h in text:gmatch('"ReceiptHandle"%s*:%s*"([^"]+)"') do handles[#handles + 1] = h end
  if #handles > 0 then
    pending[#pending + 1] = handles
  elseif text:find('"Successful"', 1, true) and not text:find("MD5OfMessageBody", 1, true) then
    local _, c = text:gsub('"Id"', ""); messages = messages + c
  end
end

function done(summary, latency)
  local m, e = 0, 0
  for _, t in ipairs(threads) do m = m + t:get("messages"); e = e + t:get("errors") end
  io.write(string.format("RESULT %.0f %.2f %.2f %d\n", m / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e + summary.errors.status))
end
