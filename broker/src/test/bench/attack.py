#!/usr/bin/env python3
"""Attacks a broker of its own in several ways and tells what honest clients notice of each.

    attack.py --jar broker/target/fanfare.jar --heap 256m --seconds 12 slowly garbage signatures

The broker has an access file. Eight honest clients, who sign what they ask, send, receive and
delete messages of 1 KiB: alone first, then beside each attack, at last alone again. For each part
it prints the p99, what was refused, by the metrics, how late event loops were, and the heap; in the
end the ratios of the p99s, and whether anything acknowledged was lost. Without names all attacks
come one by one, and then together. What attacks has processes of its own. Needs Linux and nothing
but Python.
"""

import argparse
import asyncio
import collections
import hashlib
import hmac
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

import flood
import slow

ACCESS = """
accounts:
  "000000000000":
    keys: [{id: AKIAHONEST, secret: honest-secret-of-the-account}]
  "111111111111":
    keys: [{id: AKIAOTHER, secret: other-secret-of-the-account}]
"""
HONEST = ("AKIAHONEST", "honest-secret-of-the-account")
OTHER = ("AKIAOTHER", "other-secret-of-the-account")
QUARTER = 256 << 10
ATTACKS = {}


def attack(function):
    ATTACKS[function.__name__] = function
    return function


def hmac256(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Signed(flood.Client):
    """A connection that signs what it asks."""

    def __init__(self, *connection, key=HONEST):
        super().__init__(*connection)
        self.key = key
        self.agent = "attack"

    def signed(self, service, headers, body, wrong=False):
        now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        host = f"127.0.0.1:{self.broker.port}"
        names = {"host": host, "x-amz-date": now, **headers}
        listed = ";".join(sorted(names))
        lines = "".join(f"{name}:{names[name]}\n" for name in sorted(names))
        digest = hashlib.sha256(body).hexdigest()
        canonical = f"POST\n/\n\n{lines}\n{listed}\n{digest}"
        scope = f"{now[:8]}/us-east-1/{service}/aws4_request"
        text = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        key = hmac256(hmac256(hmac256(hmac256(
            ("AWS4" + self.key[1]).encode(), now[:8]), "us-east-1"), service), "aws4_request")
        signature = "0" * 64 if wrong else hmac256(key, text).hex()
        head = "".join(f"{name}: {value}\r\n" for name, value in names.items())
        return (f"POST / HTTP/1.1\r\n{head}User-Agent: {self.agent}\r\n"
                f"Authorization: AWS4-HMAC-SHA256 Credential={self.key[0]}/{scope},"
                f" SignedHeaders={listed}, Signature={signature}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n").encode() + body

    def ask(self, action, request, wrong=False):
        headers = {"x-amz-target": "AmazonSQS." + action,
                   "content-type": "application/x-amz-json-1.0"}
        return self.signed("sqs", headers, json.dumps(request).encode(), wrong)

    async def call(self, action, **request):
        return json.loads(await self.send(self.ask(action, request)) or b"{}")

    async def publish(self, **request):
        body = urllib.parse.urlencode({"Version": "2010-03-31", **request}).encode()
        return await self.send(
            self.signed("sns", {"content-type": "application/x-www-form-urlencoded"}, body))


class Target(flood.Target):
    """A broker whose clients sign."""

    key = HONEST

    async def connect(self):
        streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 24)
        return Signed(self, *streams, key=self.key)


class Broker(flood.Broker, Target):
    """The jar, with an access file."""

    def start(self):
        access = self.directory + "/access.yaml"
        with open(access, "w", encoding="utf-8") as file:
            file.write(ACCESS)
        os.chmod(access, 0o600)
        command = ["java", "-Xmx" + self.options.heap, *self.options.java, "-jar", self.options.jar,
                   "--port", "0", "--data", self.directory + "/data", "--access", access]
        log = open(self.directory + "/log", "ab")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        self.port = int(re.search(r":(\d+),", self.process.stdout.readline()).group(1))


async def be_honest(port, url, seconds):
    tally = flood.Tally()
    until = time.time() + seconds
    broker = Target(port)
    await asyncio.gather(*[flood.honest(broker, n, url, tally, until) for n in range(flood.HONEST)])
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


@attack
async def slowly(port, until, counts):
    """5,000 slow connections, as of slow.py."""
    gate = asyncio.Semaphore(slow.OPENING)
    await asyncio.gather(*[slow.one(port, n % 4, until, gate, counts) for n in range(5_000)])
    del counts["open"]


def rubbish():
    """What a connection may be sent that is no request, or one that nobody can read."""
    def post(body, head=""):
        return (f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}"
                f"Content-Length: {len(body)}\r\n\r\n").encode() + body

    target = "X-Amz-Target: AmazonSQS.SendMessage\r\nContent-Type: application/x-amz-json-1.0\r\n"
    crumbs = b"1\r\nx\r\n" * 2_000
    return [
        random.randbytes(4_096),
        b"\x16\x03\x01\x02\x00" + random.randbytes(512),
        b"GET " + b"/" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\n" + b"X: " + b"y" * 20_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\n" + b"".join(b"h%d: v\r\n" % n for n in range(1_500)) + b"\r\n",
        b"POST / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\n" + target.encode()
        + b"Transfer-Encoding: chunked\r\n\r\n" + crumbs,
        post(b"[" * 60_000, target),
        post(b"{" + b",".join(b'"k%d":1' % n for n in range(6_000)) + b"}", target),
        post(b"{" * 30_000 + b"}" * 30_000, target),
        post(b"&".join(b"a.%d.b.c=1" % n for n in range(5_500))),
        post(b"Action=SendMessage&" + b"%" * 60_000),
        post(b"\xff" * 60_000, target),
    ]


@attack
async def garbage(port, until, counts):
    """200 connections that send rubbish, each again and again."""
    pieces = rubbish()

    async def one(number):
        serial = number
        while time.time() < until:
            serial += 1
            writer = None
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(pieces[serial % len(pieces)])
                answer = await asyncio.wait_for(reader.read(4_096), 5)
                counts["garbage " + (answer[9:12].decode("latin-1") or "closed")] += 1
            except asyncio.TimeoutError:
                counts["garbage waits"] += 1
            except OSError as fault:
                counts[f"garbage {type(fault).__name__}"] += 1
            finally:
                if writer:
                    writer.transport.abort()
            await asyncio.sleep(0.05)

    await asyncio.gather(*[one(number) for number in range(200)])


@attack
async def signatures(port, until, counts):
    """10,000 requests with wrong signatures a second, or what they get through, 20 at a time."""
    begun = time.time()
    sent = 0

    async def one():
        nonlocal sent
        client = await Target(port).connect()
        some = client.ask("SendMessage", {"QueueUrl": "q", "MessageBody": "m"}, wrong=True) * 20
        while time.time() < until:
            if sent > 10_000 * (time.time() - begun):
                await asyncio.sleep(0.01)
                continue
            sent += 20
            client.writer.write(some)
            left = 20
            while left:
                answer = await client.reader.read(1 << 16)
                if not answer:
                    return
                left -= answer.count(b"HTTP/1.1 ")
                counts["signatures refused"] += answer.count(b"HTTP/1.1 403")
        client.close()

    await asyncio.gather(*[one() for _ in range(20)])


async def hostile(broker):
    """A topic and a queue with the hardest policies that are taken."""
    client = await broker.connect()
    made = await client.publish(Action="CreateTopic", Name="hostile")
    topic = re.search(rb"<TopicArn>(.*?)</TopicArn>", made).group(1).decode()
    for number in range(60):
        await client.call("CreateQueue", QueueName=f"hostile{number}")
        kinds = ["{\"numeric\":[\">\",%d]}" % (number * 140 + n) for n in range(140)]
        if number % 3 == 1:
            kinds = ["{\"prefix\":\"%s\"}" % ("p" * (number + 10 * n)) for n in range(140)]
        if number % 3 == 2:
            kinds = ["{\"wildcard\":\"*%s*%sb*\"}" % ("a" * (200 + number + n), "a" * 5_000)
                     for n in range(5)]
        values = {"FilterPolicy": "{\"a\":[%s]}" % ",".join(kinds), "FilterPolicyScope": "MessageBody"}
        entries = {}
        for place, (name, value) in enumerate(values.items(), 1):
            entries[f"Attributes.entry.{place}.key"] = name
            entries[f"Attributes.entry.{place}.value"] = value
        await client.publish(
            Action="Subscribe", TopicArn=topic, Protocol="sqs",
            Endpoint=topic.replace(":sns:", ":sqs:").replace(":hostile", f":hostile{number}"), **entries)
    agents = ["*%s%d*" % ("a" * 20, n) for n in range(700)]
    statement = {"Effect": "Allow", "Principal": "*", "Action": "SNS:Publish", "Resource": topic,
                 "Condition": {"StringLike": {"aws:UserAgent": agents}}}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    await client.publish(Action="SetTopicAttributes", TopicArn=topic, AttributeName="Policy",
                         AttributeValue=json.dumps(policy))
    client.close()


def topic_arn():
    return "arn:aws:sns:us-east-1:000000000000:hostile"


async def repeat(port, until, counts, name, work, key=HONEST):
    """Does `work` with connection after connection."""
    broker = Target(port)
    broker.key = key
    tally = flood.Tally()
    await flood.again(broker, work, until, tally, name)
    counts.update(tally.counts)


@attack
async def filters(port, until, counts):
    """4 publishers of the hardest bodies to a topic with hard filter policies, and their setters."""
    bodies = ["{\"a\":[%s]}" % ",".join(str(n) for n in range(40_000)),
              "{\"a\":\"%s\"}" % ("a" * (QUARTER - 100)),
              "{\"a\":[%s1]}" % ("[]," * 80_000),
              "{\"a\":[%s]}" % ",".join("\"p%d\"" % n for n in range(30_000)),
              "{\"a\":[%s]}" % ",".join(str(n) for n in range(9_000))]

    async def publish(client):
        await client.publish(Action="Publish", TopicArn=topic_arn(), Message=random.choice(bodies))

    policy = "{\"a\":[{\"anything-but\":[%s]}],\"b\":[%s]}" % (
        ",".join("\"v%d\"" % n for n in range(24_000)), ",".join(str(n) for n in range(140)))

    async def subscribe(client):
        await client.publish(**{
            "Action": "Subscribe", "TopicArn": topic_arn(), "Protocol": "sqs",
            "Endpoint": topic_arn().replace(":sns:", ":sqs:") + str(random.randrange(9)),
            "Attributes.entry.1.key": "FilterPolicy", "Attributes.entry.1.value": policy})

    await asyncio.gather(*[repeat(port, until, counts, "filters", publish) for _ in range(4)],
                         repeat(port, until, counts, "filters set", subscribe))


@attack
async def policies(port, until, counts):
    """20 strangers with long heads at a topic with hundreds of patterns."""

    async def publish(client):
        client.agent = "a" * 14_000
        await client.publish(Action="Publish", TopicArn=topic_arn(), Message="m")

    await asyncio.gather(
        *[repeat(port, until, counts, "policies", publish, key=OTHER) for _ in range(20)])


@attack
async def bodies(port, until, counts):
    """10 clients with the widest and deepest bodies that are read."""
    url = f"http://127.0.0.1:{port}/000000000000/hostile0"
    attributes = {f"n{n}": {"DataType": "String", "StringValue": "v" * 1_000} for n in range(10)}
    entries = [{"Id": str(n), "MessageBody": "\u00e9" * 2_000, "MessageAttributes": attributes}
               for n in range(10)]
    policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}] * 20_000})
    form = {f"Attribute.{n}.Name": f"x{n}" for n in range(9_000)}

    async def ask(client):
        kind = random.randrange(3)
        if kind == 0:
            await client.call("SendMessageBatch", QueueUrl=url, Entries=entries)
        elif kind == 1:
            await client.call("SetQueueAttributes", QueueUrl=url, Attributes={"Policy": policy})
        else:
            await client.publish(Action="SetTopicAttributes", TopicArn=topic_arn(),
                                 AttributeName="Policy", AttributeValue=policy, **form)

    await asyncio.gather(*[repeat(port, until, counts, "bodies", ask) for _ in range(10)])


async def be_attack(name, port, seconds):
    counts = collections.Counter()
    await ATTACKS[name](port, time.time() + seconds, counts)
    print(json.dumps(counts))


async def run_attack(name, broker, seconds):
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--attack", name, str(broker.port), str(seconds),
        stdout=subprocess.PIPE)
    return json.loads((await process.communicate())[0] or b"{}")


async def scrape(broker):
    """The metrics by name and labels."""
    reader, writer = await asyncio.open_connection("127.0.0.1", broker.port)
    writer.write(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    text = (await reader.read(-1)).decode()
    writer.close()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1])
            for line in text.splitlines() if re.match(r"(fanfare|jvm)_.* [0-9.eE+-]+$", line)}


def lateness(before, after):
    """How many looks at event loops were later than 20 ms, and the bucket of the latest."""
    ends = []
    for name, count in after.items():
        found = re.match(r'fanfare_event_loop_delay_seconds_bucket{le="(.*)"}', name)
        if found:
            end = float(found.group(1).replace("+Inf", "inf"))
            ends.append((end, count - before.get(name, 0)))
    ends.sort()
    if not ends:
        return "unknown"
    total = ends[-1][1]
    latest = next(end for end, count in ends if count == total)
    within = max(count for end, count in ends if end <= 0.02)
    return f"{total - within:.0f} of {total:.0f} looks later than 20 ms, the latest within {latest} s"


def changed(before, after):
    names = ("fanfare_refusals_total", "fanfare_authentication_failures_total",
             "fanfare_access_denied_total")
    return {name: after[name] - before.get(name, 0) for name in after
            if name.startswith(names) and after[name] > before.get(name, 0)}


async def part(name, attacks, broker, url, options):
    """Honest clients beside `attacks`."""
    tally = flood.Tally()
    before = await scrape(broker)
    length = options.settle + options.seconds + 1
    running = [asyncio.ensure_future(run_attack(one, broker, length)) for one in attacks]
    await asyncio.sleep(options.settle if attacks else 0)
    await run_honest(broker, url, tally, options.seconds)
    peak = await scrape(broker)
    seen = [await one for one in running]
    after = await scrape(broker)
    print(f"{name}: p50 {tally.p(0.5):.1f} ms, p99 {tally.p(0.99):.1f} ms,"
          f" {len(tally.latencies)} cycles, {dict(tally.counts)}")
    for counts in seen:
        print("  attack: " + ", ".join(f"{key}: {count}" for key, count in sorted(counts.items())))
    print("  event loops: " + lateness(before, after))
    for metric, count in sorted(changed(before, after).items()):
        print(f"  {metric} {count:.0f}")
    heap = sum(value for name, value in peak.items() if name.startswith('jvm_memory_used_bytes{area="heap"'))
    print(f"  heap {heap / (1 << 20):.0f} MB, resident at the most {broker.rss() >> 20} MB", flush=True)
    return tally


async def trial(options):
    directory = tempfile.mkdtemp(prefix="attack-", dir=options.directory)
    broker = Broker(options, directory)
    whole = flood.Tally()
    try:
        url = await flood.queue(broker, "honest")
        await hostile(broker)
        parts = {"warming up": [], "alone": []}
        parts.update((name, [name]) for name in options.attacks or ATTACKS)
        if not options.attacks or options.together:
            parts["together"] = options.attacks or list(ATTACKS)
        parts["alone again"] = []
        tallies = {name: await part(name, attacks, broker, url, options)
                   for name, attacks in parts.items()}
        alone = (tallies["alone"].p(0.99) + tallies["alone again"].p(0.99)) / 2
        print("p99 / p99 alone, before and after: " + ", ".join(
            f"{name} {tally.p(0.99) / max(0.001, alone):.2f}" for name, tally in tallies.items()))
        for tally in tallies.values():
            whole.sent.update(tally.sent)
            whole.received.update(tally.received)
        lost = await flood.drain(broker, url, whole)
        print(f"acknowledged {len(whole.sent)}, lost {lost}; the broker"
              f" {'is alive' if broker.process.poll() is None else 'has ended'}")
        return broker.process.poll() is None and not lost
    finally:
        broker.end()
        shutil.rmtree(directory)


def main():
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if sys.argv[1:2] == ["--honest"]:
        port, url, seconds = sys.argv[2:]
        asyncio.run(be_honest(int(port), url, float(seconds)))
        return
    if sys.argv[1:2] == ["--attack"]:
        name, port, seconds = sys.argv[2:]
        asyncio.run(be_attack(name, int(port), float(seconds)))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jar", default="broker/target/fanfare.jar")
    parser.add_argument("--heap", default="256m")
    parser.add_argument("--seconds", type=float, default=12, help="how long each part is measured")
    parser.add_argument("--settle", type=float, default=3, help="before it is measured beside one")
    parser.add_argument("--together", action="store_true", help="all of them at once, at last")
    parser.add_argument("--directory", default=None, help="where the data directory is made")
    parser.add_argument("--java", action="append", default=[], help="an option for java")
    parser.add_argument("attacks", nargs="*", default=[], help=", ".join(ATTACKS))
    raise SystemExit(0 if asyncio.run(trial(parser.parse_args())) else 1)


if __name__ == "__main__":
    main()
