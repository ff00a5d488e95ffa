#!/usr/bin/env bash
# The aws-cli, at a broker that has the example of an access file.
set -euo pipefail

as() {
  AWS_ACCESS_KEY_ID=$1 AWS_SECRET_ACCESS_KEY=$2 AWS_DEFAULT_REGION=us-east-1 AWS_PAGER= \
    AWS_MAX_ATTEMPTS=1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null \
    aws --endpoint-url "$endpoint" --output text "${@:3}"
}

root() {
  as AKIAFANFAREROOT000 root-secret "$@"
}

alice() {
  as AKIAFANFAREALICE00 alice-secret "$@"
}

# Has the rest of the arguments refused with something that has this in it.
refused() {
  local said
  if said=$("${@:2}" 2>&1); then
    echo "not refused: ${*:2}"
    exit 1
  fi
  if [[ $said != *"$1"* ]]; then
    echo "refused otherwise: $said"
    exit 1
  fi
}

endpoint=$1
orders=$(root sqs create-queue --queue-name orders)
root sqs create-queue --queue-name invoices >/dev/null
alice sqs send-message --queue-url "$orders" --message-body hello >/dev/null
[ "$(root sqs receive-message --queue-url "$orders" --query 'Messages[].Body')" = hello ]
[ "$(alice sts get-caller-identity --query Arn)" = arn:aws:iam::000000000000:user/alice ]

refused "(AccessDenied) when calling the SendMessage operation: User:\
 arn:aws:iam::000000000000:user/alice is not authorized to perform: sqs:sendmessage on resource:\
 arn:aws:sqs:us-east-1:000000000000:invoices because no identity-based policy allows the\
 sqs:sendmessage action" \
  alice sqs send-message --queue-url "${orders%orders}invoices" --message-body hello
refused "(AuthorizationError) when calling the CreateTopic operation: User:\
 arn:aws:iam::000000000000:user/alice is not authorized to perform: SNS:CreateTopic" \
  alice sns create-topic --name news
refused "The request signature we calculated does not match the signature you provided." \
  as AKIAFANFAREALICE00 guessed sqs list-queues
aws --version
