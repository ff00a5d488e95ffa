#!/usr/bin/env bash
# sns-validator 0.3.5 (npm, AWS's own): AWS documents that UnsubscribeConfirmation messages are signed
# over the same keys as SubscriptionConfirmation messages. The package takes the latter, and refuses
# the former though they are signed as documented: it has one list of keys for confirmations of
# subscriptions and another for everything else.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent sns-validator@0.3.5 >&2
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem 2>/dev/null
cat > finding.js <<'JS'
const crypto = require('node:crypto');
const fs = require('node:fs');
const https = require('node:https');
const Validator = require('sns-validator');

const key = fs.readFileSync('key.pem');
const cert = fs.readFileSync('cert.pem');
https.globalAgent.options.ca = cert;

const server = https.createServer({ key, cert }, (request, response) => response.end(cert));
server.listen(0, '127.0.0.1', async () => {
  const host = `localhost:${server.address().port}`;
  const validator = new Validator(new RegExp(`^${host}$`), 'utf8');
  const validate = (Type, signed) => {
    const message = {
      Type,
      MessageId: '1',
      Token: 'abc',
      TopicArn: 'arn:aws:sns:us-east-1:123456789012:t',
      Message: 'text',
      SubscribeURL: `https://${host}/?Action=ConfirmSubscription`,
      Timestamp: '2026-01-15T12:34:56.789Z',
      SignatureVersion: '2',
      SigningCertURL: `https://${host}/cert.pem`,
    };
    const text = signed.map((name) => `${name}\n${message[name]}\n`).join('');
    message.Signature = crypto.sign('RSA-SHA256', Buffer.from(text), key).toString('base64');
    return new Promise((resolve) =>
      validator.validate(message, (fault) => resolve(fault ? fault.message : 'valid')));
  };
  const documented =
    ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  const seen = [
    await validate('SubscriptionConfirmation', documented),
    await validate('UnsubscribeConfirmation', documented),
  ];
  console.log(seen.join('\n'));
  server.close();
  server.closeAllConnections();
  const expected = ['valid', 'The message signature is invalid.'];
  process.exitCode = seen.join() === expected.join() ? 0 : 1;
});
JS
node finding.js
echo "as found: SubscriptionConfirmation is taken, UnsubscribeConfirmation is not"
