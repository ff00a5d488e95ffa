#!/usr/bin/env python3
"""What a connection costs, and a long poll that waits on it: bytes of live heap.

    polls.py [-n CONNECTIONS] [-c CLASSES] JAR

Opens that many connections to a broker of its own, lets each ask once and be answered, then lets
each wait for a message; after each step it counts the live objects (`jcmd GC.class_histogram`).
With -c it shows of which classes a waiting poll is made.
"""
import argparse, json, re, resource, shutil, socket, subprocess, tempfile, time

def request(action, **members):
    body = json.dumps(members).encode()
    return (f"POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.{action}\r\n"
            f"Content-Type: application/x-amz-json-1.0\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body

def ask(connection, action, **members):
    connection.sendall(request(action, **members))
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int(re.search(rb"content-length: (\d+)", head, re.I).group(1))
    while len(body) < length:
        body += connection.recv(65536)
    return json.loads(body or b"{}")

def histogram(pid):
    for _ in range(2):
        text = subprocess.run(["jcmd", str(pid), "GC.class_histogram"], capture_output=True, text=True).stdout
    rows = re.findall(r"^\s*\d+:\s+(\d+)\s+(\d+)\s+(\S+)", text, re.M)
    return {name: (int(count), int(size)) for count, size, name in rows}

def total(rows):
    return sum(size for _, size in rows.values())

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=10_000)
    parser.add_argument("-c", type=int, default=0)
    parser.add_argument("jar")
    args = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    data = tempfile.mkdtemp(prefix="polls-")
    broker = subprocess.Popen(["java", "-Xmx1g", "-jar", args.jar, "--port", "0", "--data", data + "/data"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = int(re.search(r":(\d+),", broker.stdout.readline()).group(1))
        first = socket.create_connection(("127.0.0.1", port))
        url = ask(first, "CreateQueue", QueueName="quiet")["QueueUrl"]
        for _ in range(3_000):
            ask(first, "ReceiveMessage", QueueUrl=url)
        before = histogram(broker.pid)
        connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(args.n)]
        for connection in connections:
            ask(connection, "ReceiveMessage", QueueUrl=url)
        time.sleep(1)
        idle = histogram(broker.pid)
        for connection in connections:
            connection.sendall(request("ReceiveMessage", QueueUrl=url, WaitTimeSeconds=20))
        time.sleep(2)
        waiting = histogram(broker.pid)
        print(f"an idle connection: {(total(idle) - total(before)) / args.n:.0f} B, "
              f"a waiting poll above it: {(total(waiting) - total(idle)) / args.n:.0f} B")
        more = sorted(((size - idle.get(name, (0, 0))[1], count - idle.get(name, (0, 0))[0], name)
                       for name, (count, size) in waiting.items()), reverse=True)
        for size, count, name in more[:args.c]:
            print(f"  {size / args.n:7.1f} B  {count / args.n:6.2f} x  {name}")
    finally:
        broker.kill()
        broker.wait()
        shutil.rmtree(data)

if __name__ == "__main__":
    main()
