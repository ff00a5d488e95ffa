#!/usr/bin/env python3
"""FIFO queues beside standard ones on one broker, in one run: send, batch, cycle and drain.

usage: fifo.py [-s SECONDS] [-r ROUNDS] [-w WORKLOAD,...] URL
Drives wrk (Debian's package) with 32 connections and bodies of 1 KiB; needs nothing else.
"""
import argparse, json, os, re, statistics, subprocess, urllib.request, uuid

HERE = os.path.dirname(os.path.abspath(__file__))
SCOPE = "Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0"
QUEUES = {  # name: message groups, attributes
    "standard": (0, {}),
    "fifo 10,000": (10_000, {"FifoQueue": "true"}),
    "fifo 1": (1, {"FifoQueue": "true"}),
    "high throughput 10,000": (10_000, {"FifoQueue": "true", "DeduplicationScope": "messageGroup",
                                        "FifoThroughputLimit": "perMessageGroupId"}),
}

def call(url, action, **members):
    request = urllib.request.Request(url, json.dumps(members).encode(), {
        "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "AmazonSQS." + action,
        "Authorization": "AWS4-HMAC-SHA256 " + SCOPE})
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"{}")

def wrk(url, workload, queue, groups, seconds):
    env = dict(os.environ, WORKLOAD=workload, QUEUE_URL=queue, GROUPS=str(groups), RUN=uuid.uuid4().hex[:8])
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", HERE + "/load.lua", url]
    out = subprocess.run(command, env=env, capture_output=True, text=True)
    found = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+)", out.stdout)
    if not found:
        raise SystemExit(out.stdout + out.stderr)
    return [float(part) for part in found.groups()]

def run(url, workload, groups, attributes, seconds):
    name = "b" + uuid.uuid4().hex[:10] + (".fifo" if attributes else "")
    queue = call(url, "CreateQueue", QueueName=name, Attributes=attributes)["QueueUrl"]
    if workload == "drain":
        wrk(url, "batch", queue, groups, seconds)
    result = wrk(url, workload, queue, groups, seconds)
    call(url, "DeleteQueue", QueueUrl=queue)
    return result

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-s", type=int, default=5)
    parser.add_argument("-r", type=int, default=3)
    parser.add_argument("-w", default="send,batch,cycle,drain")
    parser.add_argument("url")
    args = parser.parse_args()
    print(f"{args.r} rounds of {args.s} s; messages/s, medians (least..most), ratio to the standard queue")
    for workload in args.w.split(","):
        results = {name: [] for name in QUEUES}
        for counted in [False] + [True] * args.r:
            for name, (groups, attributes) in QUEUES.items():
                result = run(args.url, workload, groups, attributes, args.s)
                if counted:
                    results[name].append(result)
        base = None
        for name, rows in results.items():
            rates = [row[0] for row in rows]
            median = statistics.median(rates)
            base = base or median
            print(f"{workload:6} {name:23} {median:8.0f} ({min(rates):.0f}..{max(rates):.0f}) x{median / base:.2f}"
                  f"  p50 {statistics.median(row[1] for row in rows):.2f} ms"
                  f"  p99 {statistics.median(row[2] for row in rows):.2f} ms"
                  f"  errors {sum(row[3] for row in rows):.0f}", flush=True)

if __name__ == "__main__":
    main()
