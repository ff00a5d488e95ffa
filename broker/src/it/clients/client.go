// Version 1 of the AWS SDK for Go, as Debian has it: Query for both services.
package main

import (
	"fmt"
	"os"
	"reflect"
	"sort"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/awserr"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sns"
	"github.com/aws/aws-sdk-go/service/sqs"
)

const text = "grüße <&> \"漢字\" 😀\r\n"

func main() {
	connection := session.Must(session.NewSession(&aws.Config{
		Endpoint:    aws.String(os.Args[1]),
		Region:      aws.String("us-east-1"),
		Credentials: credentials.NewStaticCredentials("key", "secret", ""),
	}))
	queues := sqs.New(connection)
	created, err := queues.CreateQueue(&sqs.CreateQueueInput{
		QueueName:  aws.String("go"),
		Attributes: aws.StringMap(map[string]string{"VisibilityTimeout": "77"}),
		Tags:       aws.StringMap(map[string]string{"team": "grün"}),
	})
	check(err)
	queue := created.QueueUrl
	attributes, err := queues.GetQueueAttributes(&sqs.GetQueueAttributesInput{
		QueueUrl:       queue,
		AttributeNames: aws.StringSlice([]string{"All"}),
	})
	check(err)
	equal(*attributes.Attributes["VisibilityTimeout"], "77")

	tag(queues, queue)
	send(queues, queue)
	batch(queues, queue)
	publish(sns.New(connection), queues, queue, attributes.Attributes["QueueArn"])

	_, err = queues.DeleteQueue(&sqs.DeleteQueueInput{QueueUrl: queue})
	check(err)
	_, err = queues.GetQueueUrl(&sqs.GetQueueUrlInput{QueueName: aws.String("go")})
	equal(err.(awserr.Error).Code(), sqs.ErrCodeQueueDoesNotExist)
	fmt.Println(aws.SDKName, aws.SDKVersion)
}

func tag(queues *sqs.SQS, queue *string) {
	tags := aws.StringMap(map[string]string{"cost": "low"})
	_, err := queues.TagQueue(&sqs.TagQueueInput{QueueUrl: queue, Tags: tags})
	check(err)
	listed, err := queues.ListQueueTags(&sqs.ListQueueTagsInput{QueueUrl: queue})
	check(err)
	equal(aws.StringValueMap(listed.Tags), map[string]string{"team": "grün", "cost": "low"})
}

func send(queues *sqs.SQS, queue *string) {
	sent, err := queues.SendMessage(&sqs.SendMessageInput{
		QueueUrl:    queue,
		MessageBody: aws.String(text),
		MessageAttributes: map[string]*sqs.MessageAttributeValue{
			"bytes": {DataType: aws.String("Binary"), BinaryValue: []byte{0, 255}},
		},
	})
	check(err)
	received := receive(queues, queue)
	equal(len(received), 1)
	equal(*received[0].MessageId, *sent.MessageId)
	equal(*received[0].Body, text)
	equal(received[0].MessageAttributes["bytes"].BinaryValue, []byte{0, 255})
	_, err = queues.DeleteMessage(&sqs.DeleteMessageInput{
		QueueUrl:      queue,
		ReceiptHandle: received[0].ReceiptHandle,
	})
	check(err)
}

func batch(queues *sqs.SQS, queue *string) {
	sent, err := queues.SendMessageBatch(&sqs.SendMessageBatchInput{
		QueueUrl: queue,
		Entries: []*sqs.SendMessageBatchRequestEntry{
			{Id: aws.String("a"), MessageBody: aws.String("a")},
			{Id: aws.String("b"), MessageBody: aws.String("b")},
		},
	})
	check(err)
	equal(len(sent.Successful), 2)
	equal(take(queues, queue, 2), []string{"a", "b"})
}

func publish(topics *sns.SNS, queues *sqs.SQS, queue *string, arn *string) {
	created, err := topics.CreateTopic(&sns.CreateTopicInput{Name: aws.String("go")})
	check(err)
	_, err = topics.Subscribe(&sns.SubscribeInput{
		TopicArn:   created.TopicArn,
		Protocol:   aws.String("sqs"),
		Endpoint:   arn,
		Attributes: aws.StringMap(map[string]string{"RawMessageDelivery": "true"}),
	})
	check(err)
	_, err = topics.Publish(&sns.PublishInput{TopicArn: created.TopicArn, Message: aws.String(text)})
	check(err)
	equal(take(queues, queue, 1), []string{text})
}

// Deletes as many messages as there should be, and has their bodies.
func take(queues *sqs.SQS, queue *string, count int) []string {
	var bodies []string
	for len(bodies) < count {
		received := receive(queues, queue)
		equal(len(received) > 0, true)
		var entries []*sqs.DeleteMessageBatchRequestEntry
		for _, message := range received {
			bodies = append(bodies, *message.Body)
			entries = append(entries, &sqs.DeleteMessageBatchRequestEntry{
				Id:            message.MessageId,
				ReceiptHandle: message.ReceiptHandle,
			})
		}
		deleted, err := queues.DeleteMessageBatch(&sqs.DeleteMessageBatchInput{
			QueueUrl: queue,
			Entries:  entries,
		})
		check(err)
		equal(len(deleted.Successful), len(entries))
	}
	sort.Strings(bodies)
	return bodies
}

func receive(queues *sqs.SQS, queue *string) []*sqs.Message {
	received, err := queues.ReceiveMessage(&sqs.ReceiveMessageInput{
		QueueUrl:              queue,
		MaxNumberOfMessages:   aws.Int64(10),
		WaitTimeSeconds:       aws.Int64(20),
		MessageAttributeNames: aws.StringSlice([]string{"All"}),
	})
	check(err)
	return received.Messages
}

func equal(actual, expected interface{}) {
	if !reflect.DeepEqual(actual, expected) {
		panic(fmt.Sprintf("%v is not %v", actual, expected))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
