#!/usr/bin/env python3
"""Whether the data directory follows its content: one pattern of load on a broker of its own.

usage: space.py [-s SECONDS] [-x JVM_OPTION] JAR PATTERN...
patterns: drain (a backlog consumed to zero, then restart, then a backlog purged)
          mixed (queues of all kinds of messages, few of which wait)
          topic (two queues, one of which leaves one in twenty messages to redelivery)
          fifo  (one in five publishes to a FIFO topic, everything deleted)
Reads /metrics every second. Ends with 1 if the file was larger than 2 x content + journal + 64 MB
for more than a minute, or if cleaning wrote more than half of what the load wrote.
"""
import argparse, http.client, json, multiprocessing, os, random, re, shutil, subprocess, sys, tempfile, threading, time, urllib.parse

AUTH = ("AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/%s/aws4_request, "
        "SignedHeaders=host, Signature=0")
MB = 1e6

class Client:
    def __init__(self, port):
        self.port, self.connection, self.used = port, None, 0

    def post(self, body, headers):
        if self.connection is None or time.time() - self.used > 30:
            # The broker closes connections on which nothing is asked.
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.used = time.time()
        self.connection.request("POST", "/", body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {text[:200]}")
        return text

    def sqs(self, action, **members):
        return json.loads(self.post(json.dumps(members), {
            "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AmazonSQS." + action,
            "Authorization": AUTH % "sqs"}) or b"{}")

    def sns(self, action, **members):
        return self.post(urllib.parse.urlencode({"Action": action, **members}), {
            "Content-Type": "application/x-www-form-urlencoded", "Authorization": AUTH % "sns"}).decode()

class Broker:
    def __init__(self, jar, options):
        self.jar, self.options = jar, options
        self.data = tempfile.mkdtemp(prefix="fanfare-space-")
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["java", *self.options, "-jar", self.jar, "--port", "0", "--data", self.data + "/data"],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.port = int(re.search(r":(\d+),", line).group(1))
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def stop(self):
        self.process.terminate()
        self.process.wait(60)

    def metrics(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        found = dict(re.findall(r"^fanfare_store_(\S+) (\S+)$", text, re.M))
        return {name: float(value) for name, value in found.items()}

    def directory(self):
        return {name: os.path.getsize(os.path.join(self.data, "data", name))
                for name in os.listdir(self.data + "/data")}

class Watch(threading.Thread):
    """Prints a line every few seconds, and remembers the worst."""
    def __init__(self, broker, name):
        super().__init__(daemon=True)
        self.broker, self.name_, self.ended = broker, name, False
        self.over, self.longest_over, self.longest_step, self.worst = None, 0, 0, 0
        self.ratio, self.steps, self.largest, self.slow = 0, 0, 0, 0
        self.start()

    def run(self):
        begin, count = time.time(), 0
        while not self.ended:
            time.sleep(1)
            try:
                self.look(time.time() - begin, count % 10 == 0)
            except (OSError, KeyError, http.client.HTTPException, ValueError):
                pass
            count += 1

    def look(self, seconds, show):
        m, files = self.broker.metrics(), self.broker.directory()
        file, content = files["fanfare.store"], m["content_bytes"]
        bound = 2 * content + files["fanfare.journal"] + 64 * MB
        load, cleaning, idle = (m['written_bytes_total{by="%s"}' % by] for by in ("load", "cleaning", "idle"))
        self.ratio = cleaning / load if load else 0
        self.largest = max(self.largest, file)
        self.worst = max(self.worst, file - bound)
        self.steps, self.slow = m["cleaning_seconds_count"], m["cleaning_seconds_sum"]
        self.longest_step = max(self.longest_step, m["cleaning_seconds_max"])
        if file <= bound:
            self.over = None
        else:
            self.over = self.over or time.time()
            self.longest_over = max(self.longest_over, time.time() - self.over)
        if show:
            print(f"{self.name_:6} {seconds:5.0f} s  file {file/MB:8.1f} MB  content {content/MB:8.1f}  "
                  f"free {m['free_bytes']/MB:8.1f}  load {load/MB:9.1f}  cleaning {cleaning/MB:8.1f} "
                  f"({self.ratio:.2f})  idle {idle/MB:7.1f}  steps {self.steps:6.0f}  "
                  f"longest {m['cleaning_seconds_max']*1000:5.1f} ms", flush=True)

    def end(self):
        self.ended = True
        self.join()
        mean = self.slow / self.steps * 1000 if self.steps else 0
        print(f"{self.name_}: largest file {self.largest/MB:.1f} MB, over its bound for {self.longest_over:.0f} s "
              f"(by {max(0, self.worst)/MB:.1f} MB), cleaning / load {self.ratio:.2f}, "
              f"{self.steps:.0f} steps of {mean:.1f} ms, longest {self.longest_step*1000:.1f} ms", flush=True)
        return self.longest_over <= 60 and self.ratio <= 0.5

def parallel(broker, seconds, *loops):
    """Runs each loop, a function of a client, again and again in a process of its own."""
    end = time.time() + seconds
    def run(loop):
        random.seed()
        client = Client(broker.port)
        while time.time() < end:
            loop(client)
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=run, args=(loop,)) for loop in loops]
    for process in processes: process.start()
    for process in processes: process.join()

def send(queue, size):
    def loop(client):
        client.sqs("SendMessageBatch", QueueUrl=queue, Entries=[
            {"Id": str(i), "MessageBody": "x" * size()} for i in range(10)])
    return loop

def consume(queue, kept=0.0, wait=1):
    def loop(client):
        answer = client.sqs("ReceiveMessage", QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=wait)
        handles = [m["ReceiptHandle"] for m in answer.get("Messages", [])]
        handles = [h for h in handles if random.random() >= kept]
        if handles:
            client.sqs("DeleteMessageBatch", QueueUrl=queue, Entries=[
                {"Id": str(i), "ReceiptHandle": h} for i, h in enumerate(handles)])
    return loop

def paced(loop, seconds):
    def slow(client):
        loop(client)
        time.sleep(seconds)
    return slow

def queue(client, name, **attributes):
    return client.sqs("CreateQueue", QueueName=name, Attributes=attributes)["QueueUrl"]

def topic(client, name, queues, **parameters):
    arn = re.search("<TopicArn>(.*)</TopicArn>", client.sns("CreateTopic", Name=name, **parameters)).group(1)
    for url in queues:
        target = client.sqs("GetQueueAttributes", QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        client.sns("Subscribe", TopicArn=arn, Protocol="sqs", Endpoint=target,
                   **{"Attributes.entry.1.key": "RawMessageDelivery", "Attributes.entry.1.value": "true"})
    return arn

def publish(arn, fifo=False):
    count = [0]
    run = str(random.random())
    def loop(client):
        members = {"TopicArn": arn}
        for i in range(1, 11):
            entry = f"PublishBatchRequestEntries.member.{i}."
            members |= {entry + "Id": str(i), entry + "Message": "x" * 1024}
            if fifo:
                count[0] += 1
                members |= {entry + "MessageGroupId": f"g{count[0] % 100}",
                            entry + "MessageDeduplicationId": f"{run}{count[0]}"}
        client.sns("PublishBatch", **members)
    return loop

def waiting(client, url):
    attributes = client.sqs("GetQueueAttributes", QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return int(attributes["ApproximateNumberOfMessages"]) + int(attributes["ApproximateNumberOfMessagesNotVisible"])

def drain(broker, seconds):
    client = Client(broker.port)
    url = queue(client, "backlog")
    fill = [send(url, lambda: 1024)] * 4
    parallel(broker, seconds, *fill)
    print("drain  sent", waiting(client, url), flush=True)
    while waiting(client, url) > 0:
        parallel(broker, 5, *[consume(url, wait=0)] * 6)
    print("drain  consumed to zero", flush=True)
    time.sleep(60)
    parallel(broker, seconds / 2, *fill)
    print("drain  sent again", waiting(client, url), flush=True)
    broker.stop()
    broker.start()
    client = Client(broker.port)
    client.sqs("PurgeQueue", QueueUrl=url)
    print("drain  restarted, purged", flush=True)
    time.sleep(60)
    broker.stop()
    broker.start()
    print("drain  restarted", flush=True)
    time.sleep(15)

def mixed(broker, seconds):
    client = Client(broker.port)
    urls = [queue(client, f"mixed{i}") for i in range(4)]
    sizes = lambda: int(2 ** random.uniform(5, 14))
    loops = [send(url, sizes) for url in urls] + [consume(url) for url in urls]
    parallel(broker, seconds, *loops, *loops[4:])

def topic_of_two(broker, seconds):
    client = Client(broker.port)
    fast, slow = queue(client, "fast"), queue(client, "slow", VisibilityTimeout="10")
    arn = topic(client, "news", [fast, slow])
    parallel(broker, seconds, paced(publish(arn), 0.008), *[consume(fast)] * 2, *[consume(slow, kept=0.05)] * 3)

def fifo(broker, seconds):
    client = Client(broker.port)
    plain = queue(client, "plain")
    ordered = queue(client, "ordered.fifo", FifoQueue="true")
    standard = topic(client, "standard", [plain])
    strict = topic(client, "strict.fifo", [ordered],
                   **{"Attributes.entry.1.key": "FifoTopic", "Attributes.entry.1.value": "true"})
    often, seldom = publish(standard), publish(strict, fifo=True)
    def publishes(client):
        for _ in range(4): often(client)
        seldom(client)
    parallel(broker, seconds, publishes, *[consume(plain)] * 2, *[consume(ordered)] * 2)

PATTERNS = {"drain": drain, "mixed": mixed, "topic": topic_of_two, "fifo": fifo}

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-s", type=int, default=180)
    parser.add_argument("-x", action="append", default=[])
    parser.add_argument("jar")
    parser.add_argument("patterns", nargs="+", choices=PATTERNS)
    args = parser.parse_args()
    good = True
    for name in args.patterns:
        broker = Broker(args.jar, args.x or ["-Xmx1g"])
        try:
            watch = Watch(broker, name)
            PATTERNS[name](broker, args.s)
            time.sleep(20)
            good &= watch.end()
        finally:
            broker.stop()
            shutil.rmtree(broker.data, ignore_errors=True)
    sys.exit(0 if good else 1)

if __name__ == "__main__":
    main()
