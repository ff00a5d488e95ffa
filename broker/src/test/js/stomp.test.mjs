import assert from 'node:assert/strict';
import test from 'node:test';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { Client } from '@stomp/stompjs';
import WebSocket from 'ws';
import { withAnyBroker } from './broker.mjs';

Object.assign(globalThis, { WebSocket });

const TEXT = '\nbödy <&> "漢字" 😀\r\n';
const MANUAL = { ack: 'client-individual' };

/** Things to wait for, in the order in which they come. */
class Line {
  #items = [];
  #waiting = [];

  add(item) {
    const first = this.#waiting.shift();
    if (first) {
      first(item);
    } else {
      this.#items.push(item);
    }
  }

  next() {
    return this.#items.length > 0
      ? Promise.resolve(this.#items.shift())
      : new Promise((heard) => this.#waiting.push(heard));
  }
}

/** A check with clients of a broker; `connect` opens sessions, which end with it. */
function check(name, use) {
  test(`stompjs: ${name}`, { timeout: 120_000 }, (t) =>
    withAnyBroker(t.signal, async (endpoint) => {
      const options = {
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      };
      const open = [];
      const connect = async (more = {}) => {
        const errors = new Line();
        const client = new Client({
          brokerURL: `${endpoint.replace('http', 'ws')}/stomp`,
          reconnectDelay: 200,
          onStompError: (frame) => errors.add(frame.headers),
          ...more,
        });
        const connected = new Promise((done) => {
          client.onConnect = (frame) => done(frame);
        });
        client.activate();
        open.push(client);
        return { client, errors, headers: (await connected).headers };
      };
      try {
        await use({ sqs: new SQS(options), sns: new SNS(options), connect });
      } finally {
        await Promise.all(open.map((client) => client.deactivate({ force: true })));
      }
    }));
}

function subscribe(client, destination, headers = {}) {
  const messages = new Line();
  return new Promise((done) => {
    const receipt = `subscribed-${Math.random()}`;
    client.watchForReceipt(receipt, () => done({ messages, subscription }));
    const subscription = client.subscribe(destination, (message) => messages.add(message), {
      ...headers,
      receipt,
    });
  });
}

function send(client, destination, body, headers = {}) {
  return new Promise((done) => {
    const receipt = `sent-${Math.random()}`;
    client.watchForReceipt(receipt, done);
    client.publish({ destination, body, headers: { ...headers, receipt } });
  });
}

async function count(sqs, QueueUrl, name = 'ApproximateNumberOfMessages') {
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: [name] });
  return Number(Attributes[name]);
}

check('a session begins', async ({ connect }) => {
  const { client, headers } = await connect();
  assert.equal(headers.version, '1.2');
  assert.equal(headers['heart-beat'], '1000,10000');
  assert.equal(client.webSocket.protocol, 'v12.stomp');
});

check('bodies and headers of all kinds go both ways', async ({ sqs, connect }) => {
  const { QueueUrl } = await sqs.createQueue({ QueueName: 'stomp-both' });
  const { client } = await connect({ heartbeatIncoming: 1000, heartbeatOutgoing: 1000 });
  const { messages } = await subscribe(client, '/queue/stomp-both', MANUAL);
  const large = `${'é'.repeat(8191 - 300)}😀${'x'.repeat(900_000)}`;
  for (const body of ['x', TEXT, 'y'.repeat(8_000), 'z'.repeat(8_192), large]) {
    await send(client, '/queue/stomp-both', body, { odd: 'a:b\nc\\d\r' });
    const message = await messages.next();
    assert.equal(message.body, body);
    assert.equal(message.headers.odd, 'a:b\nc\\d\r');
    message.ack();
  }
  client.publish({
    destination: '/queue/stomp-both',
    binaryBody: new TextEncoder().encode(TEXT),
    headers: { price: '12.5', key: 'AQI=', 'attribute-types': 'price=Number,key=Binary' },
  });
  const message = await messages.next();
  assert.equal(message.body, TEXT);
  assert.equal(message.headers.key, 'AQI=');
  message.ack();
  await sqs.deleteQueue({ QueueUrl });
});

check('a nack brings a message again, and at last to the dead letters', async ({ sqs, connect }) => {
  const dead = await sqs.createQueue({ QueueName: 'stomp-dead' });
  const { Attributes } = await sqs.getQueueAttributes({
    QueueUrl: dead.QueueUrl,
    AttributeNames: ['QueueArn'],
  });
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: Attributes.QueueArn,
    maxReceiveCount: 2,
  });
  const { QueueUrl } = await sqs.createQueue({
    QueueName: 'stomp-nack',
    Attributes: { RedrivePolicy },
  });
  const { client } = await connect();
  const { messages } = await subscribe(client, '/queue/stomp-nack', MANUAL);
  await sqs.sendMessage({ QueueUrl, MessageBody: TEXT });
  (await messages.next()).nack({ delay: '1' });
  const again = await messages.next();
  assert.equal(again.headers['receive-count'], '2');
  again.nack();
  const letters = await subscribe(client, '/queue/stomp-dead');
  assert.equal((await letters.messages.next()).body, TEXT);
  await sqs.deleteQueue({ QueueUrl });
  await sqs.deleteQueue(dead);
});

check('a topic is heard through a filter policy', async ({ sns, connect }) => {
  const { TopicArn } = await sns.createTopic({ Name: 'stomp-topic' });
  const { client } = await connect();
  const { messages } = await subscribe(client, '/topic/stomp-topic', {
    'filter-policy': JSON.stringify({ color: ['blue'] }),
  });
  const publish = (Message, StringValue) =>
    sns.publish({
      TopicArn,
      Message,
      MessageAttributes: { color: { DataType: 'String', StringValue } },
    });
  await publish('not wanted', 'red');
  const { MessageId } = await publish(TEXT, 'blue');
  const message = await messages.next();
  assert.equal(message.body, TEXT);
  assert.equal(message.headers['message-id'], MessageId);
  await send(client, '/topic/stomp-topic', 'from here', { color: 'blue', subject: 's' });
  assert.equal((await messages.next()).headers.subject, 's');
  await sns.deleteTopic({ TopicArn });
});

check('a durable subscription goes on after a lost connection', async ({ sqs, sns, connect }) => {
  const { TopicArn } = await sns.createTopic({ Name: 'stomp-durable' });
  const durable = { ...MANUAL, 'durable-subscription-name': 'all' };
  const { client } = await connect({ connectHeaders: { 'client-id': 'desk-1' } });
  const first = await subscribe(client, '/topic/stomp-durable', durable);
  await sns.publish({ TopicArn, Message: 'one' });
  assert.equal((await first.messages.next()).body, 'one');

  const resumed = new Promise((done) => {
    client.onConnect = () => done(subscribe(client, '/topic/stomp-durable', durable));
  });
  client.webSocket.terminate();
  await sns.publish({ TopicArn, Message: 'two' });
  const { messages, subscription } = await resumed;
  const bodies = [];
  for (let i = 0; i < 2; i++) {
    const message = await messages.next();
    bodies.push(message.body);
    message.ack();
  }
  assert.deepEqual(bodies.sort(), ['one', 'two']);

  const other = await connect({ connectHeaders: { 'client-id': 'desk-1' } });
  client.reconnectDelay = 0;
  const { errors } = { errors: new Line() };
  client.onStompError = (frame) => errors.add(frame.headers);
  const taken = await subscribe(other.client, '/topic/stomp-durable', durable);
  assert.equal((await errors.next()).code, 'SubscriptionTakenOver');
  assert.ok(subscription);
  taken.subscription.unsubscribe({ durable: 'true' });
  await send(other.client, '/topic/stomp-durable', 'nobody');
  const { QueueUrls = [] } = await sqs.listQueues({ QueueNamePrefix: 'stomp_desk-1' });
  assert.deepEqual(QueueUrls, []);
  await sns.deleteTopic({ TopicArn });
});

check('what was sent is there when a client has deactivated', async ({ sqs, connect }) => {
  const { QueueUrl } = await sqs.createQueue({ QueueName: 'stomp-bye' });
  const { client } = await connect();
  for (let i = 0; i < 100; i++) {
    client.publish({ destination: '/queue/stomp-bye', body: TEXT });
  }
  await client.deactivate();
  assert.equal(await count(sqs, QueueUrl), 100);
  await sqs.deleteQueue({ QueueUrl });
});

check('an error says what was wrong', async ({ connect }) => {
  const { client, errors } = await connect({ reconnectDelay: 0 });
  client.publish({ destination: '/queue/stomp-missing', body: TEXT });
  const error = await errors.next();
  assert.equal(error.code, 'QueueDoesNotExist');
  assert.equal(error.retryable, 'false');
});
