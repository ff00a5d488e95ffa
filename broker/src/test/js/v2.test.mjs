import AWS from 'aws-sdk';
import { scenario } from './scenario.mjs';

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';

/** A client whose methods return promises, as those of v3 do. */
const promising = (client) =>
  new Proxy(client, { get: (_, action) => (input) => client[action](input).promise() });

/* Later versions of v2 speak JSON to queues. */
scenario('AWS SDK for JavaScript v2, Query', {
  connect: (options) => ({
    sqs: promising(new AWS.SQS({ ...options, maxRetries: 0 })),
    sns: promising(new AWS.SNS({ ...options, maxRetries: 0 })),
  }),
  codeOf: (error) => error.code,
  codes: {
    EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
    NotFoundException: 'NotFound',
    PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
    QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
    QueueNameExists: 'QueueAlreadyExists',
  },
});
