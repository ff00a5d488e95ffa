#!/usr/bin/env python3
"""Floods a broker of its own and tells whether honest clients go on beside it.

    flood.py --jar broker/target/fanfare.jar --heap 128m --seconds 120 unfinished senders polls

Each flood has a broker on an empty data directory. Eight honest clients send, receive and delete
messages of 1 KiB, first alone and then during the flood. Needs Linux and nothing but Python.
"""

import argparse
import asyncio
import collections
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

HONEST = 8
ALONE_SECONDS = 10
FLOODS = {}


def flood(function):
    FLOODS[function.__name__] = function
    return function


class Refused(Exception):
    """An answer that is not 200."""

    def __init__(self, status, headers):
        super().__init__(status)
        self.status = status
        self.headers = headers


class Target:
    """A broker that runs at a port."""

    def __init__(self, port):
        self.port = port

    async def connect(self):
        return Client(self, *await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 24))

    async def once(self, action, **request):
        client = await self.connect()
        try:
            return await client.call(action, **request)
        finally:
            client.close()


class Broker(Target):
    """The jar, running on a data directory."""

    def __init__(self, options, directory):
        self.options = options
        self.directory = directory
        self.peak = 0
        self.start()

    def start(self):
        command = ["java", "-Xmx" + self.options.heap, *self.options.java, "-jar", self.options.jar,
                   "--port", "0", "--data", self.directory + "/data"]
        log = open(self.directory + "/log", "ab")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.process.stdout.readline()
        self.port = int(re.search(r":(\d+),", line).group(1))

    def rss(self):
        try:
            with open(f"/proc/{self.process.pid}/status") as status:
                self.peak = max(self.peak, int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)))
        except (OSError, AttributeError):
            pass
        return self.peak * 1024

    def end(self):
        self.rss()
        code = self.process.poll()
        if code is None:
            self.process.kill()
            self.process.wait()
        return code


class Client:
    """A connection that asks one thing after the other."""

    def __init__(self, broker, reader, writer):
        self.broker = broker
        self.reader = reader
        self.writer = writer

    def head(self, action, length):
        return (f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{self.broker.port}\r\n"
                f"X-Amz-Target: AmazonSQS.{action}\r\n"
                f"Content-Type: application/x-amz-json-1.0\r\nContent-Length: {length}\r\n\r\n").encode()

    async def call(self, action, **request):
        body = json.dumps(request).encode()
        return json.loads(await self.send(self.head(action, len(body)) + body) or b"{}")

    async def publish(self, **request):
        body = urllib.parse.urlencode(request).encode()
        head = (f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{self.broker.port}\r\n"
                "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sns/aws4_request,"
                " SignedHeaders=host, Signature=ab\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n")
        return await self.send(head.encode() + body)

    async def send(self, data):
        writing = asyncio.ensure_future(self.write(data))
        try:
            status, headers, body = await asyncio.wait_for(self.answer(), 90)
        finally:
            writing.cancel()
        if status != 200:
            raise Refused(status, headers)
        return body

    async def write(self, data):
        try:
            self.writer.write(data)
            await self.writer.drain()
        except OSError:
            pass

    async def answer(self):
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in head[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        return int(head[0].split()[1]), headers, body

    def close(self):
        self.writer.transport.abort()


FAULTS = (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, Refused)


class Tally:
    """What the honest clients and the flood have seen."""

    def __init__(self):
        self.latencies = []
        self.sent = {}
        self.received = set()
        self.counts = collections.Counter()

    def p(self, share):
        ordered = sorted(self.latencies) or [0.0]
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))]


async def again(broker, work, until, tally, name):
    """Runs `work` with connection after connection, as an SDK would."""
    while time.time() < until:
        client = None
        try:
            client = await broker.connect()
            while time.time() < until:
                await work(client)
                tally.counts[name + " done"] += 1
        except Refused as refusal:
            tally.counts[f"{name} {refusal.status}"] += 1
            if refusal.status in (503, 403):
                missing = "x-amz-retry-after" not in refusal.headers
                tally.counts[name + " without retry-after"] += missing
            await asyncio.sleep(0.2)
        except FAULTS as fault:
            tally.counts[f"{name} {type(fault).__name__}"] += 1
            await asyncio.sleep(0.2)
        finally:
            if client:
                client.close()


async def honest(broker, number, url, tally, until):
    """Sends, receives and deletes; what is acknowledged has to come."""
    serial = 0

    async def cycle(client):
        nonlocal serial
        serial += 1
        body = f"{number}-{serial}-{time.time()}-".ljust(1024, "x")
        started = time.time()
        await client.call("SendMessage", QueueUrl=url, MessageBody=body)
        tally.sent[body] = True
        answer = await client.call("ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
            tally.received.add(message["Body"])
            await client.call("DeleteMessage", QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        tally.latencies.append(time.time() - started)

    await again(broker, cycle, until, tally, "honest")


async def be_honest(port, url, seconds):
    """What the process of the honest clients does: floods must not slow down their own clock."""
    tally = Tally()
    until = time.time() + seconds
    broker = Target(port)
    await asyncio.gather(*[honest(broker, n, url, tally, until) for n in range(HONEST)])
    print(json.dumps([tally.latencies, list(tally.sent), list(tally.received), tally.counts]))


async def run_honest(broker, url, tally, seconds):
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--honest", str(broker.port), url, str(seconds),
        stdout=subprocess.PIPE)
    latencies, sent, received, counts = json.loads((await process.communicate())[0])
    tally.latencies += latencies
    tally.sent.update(dict.fromkeys(sent, True))
    tally.received.update(received)
    tally.counts.update(counts)


async def drain(broker, url, tally):
    """Receives what is left; what is in flight comes back after its visibility timeout."""
    client = await broker.connect()
    until = time.time() + 45
    while set(tally.sent) - tally.received and time.time() < until:
        try:
            answer = await client.call(
                "ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=2)
        except FAULTS:
            client = await broker.connect()
            continue
        tally.received.update(message["Body"] for message in answer.get("Messages", []))
    return len(set(tally.sent) - tally.received)


async def queue(broker, name):
    return (await broker.once("CreateQueue", QueueName=name))["QueueUrl"]


@flood
async def unfinished(broker, tally, until):
    """500 connections that announce 15 MiB, or what is allowed, and never finish."""

    async def one(number):
        length = (15 << 20) if number % 2 else (6 << 20)
        client = await broker.connect()
        try:
            client.writer.write(client.head("SendMessage", length) + b"{" + b" " * 100_000)
            status, headers, _ = await asyncio.wait_for(client.answer(), until - time.time() + 1)
            raise Refused(status, headers)
        finally:
            client.close()

    async def endless(number):
        while time.time() < until:
            try:
                await one(number)
            except Refused as refusal:
                tally.counts[f"flood {refusal.status}"] += 1
            except FAULTS as fault:
                tally.counts[f"flood {type(fault).__name__}"] += 1

    await asyncio.gather(*[endless(number) for number in range(500)])


async def send_large(broker, tally, until, senders, size, url):
    body = "m" * size

    async def work(client):
        await client.call("SendMessage", QueueUrl=url, MessageBody=body)

    await asyncio.gather(*[again(broker, work, until, tally, "flood") for _ in range(senders)])


async def waiting(broker, url):
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    answer = await broker.once("GetQueueAttributes", QueueUrl=url, AttributeNames=names)
    return sum(int(answer["Attributes"][name]) for name in names)


@flood
async def senders(broker, tally, until):
    """200 senders of 1 MiB."""
    url = await queue(broker, "large")
    await send_large(broker, tally, until, 200, (1 << 20) - 16, url)
    kept = await waiting(broker, url)
    tally.counts["flood missing"] = max(0, tally.counts["flood done"] - kept)


@flood
async def consumers(broker, tally, until):
    """50 consumers of ten times 1 MiB, right after a restart with 2,000 such messages."""
    url = await queue(broker, "large")
    body = "m" * ((1 << 20) - 16)

    async def receive(client):
        answer = await client.call(
            "ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=1)
        messages = answer.get("Messages", [])
        tally.counts["flood messages"] += len(messages)
        tally.counts["flood damaged"] += sum(message["Body"] != body for message in messages)

    await asyncio.gather(*[again(broker, receive, until, tally, "flood") for _ in range(50)])
    tally.counts["flood missing"] = max(0, 2_000 - await waiting(broker, url))


async def before_consumers(broker):
    url = await queue(broker, "large")
    body = "m" * ((1 << 20) - 16)
    left = iter(range(2_000))

    async def fill():
        client = await broker.connect()
        for _ in left:
            while True:
                try:
                    await client.call("SendMessage", QueueUrl=url, MessageBody=body)
                    break
                except FAULTS:
                    client.close()
                    client = await broker.connect()
        client.close()

    await asyncio.gather(*[fill() for _ in range(4)])
    broker.process.kill()
    broker.process.wait()
    broker.start()


@flood
async def publishers(broker, tally, until):
    """50 publishers of 256 KiB to 100 queues."""
    client = await broker.connect()
    answer = await client.publish(Action="CreateTopic", Name="large", Version="2010-03-31")
    topic = re.search(rb"<TopicArn>(.*?)</TopicArn>", answer).group(1).decode()
    for number in range(100):
        await client.call("CreateQueue", QueueName=f"copy{number}")
        arn = topic.replace(":sns:", ":sqs:").rsplit(":", 1)[0] + f":copy{number}"
        await client.publish(Action="Subscribe", TopicArn=topic, Protocol="sqs", Endpoint=arn,
                             Version="2010-03-31")
    client.close()
    body = "m" * (256 << 10)

    async def work(client):
        await client.publish(Action="Publish", TopicArn=topic, Message=body, Version="2010-03-31")

    await asyncio.gather(*[again(broker, work, until, tally, "flood") for _ in range(50)])
    for number in (0, 50, 99):
        url = await queue(broker, f"copy{number}")
        missing = tally.counts["flood done"] - await waiting(broker, url)
        tally.counts["flood missing"] += max(0, missing)


@flood
async def polls(broker, tally, until):
    """10,000 idle polls."""
    url = await queue(broker, "quiet")
    gate = asyncio.Semaphore(200)

    async def one():
        while time.time() < until:
            client = None
            try:
                async with gate:
                    client = await broker.connect()
                while time.time() < until:
                    await client.call("ReceiveMessage", QueueUrl=url, WaitTimeSeconds=20)
                    tally.counts["flood done"] += 1
            except Refused as refusal:
                tally.counts[f"flood {refusal.status}"] += 1
                await asyncio.sleep(1)
            except FAULTS as fault:
                tally.counts[f"flood {type(fault).__name__}"] += 1
                await asyncio.sleep(1)
            finally:
                if client:
                    client.close()

    await asyncio.gather(*[one() for _ in range(10_000)])


async def watch(broker):
    while True:
        broker.rss()
        await asyncio.sleep(0.5)


async def metrics(broker):
    reader, writer = await asyncio.open_connection("127.0.0.1", broker.port)
    writer.write(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    text = (await reader.read(-1)).decode()
    writer.close()
    return "; ".join(line for line in text.splitlines()
                     if line.startswith(("fanfare_refusals", "fanfare_heap")) and not line.endswith(" 0.0"))


async def trial(name, options):
    directory = tempfile.mkdtemp(prefix="flood-", dir=options.directory)
    broker = Broker(options, directory)
    try:
        url = await queue(broker, "honest")
        warm, alone, beside = Tally(), Tally(), Tally()
        await run_honest(broker, url, warm, ALONE_SECONDS)
        await run_honest(broker, url, alone, ALONE_SECONDS)
        if name == "consumers":
            await before_consumers(broker)
            url = await queue(broker, "honest")
        watcher = asyncio.ensure_future(watch(broker))
        until = time.time() + options.seconds
        results = await asyncio.gather(
            FLOODS[name](broker, beside, until), run_honest(broker, url, beside, options.seconds),
            return_exceptions=True)
        for fault in results:
            if fault:
                print("  fault:", repr(fault))
        watcher.cancel()
        code = broker.process.poll()
        lost = await drain(broker, url, beside) if code is None else "unknown"
        report(name, options, broker, alone, beside, lost)
        if code is None:
            print("  metrics: " + await metrics(broker))
        else:
            with open(directory + "/log", errors="replace") as log:
                print("  log: " + "  log: ".join([line for line in log if not line.startswith("20")][:12]))
        return code is None and not lost
    finally:
        broker.end()
        shutil.rmtree(directory)


def report(name, options, broker, alone, beside, lost):
    code = broker.process.poll()
    heap = int(options.heap[:-1]) << {"m": 20, "g": 30}[options.heap[-1]]
    ratio = beside.p(0.99) / max(0.001, alone.p(0.99))
    print(f"{name} -Xmx{options.heap}: {'alive' if code is None else f'ended with {code}'},"
          f" honest lost {lost} of {len(beside.sent)},"
          f" p50 {alone.p(0.5):.1f} -> {beside.p(0.5):.1f} ms,"
          f" p99 {alone.p(0.99):.1f} -> {beside.p(0.99):.1f} ms ({ratio:.1f} x),"
          f" RSS - heap {(broker.rss() - heap) >> 20} MB")
    print("  " + ", ".join(f"{key}: {count}" for key, count in sorted(beside.counts.items())
                            if count), flush=True)


def main():
    if sys.argv[1:2] == ["--honest"]:
        port, url, seconds = sys.argv[2:]
        asyncio.run(be_honest(int(port), url, float(seconds)))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jar", default="broker/target/fanfare.jar")
    parser.add_argument("--heap", default="128m")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--directory", default=None, help="where data directories are made")
    parser.add_argument("--java", action="append", default=[], help="an option for java")
    parser.add_argument("floods", nargs="*", default=[], help=", ".join(FLOODS))
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    good = [asyncio.run(trial(name, options)) for name in options.floods or FLOODS]
    raise SystemExit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
