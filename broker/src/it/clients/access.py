"""boto3 as Debian has it, at a broker that has the example of an access file: Query."""

import datetime
import sys
import types

import botocore.auth
import boto3
from botocore.exceptions import ClientError

ROOT = ("AKIAFANFAREROOT000", "root-secret")
ALICE = ("AKIAFANFAREALICE00", "alice-secret")
DENIED = (
    "User: arn:aws:iam::000000000000:user/alice is not authorized to perform: {0} on resource:"
    " {1} because no identity-based policy allows the {0} action"
)
MISMATCH = (
    "The request signature we calculated does not match the signature you provided. Check your"
    " AWS Secret Access Key and signing method. Consult the service documentation for details."
)


class Late(datetime.datetime):
    """A clock that is sixteen minutes late."""

    @classmethod
    def utcnow(cls):
        return datetime.datetime.utcnow() - datetime.timedelta(minutes=16)


def main(endpoint):
    def client(service, key):
        return boto3.client(
            service,
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id=key[0],
            aws_secret_access_key=key[1],
        )

    root = client("sqs", ROOT)
    alice = client("sqs", ALICE)
    orders = root.create_queue(QueueName="orders")["QueueUrl"]
    invoices = root.create_queue(QueueName="invoices")["QueueUrl"]

    alice.send_message(QueueUrl=orders, MessageBody="of alice")
    [message] = root.receive_message(QueueUrl=orders, WaitTimeSeconds=20)["Messages"]
    equal(message["Body"], "of alice")

    arn = "arn:aws:sqs:us-east-1:000000000000:invoices"
    denied = DENIED.format("sqs:sendmessage", arn)
    send = {"QueueUrl": invoices, "MessageBody": "of alice"}
    refused("AccessDenied", denied, lambda: alice.send_message(**send))
    topic = DENIED.format("SNS:CreateTopic", "arn:aws:sns:us-east-1:000000000000:news")
    sns = client("sns", ALICE)
    refused("AuthorizationError", topic, lambda: sns.create_topic(Name="news"))
    client("sns", ROOT).create_topic(Name="news")

    guessed = client("sqs", (ALICE[0], "guessed"))
    refused("SignatureDoesNotMatch", MISMATCH, lambda: guessed.list_queues())
    nobody = client("sqs", ("AKIANOBODY", "guessed"))
    unknown = "The security token included in the request is invalid."
    refused("InvalidClientTokenId", unknown, lambda: nobody.list_queues())

    botocore.auth.datetime = types.SimpleNamespace(datetime=Late)
    refused("SignatureDoesNotMatch", "Signature expired: ", lambda: root.list_queues())
    print("boto3", boto3.__version__)


def refused(code, sentence, request):
    try:
        request()
    except ClientError as error:
        equal(error.response["Error"]["Code"], code)
        equal(error.response["Error"]["Message"][: len(sentence)], sentence)
        equal(error.response["ResponseMetadata"]["HTTPStatusCode"], 403)
    else:
        raise AssertionError(f"{code} was expected")


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


main(sys.argv[1])
