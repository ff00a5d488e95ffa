import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { Consumer } from 'sqs-consumer';
import { Squiss } from 'squiss-ts';
import { withAnyBroker } from './broker.mjs';

const TEXT = 'grüße <&> "漢字" 😀\r\n';
const RAW = { RawMessageDelivery: 'true' };

/** What a library that consumes queues is given, and the queue that it consumes. */
function consuming(name, QueueName, check) {
  test(name, { timeout: 180_000 }, (t) =>
    withAnyBroker(t.signal, async (endpoint) => {
      const options = {
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      };
      const sqs = new SQS(options);
      const { QueueUrl } = await sqs.createQueue({ QueueName, tags: { team: 'grün' } });
      await sqs.tagQueue({ QueueUrl, Tags: { cost: 'low' } });
      await check({ options, sqs, QueueUrl, sns: new SNS(options), signal: t.signal });
      assert.deepEqual(await counts(sqs, QueueUrl), ['0', '0']);
      await sqs.deleteQueue({ QueueUrl });
    }));
}

consuming('sqs-consumer', 'sqs-consumer', async ({ sqs, sns, QueueUrl, signal }) => {
  const bodies = [];
  const consumer = Consumer.create({
    sqs,
    queueUrl: QueueUrl,
    batchSize: 10,
    handleMessageBatch: async (messages) => {
      bodies.push(...messages.map((message) => message.Body));
      return messages;
    },
  });
  const errors = [];
  consumer.on('error', (error) => errors.push(error));
  consumer.on('processing_error', (error) => errors.push(error));
  consumer.start();
  const heard = async (...expected) => {
    while (bodies.length < expected.length) {
      await once(consumer, 'response_processed', { signal });
    }
    assert.deepEqual(bodies.splice(0).sort(), expected);
  };

  await sqs.sendMessage({ QueueUrl, MessageBody: TEXT });
  await heard(TEXT);
  await sendTwo(sqs, QueueUrl);
  await heard('a', 'b');
  const TopicArn = await subscribed(sqs, sns, QueueUrl, 'sqs-consumer', RAW);
  await sns.publish({ TopicArn, Message: TEXT });
  await heard(TEXT);

  const stopped = once(consumer, 'stopped', { signal });
  consumer.stop({ abort: true });
  await stopped;
  assert.deepEqual(errors, []);
});

consuming('squiss-ts', 'squiss', async ({ options, sqs, sns, QueueUrl, signal }) => {
  const connect = (more) =>
    new Squiss({ awsConfig: options, queueName: 'squiss', deleteWaitMs: 1, ...more });
  const squiss = connect({});
  const heard = hearing(squiss, signal);
  await squiss.start();
  await squiss.sendMessage(TEXT);
  await heard(TEXT);
  assert.equal((await squiss.sendMessages(['a', 'b'])).Successful.length, 2);
  await heard('a', 'b');
  await squiss.stop();

  const unwrapping = connect({ unwrapSns: true });
  const notified = hearing(unwrapping, signal);
  await unwrapping.start();
  const TopicArn = await subscribed(sqs, sns, QueueUrl, 'squiss', {});
  await sns.publish({ TopicArn, Message: TEXT, Subject: 'order' });
  const [notification] = await notified(TEXT);
  assert.equal(notification.subject, 'order');
  assert.equal(notification.topicName, 'squiss');
  await unwrapping.stop();
});

/** Waits for the messages with these bodies, has them deleted and returns them. */
function hearing(squiss, signal) {
  const messages = [];
  squiss.on('message', (message) => messages.push(message));
  squiss.on('error', (error) => {
    throw error;
  });
  return async (...expected) => {
    while (messages.length < expected.length) {
      await once(squiss, 'message', { signal });
    }
    const taken = messages.splice(0);
    await Promise.all(taken.map((message) => message.del()));
    assert.deepEqual(taken.map((message) => message.body).sort(), expected);
    return taken;
  };
}

async function sendTwo(sqs, QueueUrl) {
  const Entries = ['a', 'b'].map((Id) => ({ Id, MessageBody: Id }));
  assert.equal((await sqs.sendMessageBatch({ QueueUrl, Entries })).Successful.length, 2);
}

/** The ARN of a topic that the queue gets. */
async function subscribed(sqs, sns, QueueUrl, Name, Attributes) {
  const { TopicArn } = await sns.createTopic({ Name });
  const found = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['QueueArn'] });
  const Endpoint = found.Attributes.QueueArn;
  await sns.subscribe({ TopicArn, Protocol: 'sqs', Endpoint, Attributes });
  return TopicArn;
}

/** How many messages there are in the queue, visible and in flight. */
async function counts(sqs, QueueUrl) {
  const AttributeNames = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
  ];
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames });
  return AttributeNames.map((name) => Attributes[name]);
}
