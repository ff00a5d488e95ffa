#!/usr/bin/env python3
"""A broker on a disk that is too small: nothing that was acknowledged is lost, and it never ends.

usage: smalldisk.py [-m MEGABYTES] [-r ROUNDS] [-s SECONDS] [-x XMX] [-d DIR] JAR
Mounts a tmpfs of that size (needs root), or takes DIR, which is on a disk of its own already. Each
round: senders beside consumers; senders alone until they are refused; a kill and a start on the full
disk; a file of somebody else's that takes all the rest, and goes again; consumers until nothing is
there; a stop, and a start when the disk is full to the last block.
"""
import argparse, http.client, json, os, random, shutil, signal, socket, subprocess, sys, tempfile, threading, time

def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

class Client:
    def __init__(self, port):
        self.port, self.connection = port, None

    def call(self, action, **members):
        """The status and the answer; a status of 0 if there was none."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            self.connection.request("POST", "/", json.dumps(members), {
                "X-Amz-Target": "AmazonSQS." + action, "Content-Type": "application/x-amz-json-1.0"})
            answer = self.connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else {}
        except (OSError, http.client.HTTPException, ValueError):
            self.connection = None
            return 0, {}

class Books:
    """What was acknowledged and what was received, by the ids that bodies begin with."""
    def __init__(self):
        self.lock, self.sent, self.received = threading.Lock(), set(), set()
        self.refused = self.broken = self.number = 0
        self.accepted_at = 0.0

    def ids(self, count):
        with self.lock:
            self.number += count
            return ["%09d" % n for n in range(self.number - count, self.number)]

    def missing(self):
        with self.lock:
            return self.sent - self.received

class Process:
    def __init__(self, options, place):
        self.options, self.place, self.port = options, place, free_port()
        self.log = open(os.path.join(options.logs, "broker.log"), "a")

    def start(self):
        command = ["java", "-Xmx" + self.options.x, "-jar", self.options.jar, "--port", str(self.port), "--data",
                   os.path.join(self.place, "data")]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(600):
            code = self.process.poll()
            if code is not None:
                return code
            if self.get("/health")[0]:
                return None
            time.sleep(.1)
        raise SystemExit("The broker does not answer")

    def get(self, path):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""

    def state(self):
        room = [line for line in self.get("/metrics")[1].splitlines()
                if line.startswith(("fanfare_store_room", "fanfare_store_disk", "fanfare_store_ballast"))]
        return self.get("/health")[1], room

    def end(self, how):
        self.process.send_signal(how)
        return self.process.wait(60)

    def must_live(self):
        if self.process.poll() is not None:
            raise SystemExit("FAILED: the broker ended with %s" % self.process.returncode)

def sender(port, url, books, stop, size, batch):
    client = Client(port)
    while not stop.is_set():
        ids = books.ids(batch)
        status, answer = client.call("SendMessageBatch", QueueUrl=url, Entries=[
            {"Id": str(i), "MessageBody": one + "x" * (size - len(one))} for i, one in enumerate(ids)])
        with books.lock:
            if status == 200:
                books.sent.update(ids[int(entry["Id"])] for entry in answer.get("Successful", []))
                books.accepted_at = time.monotonic()
            elif status in (503, 500):
                books.refused += 1
            else:
                books.broken += 1
        if status != 200:
            time.sleep(.05)

def consumer(port, url, books, stop, shuffled):
    client, rest = Client(port), []
    while not stop.is_set():
        status, answer = client.call("ReceiveMessage", QueueUrl=url, MaxNumberOfMessages=10)
        if status != 200:
            with books.lock:
                books.broken += 1
            time.sleep(.05)
            continue
        messages = answer.get("Messages", [])
        with books.lock:
            books.received.update(message["Body"][:9] for message in messages)
        rest += messages
        if shuffled:
            random.shuffle(rest)
        while len(rest) > (200 if shuffled and messages else 0):
            part, rest = rest[:10], rest[10:]
            client.call("DeleteMessageBatch", QueueUrl=url, Entries=[
                {"Id": str(i), "ReceiptHandle": message["ReceiptHandle"]} for i, message in enumerate(part)])
        if not messages:
            time.sleep(.1)

class Crowd:
    def __init__(self, process, urls, books):
        self.stop, self.threads, self.process, self.urls, self.books = threading.Event(), [], process, urls, books

    def add(self, role, count, *more):
        for i in range(count):
            arguments = (self.process.port, self.urls[i % len(self.urls)], self.books, self.stop) + more
            self.threads.append(threading.Thread(target=role, args=arguments, daemon=True))
            self.threads[-1].start()

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join(60)

def senders(crowd):
    crowd.add(sender, 4, 1024, 10)
    crowd.add(sender, 2, 200 << 10, 1)
    crowd.add(sender, 1, 200, 10)

def fill(place):
    """Takes every block that is left, as somebody else."""
    for size in (1 << 20, 4096):
        try:
            with open(os.path.join(place, "filler"), "ab", buffering=0) as filler:
                while filler.write(b"x" * size) == size:
                    pass
        except OSError:
            pass

def unfill(place):
    if os.path.exists(os.path.join(place, "filler")):
        os.remove(os.path.join(place, "filler"))

def say(text, books, process, place):
    process.must_live()
    disk = os.statvfs(place)
    health, metrics = process.state()
    sizes = {name: os.path.getsize(os.path.join(place, "data", name)) >> 10
             for name in ("fanfare.store", "ballast") if os.path.exists(os.path.join(place, "data", name))}
    print("%-34s sent %7d received %7d refused %5d broken %4d free %5d KiB %s %s" % (
        text, len(books.sent), len(books.received), books.refused, books.broken,
        disk.f_bavail * disk.f_bsize >> 10, sizes, health), flush=True)
    return metrics

def until(what, seconds, doing, process):
    end = time.monotonic() + seconds
    while not doing():
        process.must_live()
        if time.monotonic() > end:
            raise SystemExit("FAILED: " + what)
        time.sleep(.2)

def restart(process):
    code = process.start()
    if code is not None:
        raise SystemExit("FAILED: a start on the full disk ended with %s" % code)

def work(process, urls, books, seconds, *roles):
    crowd = Crowd(process, urls, books)
    for role in roles:
        role(crowd)
    time.sleep(seconds)
    crowd.end()

def one_round(number, process, urls, books, options, place):
    consumers = lambda crowd: crowd.add(consumer, 6, number % 2 == 1)
    work(process, urls, books, options.s, senders, consumers)
    say("senders and consumers", books, process, place)
    crowd = Crowd(process, urls, books)
    senders(crowd)
    books.accepted_at = time.monotonic()
    until("sends are never refused", 120, lambda: time.monotonic() - books.accepted_at > 2, process)
    crowd.end()
    print("\n".join(say("senders until refused", books, process, place)))
    crowd = Crowd(process, urls, books)
    senders(crowd)
    consumers(crowd)
    time.sleep(options.s / 2)
    process.must_live()
    process.end(signal.SIGKILL)
    crowd.end()
    restart(process)
    say("killed when full, started", books, process, place)
    work(process, urls, books, options.s / 2, senders, consumers)
    say("both, full or nearly", books, process, place)
    crowd = Crowd(process, urls, books)
    senders(crowd)
    consumers(crowd)
    fill(place)
    time.sleep(options.s / 2)
    say("somebody else took the rest", books, process, place)
    fill(place)
    time.sleep(options.s / 2)
    say("and once more", books, process, place)
    unfill(place)
    crowd.end()
    crowd = Crowd(process, urls, books)
    consumers(crowd)
    until("not all arrives: %d" % len(books.missing()), 180, lambda: not books.missing(), process)
    crowd.end()
    say("consumers until empty", books, process, place)
    accepted = len(books.sent)
    work(process, urls, books, 2, senders)
    say("sends again", books, process, place)
    if len(books.sent) <= accepted:
        raise SystemExit("FAILED: sends are refused though there is room")
    code = process.end(signal.SIGTERM)
    print("stopped with", code)
    fill(place)
    code = process.start()
    if code is None:
        say("started without a free block", books, process, place)
        work(process, urls, books, 2, senders, consumers)
        say("at work so", books, process, place)
        unfill(place)
    else:
        print("start without a free block: exit", code)
        unfill(place)
        restart(process)
    if code not in (None, 2):
        raise SystemExit("FAILED: a start on the full disk ended with %s" % code)
    work(process, urls, books, 3, senders, consumers)
    say("with room again", books, process, place)

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("jar")
    parser.add_argument("-m", type=int, default=64)
    parser.add_argument("-r", type=int, default=3)
    parser.add_argument("-s", type=float, default=8)
    parser.add_argument("-x", default="256m")
    parser.add_argument("-d")
    options = parser.parse_args()
    options.logs = tempfile.mkdtemp(prefix="smalldisk")
    place = options.d or tempfile.mkdtemp(prefix="smalldisk")
    if not options.d:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dm" % options.m, "tmpfs", place], check=True)
    process, books = Process(options, place), Books()
    try:
        if process.start() is not None:
            raise SystemExit("FAILED: the broker does not start")
        urls = [Client(process.port).call("CreateQueue", QueueName="q%d" % i, Attributes={
            "VisibilityTimeout": "10"})[1]["QueueUrl"] for i in range(2)]
        for number in range(options.r):
            print("round", number, flush=True)
            one_round(number, process, urls, books, options, place)
        print("PASSED: %d sent, %d refused, none lost" % (len(books.sent), books.refused))
    finally:
        if process.process.poll() is None:
            process.end(signal.SIGKILL)
        if not options.d:
            subprocess.run(["umount", place])
            os.rmdir(place)
        print("log: " + os.path.join(options.logs, "broker.log"))

main()
