# Version 1 of the AWS SDK for Ruby, which is still in Debian: Query. It is older than tags.
require 'aws-sdk-v1'
require 'uri'

TEXT = %(grüße <&> "漢字" 😀\r\n)

def equal(actual, expected)
  raise "#{actual.inspect} is not #{expected.inspect}" unless actual == expected
end

# As many messages as there should be; each is deleted.
def take(queue, count)
  taken = []
  while taken.size < count
    received = [*queue.receive_message(limit: 10, wait_time_seconds: 20)]
    raise 'what was sent has not come' if received.empty?
    queue.batch_delete(*received)
    taken += received
  end
  taken.map(&:body).sort
end

broker = URI(ARGV[0])
AWS.config(
  access_key_id: 'key', secret_access_key: 'secret', region: 'us-east-1', use_ssl: false,
  sqs_endpoint: broker.host, sqs_port: broker.port,
  sns_endpoint: broker.host, sns_port: broker.port
)
sqs = AWS::SQS.new
queue = sqs.queues.create('ruby', visibility_timeout: 77)
equal(queue.visibility_timeout, 77)

sent = queue.send_message(TEXT)
message = queue.receive_message(wait_time_seconds: 20)
equal(message.id, sent.id)
equal(message.body, TEXT)
message.delete

equal(queue.batch_send('b', 'a').size, 2)
equal(take(queue, 2), %w[a b])

topic = AWS::SNS.new.topics.create('ruby')
subscription = topic.subscribe(queue)
subscription.raw_message_delivery = true
topic.publish(TEXT, subject: 'order')
equal(take(queue, 1), [TEXT])

queue.delete
begin
  sqs.queues.named('ruby')
  raise 'a deleted queue has a URL'
rescue AWS::SQS::Errors::NonExistentQueue
  puts "aws-sdk-v1 #{AWS::VERSION}"
end
