// The AWS SDK for JavaScript v3, at a broker that has the example of an access file: JSON.
import assert from 'node:assert/strict';
import { SQS } from '@aws-sdk/client-sqs';
import { SNS } from '@aws-sdk/client-sns';

const ROOT = { accessKeyId: 'AKIAFANFAREROOT000', secretAccessKey: 'root-secret' };
const ALICE = { accessKeyId: 'AKIAFANFAREALICE00', secretAccessKey: 'alice-secret' };
const SIXTEEN_MINUTES = 16 * 60 * 1000;

const connect = (credentials, more) => ({
  endpoint: process.argv[2], region: 'us-east-1', maxAttempts: 1, credentials, ...more,
});
const refuses = (name, sentence, request) =>
  assert.rejects(request, (e) => {
    assert.equal(e.name, name);
    assert.ok(e.message.startsWith(sentence), e.message);
    assert.equal(e.$metadata.httpStatusCode, 403);
    return true;
  });
const denied = (action, arn) =>
  'User: arn:aws:iam::000000000000:user/alice is not authorized to perform: ' +
  `${action} on resource: ${arn} because no identity-based policy allows the ${action} action`;

const root = new SQS(connect(ROOT));
const alice = new SQS(connect(ALICE));
const { QueueUrl } = await root.createQueue({ QueueName: 'orders' });
const { QueueUrl: invoices } = await root.createQueue({ QueueName: 'invoices' });

await alice.sendMessage({ QueueUrl, MessageBody: 'of alice' });
const { Messages } = await root.receiveMessage({ QueueUrl, WaitTimeSeconds: 20 });
assert.deepEqual(Messages.map((message) => message.Body), ['of alice']);
await root.deleteMessage({ QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle });

await refuses(
  'AccessDenied',
  denied('sqs:sendmessage', 'arn:aws:sqs:us-east-1:000000000000:invoices'),
  alice.sendMessage({ QueueUrl: invoices, MessageBody: 'of alice' }),
);
await refuses(
  'AuthorizationErrorException',
  denied('SNS:CreateTopic', 'arn:aws:sns:us-east-1:000000000000:news'),
  new SNS(connect(ALICE)).createTopic({ Name: 'news' }),
);
await new SNS(connect(ROOT)).createTopic({ Name: 'news' });

await refuses(
  'SignatureDoesNotMatch',
  'The request signature we calculated does not match the signature you provided.',
  new SQS(connect({ ...ALICE, secretAccessKey: 'guessed' })).listQueues({}),
);
const late = new SQS(connect(ROOT, { systemClockOffset: -SIXTEEN_MINUTES }));
await refuses('SignatureDoesNotMatch', 'Signature expired: ', late.listQueues({}));
// It has set its clock by the answer.
await late.listQueues({});
console.log('AWS SDK for JavaScript v3');
