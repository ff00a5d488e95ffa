"""boto3 as Debian has it: Query for both services."""

import sys

import boto3
from botocore.exceptions import ClientError

TEXT = 'grüße <&> "漢字" 😀\r\n'


def main(endpoint):
    options = {
        "endpoint_url": endpoint,
        "region_name": "us-east-1",
        "aws_access_key_id": "key",
        "aws_secret_access_key": "secret",
    }
    sqs = boto3.client("sqs", **options)
    sns = boto3.client("sns", **options)
    assert sqs.meta.service_model.protocol == "query"

    created = sqs.create_queue(
        QueueName="boto3", Attributes={"VisibilityTimeout": "77"}, tags={"team": "grün"}
    )
    queue = created["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    equal(attributes["VisibilityTimeout"], "77")
    sqs.tag_queue(QueueUrl=queue, Tags={"cost": "low"})
    equal(sqs.list_queue_tags(QueueUrl=queue)["Tags"], {"team": "grün", "cost": "low"})

    messages(sqs, queue)
    batches(sqs, queue)
    publish(sqs, sns, queue, attributes["QueueArn"])

    sqs.delete_queue(QueueUrl=queue)
    try:
        sqs.get_queue_url(QueueName="boto3")
        raise AssertionError("a deleted queue has a URL")
    except ClientError as error:
        equal(error.response["Error"]["Code"], "AWS.SimpleQueueService.NonExistentQueue")
    print("boto3", boto3.__version__)


def messages(sqs, queue):
    sent = sqs.send_message(
        QueueUrl=queue,
        MessageBody=TEXT,
        MessageAttributes={
            "text": {"DataType": "String", "StringValue": TEXT},
            "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
        },
    )
    [message] = receive(sqs, queue)
    equal(message["MessageId"], sent["MessageId"])
    equal(message["Body"], TEXT)
    equal(message["Attributes"]["ApproximateReceiveCount"], "1")
    equal(message["MessageAttributes"]["text"]["StringValue"], TEXT)
    equal(message["MessageAttributes"]["bytes"]["BinaryValue"], b"\x00\xff")
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])


def batches(sqs, queue):
    entries = [
        {"Id": "a", "MessageBody": TEXT},
        {"Id": "late", "MessageBody": "late", "DelaySeconds": 901},
        {"Id": "b", "MessageBody": "b"},
    ]
    sent = sqs.send_message_batch(QueueUrl=queue, Entries=entries)
    equal([entry["Id"] for entry in sent["Successful"]], ["a", "b"])
    equal([entry["Code"] for entry in sent["Failed"]], ["InvalidParameterValue"])
    equal(take(sqs, queue, 2), sorted([TEXT, "b"]))


def publish(sqs, sns, queue, arn):
    topic = sns.create_topic(Name="boto3", Tags=[{"Key": "team", "Value": "grün"}])["TopicArn"]
    raw = {"RawMessageDelivery": "true"}
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes=raw)
    sns.publish(TopicArn=topic, Message=TEXT)
    entries = [{"Id": "1", "Message": "in a batch"}]
    sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=entries)
    equal(take(sqs, queue, 2), sorted([TEXT, "in a batch"]))


def take(sqs, queue, count):
    """Deletes as many messages as there should be, and has their bodies."""
    bodies = []
    while len(bodies) < count:
        received = receive(sqs, queue)
        assert received, "what was sent has not come"
        bodies += [message["Body"] for message in received]
        deleted = sqs.delete_message_batch(
            QueueUrl=queue,
            Entries=[
                {"Id": message["MessageId"], "ReceiptHandle": message["ReceiptHandle"]}
                for message in received
            ],
        )
        equal(len(deleted["Successful"]), len(received))
    return sorted(bodies)


def receive(sqs, queue):
    received = sqs.receive_message(
        QueueUrl=queue,
        MaxNumberOfMessages=10,
        WaitTimeSeconds=20,
        AttributeNames=["All"],
        MessageAttributeNames=["All"],
    )
    return received.get("Messages", [])


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


main(sys.argv[1])
