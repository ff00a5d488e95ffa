<?php

// AsyncAws: Query for both services. It knows no tags.

require 'AsyncAws/Sqs/autoload.php';
require 'AsyncAws/Sns/autoload.php';

use AsyncAws\Core\Exception\Http\ClientException;
use AsyncAws\Sns\SnsClient;
use AsyncAws\Sqs\SqsClient;

const TEXT = "grüße <&> \"漢字\" 😀\r\n";

function equal($actual, $expected): void
{
    if ($actual !== $expected) {
        throw new Exception(var_export($actual, true) . ' is not ' . var_export($expected, true));
    }
}

/** Deletes as many messages as there should be, and has their bodies. */
function take(SqsClient $sqs, string $queue, int $count): array
{
    $bodies = [];
    while (count($bodies) < $count) {
        $received = $sqs->receiveMessage(
            ['QueueUrl' => $queue, 'MaxNumberOfMessages' => 10, 'WaitTimeSeconds' => 20]
        )->getMessages();
        equal($received === [], false);
        $entries = [];
        foreach ($received as $i => $message) {
            $bodies[] = $message->getBody();
            $entries[] = ['Id' => "$i", 'ReceiptHandle' => $message->getReceiptHandle()];
        }
        $deleted = $sqs->deleteMessageBatch(['QueueUrl' => $queue, 'Entries' => $entries]);
        equal(count($deleted->getSuccessful()), count($entries));
    }
    sort($bodies);
    return $bodies;
}

$options = [
    'endpoint' => $argv[1],
    'region' => 'us-east-1',
    'accessKeyId' => 'key',
    'accessKeySecret' => 'secret',
];
$sqs = new SqsClient($options);
$sns = new SnsClient($options);

$queue = $sqs->createQueue([
    'QueueName' => 'php',
    'Attributes' => ['VisibilityTimeout' => '77'],
    'tags' => ['team' => 'grün'],
])->getQueueUrl();
$attributes = $sqs->getQueueAttributes(
    ['QueueUrl' => $queue, 'AttributeNames' => ['QueueArn', 'VisibilityTimeout']]
)->getAttributes();
equal($attributes['VisibilityTimeout'], '77');

/* An answer is waited for only when it is asked for something. */
$id = $sqs->sendMessage([
    'QueueUrl' => $queue,
    'MessageBody' => TEXT,
    'MessageAttributes' => ['text' => ['DataType' => 'String', 'StringValue' => TEXT]],
])->getMessageId();
$messages = $sqs->receiveMessage(
    ['QueueUrl' => $queue, 'WaitTimeSeconds' => 20, 'MessageAttributeNames' => ['All']]
)->getMessages();
equal($messages[0]->getMessageId(), $id);
equal($messages[0]->getBody(), TEXT);
equal($messages[0]->getMessageAttributes()['text']->getStringValue(), TEXT);
$sqs->deleteMessage(
    ['QueueUrl' => $queue, 'ReceiptHandle' => $messages[0]->getReceiptHandle()]
)->resolve();

$entries = [['Id' => 'a', 'MessageBody' => 'a'], ['Id' => 'b', 'MessageBody' => 'b']];
$batch = $sqs->sendMessageBatch(['QueueUrl' => $queue, 'Entries' => $entries]);
equal(count($batch->getSuccessful()), 2);
equal(take($sqs, $queue, 2), ['a', 'b']);

$topic = $sns->createTopic(['Name' => 'php', 'Tags' => [['Key' => 'team', 'Value' => 'grün']]])
    ->getTopicArn();
$sns->subscribe([
    'TopicArn' => $topic,
    'Protocol' => 'sqs',
    'Endpoint' => $attributes['QueueArn'],
    'Attributes' => ['RawMessageDelivery' => 'true'],
])->resolve();
$sns->publish(['TopicArn' => $topic, 'Message' => TEXT])->resolve();
equal(take($sqs, $queue, 1), [TEXT]);

$sqs->deleteQueue(['QueueUrl' => $queue])->resolve();
try {
    $sqs->getQueueUrl(['QueueName' => 'php'])->resolve();
    throw new Exception('a deleted queue has a URL');
} catch (ClientException $e) {
    equal($e->getAwsCode(), 'AWS.SimpleQueueService.NonExistentQueue');
}
echo "AsyncAws\n";
