# Amazon::SQS::Simple: Query with an X-Amz-Target as well. It knows no tags and no topics.
use strict;
use warnings;
use utf8;
use Amazon::SQS::Simple;

my ($endpoint) = @ARGV;
my $sqs = Amazon::SQS::Simple->new('key', 'secret', Endpoint => $endpoint, Region => 'us-east-1');

sub equal {
    my ($actual, $expected) = @_;
    die "'$actual' is not '$expected'" unless $actual eq $expected;
}

# Its Host has no port, so neither have the URLs that it is told.
my $created = $sqs->CreateQueue('perl');
my $queue = $sqs->GetQueue("$endpoint/000000000000/perl");
$queue->SetAttribute('VisibilityTimeout', 77);
equal($queue->GetAttributes(AttributeName => 'VisibilityTimeout')->{VisibilityTimeout}, 77);

my $sent = $queue->SendMessage('a <&> "漢字" 😀');
my $message = $queue->ReceiveMessage(WaitTimeSeconds => 20);
equal($message->MessageId, $sent->MessageId);
equal($message->MessageBody, 'a <&> "漢字" 😀');
$queue->ChangeMessageVisibility($message->ReceiptHandle, 0);
my $again = $queue->ReceiveMessage(WaitTimeSeconds => 20);
equal($again->MessageId, $sent->MessageId);
$queue->DeleteMessage($again);

$queue->SendMessageBatch(['a', 'b']);
my @received = $queue->ReceiveMessageBatch(WaitTimeSeconds => 20);
equal(join(' ', sort map { $_->MessageBody } @received), 'a b');
$queue->DeleteMessageBatch(\@received);

$queue->Delete;
eval { $queue->SendMessage('a') };
equal($@ =~ m{<Code>(.*)</Code>}, 'AWS.SimpleQueueService.NonExistentQueue');
print "Amazon::SQS::Simple $Amazon::SQS::Simple::VERSION\n";
