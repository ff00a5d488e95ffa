import assert from 'node:assert/strict';
import { verify, X509Certificate } from 'node:crypto';
import test from 'node:test';
import { withBroker } from './broker.mjs';

const TEXT = 'grüße <&> "漢字" 😀\r\n';
const QUEUE_ARN = { AttributeNames: ['QueueArn'] };

/**
 * What a program does with queues and topics, through one version of the SDK. The SDK verifies the
 * digest of every message that it sends or receives.
 *
 * @param name how the version is called
 * @param connect the clients of a broker: `{ sqs, sns }`, with a method for each action
 * @param codeOf what the version calls an error
 * @param codes what it should be called where the versions differ
 */
export function scenario(name, { connect, codeOf, codes }) {
  test(name, { timeout: 180_000 }, (t) =>
    withBroker(t.signal, async (address) => {
      const clients = connect({
        endpoint: address,
        region: 'us-east-1',
        credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
      });
      for (const [promise, check] of Object.entries(promises)) {
        await t.test(promise, () =>
          check({
            ...clients,
            refuses: (code, request) =>
              assert.rejects(request, (e) => {
                assert.equal(codeOf(e), codes[code] ?? code);
                return true;
              }),
          }));
      }
    }));
}

const promises = {
  'a message is sent, received and deleted': async ({ sqs }) => {
    const QueueUrl = await create(sqs, 'messages');
    const MessageAttributes = {
      text: { DataType: 'String', StringValue: TEXT },
      number: { DataType: 'Number', StringValue: '1.50' },
      bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 255) },
    };
    const sent = await sqs.sendMessage({ QueueUrl, MessageBody: TEXT, MessageAttributes });
    const message = await receiveOne(sqs, QueueUrl);
    assert.equal(message.MessageId, sent.MessageId);
    assert.equal(message.Body, TEXT);
    assert.equal(message.Attributes.ApproximateReceiveCount, '1');
    assert.equal(message.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
    assert.equal(message.MessageAttributes.text.StringValue, TEXT);
    assert.equal(message.MessageAttributes.number.StringValue, '1.50');
    assert.deepEqual([...message.MessageAttributes.bytes.BinaryValue], [0, 255]);

    const { ReceiptHandle } = message;
    await sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
    const again = await receiveOne(sqs, QueueUrl);
    assert.equal(again.Attributes.ApproximateReceiveCount, '2');
    await sqs.deleteMessage({ QueueUrl, ReceiptHandle: again.ReceiptHandle });
    assert.deepEqual(await receive(sqs, QueueUrl, 0), []);
  },

  'the entries of a batch succeed or fail by themselves': async ({ sqs, refuses }) => {
    const QueueUrl = await create(sqs, 'batches');
    const sent = await sqs.sendMessageBatch({
      QueueUrl,
      Entries: [
        { Id: 'a', MessageBody: TEXT },
        { Id: 'late', MessageBody: 'late', DelaySeconds: 901 },
        { Id: 'b', MessageBody: 'b' },
      ],
    });
    assert.deepEqual(sent.Successful.map((entry) => entry.Id), ['a', 'b']);
    assert.deepEqual(sent.Failed.map((entry) => [entry.Id, entry.Code, entry.SenderFault]), [
      ['late', 'InvalidParameterValue', true],
    ]);
    const messages = await receive(sqs, QueueUrl);
    assert.deepEqual(messages.map((message) => message.Body).sort(), ['b', TEXT]);
    const handles = messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
    const changed = await sqs.changeMessageVisibilityBatch({
      QueueUrl,
      Entries: handles.map((entry) => ({ ...entry, VisibilityTimeout: 60 })),
    });
    assert.equal(changed.Successful.length, 2);
    const deleted = await sqs.deleteMessageBatch({
      QueueUrl,
      Entries: [...handles, { Id: 'none', ReceiptHandle: 'none' }],
    });
    assert.deepEqual(deleted.Successful.map((entry) => entry.Id), ['0', '1']);
    assert.deepEqual(deleted.Failed.map((entry) => entry.Code), ['ReceiptHandleIsInvalid']);
    await refuses('EmptyBatchRequest', () => sqs.sendMessageBatch({ QueueUrl, Entries: [] }));
  },

  'a queue has attributes and tags': async ({ sqs }) => {
    const QueueUrl = await create(sqs, 'settings', { Attributes: { DelaySeconds: '5' } });
    await sqs.setQueueAttributes({ QueueUrl, Attributes: { VisibilityTimeout: '7' } });
    const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['All'] });
    assert.equal(Attributes.DelaySeconds, '5');
    assert.equal(Attributes.VisibilityTimeout, '7');
    await sqs.tagQueue({ QueueUrl, Tags: { team: 'grün', cost: '' } });
    await sqs.untagQueue({ QueueUrl, TagKeys: ['cost'] });
    assert.deepEqual({ ...(await sqs.listQueueTags({ QueueUrl })).Tags }, { team: 'grün' });
    const listed = await sqs.listQueues({ QueueNamePrefix: 'settings' });
    assert.deepEqual(listed.QueueUrls, [QueueUrl]);
  },

  'a queue is purged and deleted': async ({ sqs, refuses }) => {
    const QueueUrl = await create(sqs, 'purged');
    await sqs.sendMessage({ QueueUrl, MessageBody: 'b' });
    await sqs.purgeQueue({ QueueUrl });
    assert.deepEqual(await receive(sqs, QueueUrl, 0), []);
    await refuses('PurgeQueueInProgress', () => sqs.purgeQueue({ QueueUrl }));
    await sqs.deleteQueue({ QueueUrl });
    await refuses('QueueDoesNotExist', () => sqs.getQueueUrl({ QueueName: 'purged' }));
  },

  'a refusal has its name': async ({ sqs, sns, refuses }) => {
    const QueueUrl = await create(sqs, 'refusals');
    const elsewhere = QueueUrl.replace('refusals', 'elsewhere');
    await refuses('QueueDoesNotExist', () =>
      sqs.sendMessage({ QueueUrl: elsewhere, MessageBody: 'b' }));
    await refuses('QueueNameExists', () =>
      create(sqs, 'refusals', { Attributes: { DelaySeconds: '5' } }));
    await refuses('ReceiptHandleIsInvalid', () =>
      sqs.deleteMessage({ QueueUrl, ReceiptHandle: 'none' }));
    await refuses('NotFoundException', () =>
      sns.publish({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:none', Message: 'm' }));
  },

  'a long poll is answered by a send': async ({ sqs }) => {
    const QueueUrl = await create(sqs, 'polled');
    const polled = receive(sqs, QueueUrl);
    /* By the time this is answered, the poll most likely waits. */
    await sqs.getQueueAttributes({ QueueUrl, ...QUEUE_ARN });
    await sqs.sendMessage({ QueueUrl, MessageBody: 'b' });
    assert.deepEqual((await polled).map((message) => message.Body), ['b']);
  },

  'a FIFO queue keeps the order of each group and drops duplicates': async ({ sqs }) => {
    const Attributes = { FifoQueue: 'true' };
    const QueueUrl = await create(sqs, 'ordered.fifo', { Attributes });
    const send = (MessageGroupId, MessageBody) =>
      sqs.sendMessage({
        QueueUrl,
        MessageGroupId,
        MessageBody,
        MessageDeduplicationId: MessageBody,
      });
    const first = await send('a', 'a1');
    await send('b', 'b1');
    await send('a', 'a2');
    const duplicate = await send('a', 'a1');
    assert.equal(duplicate.MessageId, first.MessageId);
    assert.equal(duplicate.SequenceNumber, first.SequenceNumber);

    const messages = await receive(sqs, QueueUrl);
    const bodiesOf = (group) =>
      messages
        .filter((message) => message.Attributes.MessageGroupId === group)
        .map((message) => message.Body);
    assert.equal(messages.length, 3);
    assert.deepEqual(bodiesOf('a'), ['a1', 'a2']);
    assert.deepEqual(bodiesOf('b'), ['b1']);

    /* A group waits for those of its messages that are being worked on. */
    await send('a', 'a3');
    assert.deepEqual(await receive(sqs, QueueUrl, 0), []);
    for (const { ReceiptHandle } of messages) {
      await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
    }
    assert.equal((await receiveOne(sqs, QueueUrl)).Body, 'a3');
  },

  'a topic fans out to queues': async ({ sqs, sns }) => {
    const { TopicArn } = await sns.createTopic({ Name: 'orders' });
    const all = await subscribed(sqs, sns, TopicArn, 'all', {});
    const german = await subscribed(sqs, sns, TopicArn, 'german', {
      RawMessageDelivery: 'true',
      FilterPolicy: JSON.stringify({ country: ['de'] }),
    });
    const country = (code) => ({ country: { DataType: 'String', StringValue: code } });
    await sns.publish({ TopicArn, Message: 'danish', MessageAttributes: country('dk') });
    await sns.publishBatch({
      TopicArn,
      PublishBatchRequestEntries: [
        { Id: '1', Message: TEXT, Subject: 'order', MessageAttributes: country('de') },
      ],
    });
    assert.deepEqual((await receive(sqs, german)).map((message) => message.Body), [TEXT]);
    const notifications = (await receive(sqs, all)).map((message) => JSON.parse(message.Body));
    assert.deepEqual(notifications.map((n) => n.Message).sort(), ['danish', TEXT]);
    assert.equal(notifications[0].TopicArn, TopicArn);
  },

  'an envelope is signed by the broker': async ({ sqs, sns }) => {
    const { TopicArn } = await sns.createTopic({
      Name: 'signed',
      Attributes: { SignatureVersion: '2' },
    });
    const QueueUrl = await subscribed(sqs, sns, TopicArn, 'signed', {});
    await sns.publish({ TopicArn, Message: TEXT, Subject: 'order' });
    const notification = JSON.parse((await receiveOne(sqs, QueueUrl)).Body);
    const text = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      .map((key) => `${key}\n${notification[key]}\n`)
      .join('');
    const certificate = await (await fetch(notification.SigningCertURL)).text();
    const { publicKey } = new X509Certificate(certificate);
    const signature = Buffer.from(notification.Signature, 'base64');
    assert.ok(verify('sha256', Buffer.from(text), publicKey, signature));
  },

  'a subscription filters by the body and gives up to a dead-letter queue': async ({ sqs, sns }) => {
    const { TopicArn } = await sns.createTopic({ Name: 'bodies' });
    const large = await subscribed(sqs, sns, TopicArn, 'large', {
      RawMessageDelivery: 'true',
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: JSON.stringify({ total: [{ numeric: ['>=', 1000] }] }),
    });
    const parked = await create(sqs, 'parked');
    const found = await sqs.getQueueAttributes({ QueueUrl: parked, ...QUEUE_ARN });
    const deadLetterTargetArn = found.Attributes.QueueArn;
    const gone = await sns.subscribe({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: deadLetterTargetArn.replace('parked', 'gone'),
      Attributes: { RawMessageDelivery: 'true' },
      ReturnSubscriptionArn: true,
    });
    await sns.setSubscriptionAttributes({
      SubscriptionArn: gone.SubscriptionArn,
      AttributeName: 'RedrivePolicy',
      AttributeValue: JSON.stringify({ deadLetterTargetArn }),
    });
    for (const total of [10, 1000]) {
      await sns.publish({ TopicArn, Message: JSON.stringify({ total }) });
    }
    assert.deepEqual((await receive(sqs, large)).map(({ Body }) => Body), ['{"total":1000}']);
    assert.equal((await receive(sqs, parked)).length, 2);
  },

  'a FIFO topic keeps the order of each group and drops duplicates': async ({ sqs, sns }) => {
    const { TopicArn } = await sns.createTopic({
      Name: 'ordered.fifo',
      Attributes: { FifoTopic: 'true', ContentBasedDeduplication: 'true' },
    });
    const QueueUrl = await subscribed(
      sqs,
      sns,
      TopicArn,
      'ordered-copies.fifo',
      { RawMessageDelivery: 'true' },
      { Attributes: { FifoQueue: 'true' } },
    );
    const publish = (Message) => sns.publish({ TopicArn, Message, MessageGroupId: 'a' });
    const first = await publish('a1');
    await publish('a2');
    const duplicate = await publish('a1');
    assert.equal(duplicate.MessageId, first.MessageId);
    assert.equal(duplicate.SequenceNumber, first.SequenceNumber);
    assert.deepEqual((await receive(sqs, QueueUrl)).map(({ Body }) => Body), ['a1', 'a2']);
  },

  'a topic has attributes, tags and permissions': async ({ sns }) => {
    const { TopicArn } = await sns.createTopic({
      Name: 'settings',
      Tags: [{ Key: 'team', Value: 'grün' }],
    });
    await sns.setTopicAttributes({
      TopicArn,
      AttributeName: 'DisplayName',
      AttributeValue: 'Einstellungen',
    });
    await sns.addPermission({
      TopicArn,
      Label: 'label',
      AWSAccountId: ['111111111111'],
      ActionName: ['Publish'],
    });
    const { Attributes } = await sns.getTopicAttributes({ TopicArn });
    assert.equal(Attributes.DisplayName, 'Einstellungen');
    assert.equal(JSON.parse(Attributes.Policy).Statement[1].Sid, 'label');
    await sns.removePermission({ TopicArn, Label: 'label' });
    await sns.untagResource({ ResourceArn: TopicArn, TagKeys: ['none'] });
    const { Tags } = await sns.listTagsForResource({ ResourceArn: TopicArn });
    assert.deepEqual({ ...Tags[0] }, { Key: 'team', Value: 'grün' });
    const { Topics } = await sns.listTopics({});
    assert.ok(Topics.some((topic) => topic.TopicArn === TopicArn));
    await sns.deleteTopic({ TopicArn });
  },
};

async function create(sqs, QueueName, more = {}) {
  return (await sqs.createQueue({ QueueName, ...more })).QueueUrl;
}

/** The URL of a new queue that gets what is published. */
async function subscribed(sqs, sns, TopicArn, name, Attributes, ofQueue = {}) {
  const QueueUrl = await create(sqs, name, ofQueue);
  const found = await sqs.getQueueAttributes({ QueueUrl, ...QUEUE_ARN });
  const Endpoint = found.Attributes.QueueArn;
  await sns.subscribe({ TopicArn, Protocol: 'sqs', Endpoint, Attributes });
  return QueueUrl;
}

/** Up to ten messages, waiting for the first. */
async function receive(sqs, QueueUrl, WaitTimeSeconds = 20) {
  const received = await sqs.receiveMessage({
    QueueUrl,
    WaitTimeSeconds,
    MaxNumberOfMessages: 10,
    AttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return received.Messages ?? [];
}

async function receiveOne(sqs, QueueUrl) {
  const messages = await receive(sqs, QueueUrl);
  assert.equal(messages.length, 1);
  return messages[0];
}
