#!/usr/bin/env python3
"""How quick a young broker is: time to its first answer, memory then, and its rate in seconds 2 to 5
beside its own rate once it is warm.

    start.py [-r ROUNDS] [-w WARM_SECONDS] [--port PORT] NAME=COMMAND [NAME=COMMAND ...]

Each COMMAND starts a broker and is given --port and --data, such as "java -jar fanfare.jar" or
"bin/fanfare". Load by wrk with load.lua: 1 KiB a message, one SendMessage a request, 32 connections.
"""
import argparse, http.client, json, os, shlex, shutil, signal, statistics, subprocess, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))


def call(port, action, **asked):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", "/", json.dumps(asked), {
        "X-Amz-Target": "AmazonSQS." + action, "Content-Type": "application/x-amz-json-1.0"})
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 200, text
    return json.loads(text) if text else {}


def answers(port):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def load(port, seconds):
    """Messages a second, second by second."""
    url = f"http://127.0.0.1:{port}/"
    done = subprocess.run(
        ["wrk", "-t1", "-c32", f"-d{seconds}s", "--timeout", "30s", "-s", f"{HERE}/load.lua", url],
        capture_output=True, text=True, check=True,
        env=dict(os.environ, WORKLOAD="send", GROUPS="0", RUN="young", QUEUE_URL=url + "000000000000/young"))
    line = next(l for l in done.stdout.splitlines() if l.startswith("Requests/sec"))
    return float(line.split()[1])


def once(command, port, warm):
    data = tempfile.mkdtemp()
    began = time.monotonic()
    broker = subprocess.Popen(
        shlex.split(command) + ["--port", str(port), "--data", data], stdout=subprocess.DEVNULL)
    try:
        while not answers(port):
            assert broker.poll() is None, "the broker ended"
            time.sleep(0.002)
        first = time.monotonic() - began
        memory = resident(broker.pid)
        call(port, "CreateQueue", QueueName="young")
        time.sleep(max(0.0, began + 2 - time.monotonic()))
        cold = load(port, 3)
        load(port, warm)
        return first, memory, cold / load(port, 5), cold
    finally:
        broker.send_signal(signal.SIGTERM)
        broker.wait()
        shutil.rmtree(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=3)
    parser.add_argument("-w", "--warm", type=int, default=30)
    parser.add_argument("--port", type=int, default=4599)
    parser.add_argument("brokers", nargs="+")
    given = parser.parse_args()
    seen = {}
    for _ in range(given.rounds):
        for broker in given.brokers:
            name, command = broker.split("=", 1)
            seen.setdefault(name, []).append(once(command, given.port, given.warm))
    for name, runs in seen.items():
        first, memory, ratio, cold = (statistics.median(column) for column in zip(*runs))
        least, most = min(r[0] for r in runs), max(r[0] for r in runs)
        print(f"{name:12} first answer {first:.2f} s ({least:.2f}..{most:.2f})  {memory} MB  "
              f"seconds 2 to 5: {cold:.0f}/s, x{ratio:.2f} of warm")


main()
