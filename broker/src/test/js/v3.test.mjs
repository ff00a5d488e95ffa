import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { scenario } from './scenario.mjs';

scenario('AWS SDK for JavaScript v3, JSON', {
  connect: (options) => ({
    sqs: new SQS({ ...options, maxAttempts: 1 }),
    sns: new SNS({ ...options, maxAttempts: 1 }),
  }),
  codeOf: (error) => error.name,
  codes: {},
});
