#!/usr/bin/env python3
"""Topics beside a plain queue on one broker, in one run: fan-out, filter policies, envelopes, FIFO.

usage: topics.py [-s SECONDS] [-r ROUNDS] [-w WORKLOAD,...] URL
Drives wrk (Debian's package) with 32 connections and bodies of 1 KiB; needs nothing else.
"""
import argparse, os, re, statistics, subprocess, urllib.parse, urllib.request, uuid

HERE = os.path.dirname(os.path.abspath(__file__))
RAW = {"RawMessageDelivery": "true"}
ACCOUNT = "arn:aws:sqs:us-east-1:000000000000:"
WORKLOADS = {  # name: queues that get each message, policies that do not match, kinds, attributes, fifo
    "send": (0, 0, 1, RAW, False),
    "fan1": (1, 0, 1, RAW, False),
    "fan10": (10, 0, 1, RAW, False),
    "envelope1": (1, 0, 1, {}, False),
    "fifo1": (1, 0, 1, RAW, True),
    "filter10": (10, 0, 10, RAW, False),
    "filter1000": (1_000, 0, 1_000, RAW, False),
    "policies1": (1, 0, 0, RAW, False),
    "policies10000": (1, 9_999, 0, RAW, False),
}

def call(url, service, action, **members):
    scope = f"Credential=test/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
    body = urllib.parse.urlencode({"Action": action, **members}).encode()
    request = urllib.request.Request(url, body, {
        "Content-Type": "application/x-www-form-urlencoded", "Authorization": "AWS4-HMAC-SHA256 " + scope})
    with urllib.request.urlopen(request) as answer:
        return answer.read().decode()

def found(tag, text):
    return re.search(f"<{tag}>([^<]*)</{tag}>", text).group(1)

def entries(prefix, attributes):
    pairs = list(enumerate(attributes.items(), 1))
    return {f"{prefix}.{i}.{part}": value for i, pair in pairs for part, value in zip(("key", "value"), pair)}

def subscribe(url, topic, name, attributes, policy):
    if policy:
        attributes = {**attributes, "FilterPolicy": '{"kind":["%s"]}' % policy}
    call(url, "sns", "Subscribe", TopicArn=topic, Protocol="sqs", Endpoint=ACCOUNT + name,
         **entries("Attributes.entry", attributes))

def wrk(url, target, kinds, fifo, seconds):
    env = dict(os.environ, TARGET=target, KINDS=str(kinds), FIFO=str(fifo), RUN=uuid.uuid4().hex[:8])
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", HERE + "/publish.lua", url]
    out = subprocess.run(command, env=env, capture_output=True, text=True)
    result = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+)", out.stdout)
    if not result:
        raise SystemExit(out.stdout + out.stderr)
    return [float(part) for part in result.groups()]

def run(url, name, seconds):
    matching, others, kinds, attributes, fifo = WORKLOADS[name]
    end = ".fifo" if fifo else ""
    prefix = "b" + uuid.uuid4().hex[:10] + "-"
    more = {"Attribute.1.Name": "FifoQueue", "Attribute.1.Value": "true"} if fifo else {}
    queues = [prefix + str(i) + end for i in range(max(1, matching))]
    urls = [found("QueueUrl", call(url, "sqs", "CreateQueue", QueueName=q, **more)) for q in queues]
    if matching == 0:
        result = wrk(url, urls[0], kinds, fifo, seconds)
    else:
        given = entries("Attributes.entry", {"FifoTopic": "true"}) if fifo else {}
        topic = found("TopicArn", call(url, "sns", "CreateTopic", Name=prefix + end, **given))
        for i in range(others):  # to queues that are not there; none of them matches
            subscribe(url, topic, prefix + "other-" + str(i), attributes, f"other{i}")
        for i, queue in enumerate(queues):
            subscribe(url, topic, queue, attributes, f"k{i + 1}" if kinds != 1 else None)
        result = wrk(url, topic, max(1, kinds), fifo, seconds)
        call(url, "sns", "DeleteTopic", TopicArn=topic)
    for queue in urls:
        call(url, "sqs", "DeleteQueue", QueueUrl=queue)
    return result

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-s", type=int, default=5)
    parser.add_argument("-r", type=int, default=3)
    parser.add_argument("-w", default=",".join(WORKLOADS))
    parser.add_argument("url")
    args = parser.parse_args()
    names = args.w.split(",")
    print(f"{args.r} rounds of {args.s} s; requests/s, medians (least..most), ratio to {names[0]}")
    results = {name: [] for name in names}
    for counted in [False] + [True] * args.r:
        for name in names:
            result = run(args.url, name, args.s)
            if counted:
                results[name].append(result)
    base = statistics.median(row[0] for row in results[names[0]])
    for name, rows in results.items():
        rates = [row[0] for row in rows]
        median = statistics.median(rates)
        print(f"{name:14} {median:8.0f} ({min(rates):.0f}..{max(rates):.0f}) x{median / base:.2f}"
              f"  copies/s {median * (10 if name == 'fan10' else 1):.0f}"
              f"  p50 {statistics.median(row[1] for row in rows):.2f} ms"
              f"  p99 {statistics.median(row[2] for row in rows):.2f} ms"
              f"  errors {sum(row[3] for row in rows):.0f}", flush=True)

if __name__ == "__main__":
    main()
