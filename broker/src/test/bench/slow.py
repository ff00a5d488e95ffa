#!/usr/bin/env python3
"""Opens slow connections to a broker of its own and tells what honest clients notice of them.

    slow.py --jar broker/target/fanfare.jar --connections 5000 --seconds 60

Eight honest clients send, receive and delete messages of 1 KiB: first alone, then beside the slow
connections, then alone again. A quarter of the slow ones says nothing, a quarter drips the head of a
request, a quarter its body, and a quarter asks once and then begins a head that it does not end;
each opens another when it is closed. They and the honest clients have processes of their own. Needs
Linux and nothing but Python.
"""

import argparse
import asyncio
import collections
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import flood

DRIP_SECONDS = 2
OPENING = 200

HEAD = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: AmazonSQS.SendMessage\r\n"
        b"Content-Length: 10000\r\n\r\n{")
WHOLE = (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: AmazonSQS.ListQueues\r\n"
         b"Content-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}")


async def one(port, kind, until, gate, counts):
    """One slow connection after the other."""
    begin = (b"", HEAD, BODY, WHOLE + HEAD)[kind]
    name = ("silent", "head", "body", "second head")[kind]
    while time.time() < until:
        writer = None
        try:
            async with gate:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            counts[name + " opened"] += 1
            counts["open"] += 1
            counts["most open"] = max(counts["most open"], counts["open"])
            if begin:
                writer.write(begin)
            await drip(reader, writer, kind, until)
            counts[name + " closed"] += time.time() < until
        except OSError as fault:
            counts[f"{name} {type(fault).__name__}"] += 1
            await asyncio.sleep(1)
        finally:
            if writer:
                counts["open"] -= 1
                writer.transport.abort()


async def drip(reader, writer, kind, until):
    """Sends a byte now and then, until the broker closes the connection."""
    while time.time() < until:
        try:
            if not await asyncio.wait_for(reader.read(4096), DRIP_SECONDS):
                return
        except asyncio.TimeoutError:
            if kind:
                writer.write(b" ")


async def be_slow(port, connections, seconds):
    counts = collections.Counter()
    until = time.time() + seconds
    gate = asyncio.Semaphore(OPENING)
    await asyncio.gather(*[one(port, n % 4, until, gate, counts) for n in range(connections)])
    del counts["open"]
    print(json.dumps(counts))


async def run_slow(broker, options, seconds):
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--slow", str(broker.port), str(options.connections),
        str(seconds), stdout=subprocess.PIPE)
    return json.loads((await process.communicate())[0])


async def trial(options):
    directory = tempfile.mkdtemp(prefix="slow-", dir=options.directory)
    broker = flood.Broker(options, directory)
    try:
        url = await flood.queue(broker, "honest")
        warm, before, beside, after = (flood.Tally() for _ in range(4))
        await flood.run_honest(broker, url, warm, options.seconds / 2)
        await flood.run_honest(broker, url, before, options.seconds)
        slow = asyncio.ensure_future(run_slow(broker, options, options.settle + options.seconds + 1))
        await asyncio.sleep(options.settle)
        await flood.run_honest(broker, url, beside, options.seconds)
        counts = await slow
        await flood.run_honest(broker, url, after, options.seconds)
        for name, tally in (("alone", before), ("beside", beside), ("alone again", after)):
            print(f"{name}: p50 {tally.p(0.5):.1f} ms, p99 {tally.p(0.99):.1f} ms,"
                  f" {len(tally.latencies)} cycles, {dict(tally.counts)}")
        alone = max(0.001, (before.p(0.99) + after.p(0.99)) / 2)
        print(f"p99 beside / alone: {beside.p(0.99) / alone:.2f}")
        print("slow: " + ", ".join(f"{key}: {count}" for key, count in sorted(counts.items())))
        print("metrics: " + await flood.metrics(broker))
        return broker.process.poll() is None
    finally:
        broker.end()
        shutil.rmtree(directory)


def main():
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if sys.argv[1:2] == ["--slow"]:
        port, connections, seconds = sys.argv[2:]
        asyncio.run(be_slow(int(port), int(connections), float(seconds)))
        return
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--jar", default="broker/target/fanfare.jar")
    parser.add_argument("--heap", default="256m")
    parser.add_argument("--connections", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=60, help="how long each part is measured")
    parser.add_argument("--settle", type=float, default=15, help="before it is measured beside them")
    parser.add_argument("--directory", default=None, help="where the data directory is made")
    parser.add_argument("--java", action="append", default=[], help="an option for java")
    raise SystemExit(0 if asyncio.run(trial(parser.parse_args())) else 1)


if __name__ == "__main__":
    main()
