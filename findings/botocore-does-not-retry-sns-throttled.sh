#!/usr/bin/env bash
# botocore 1.43.107, retry modes standard and adaptive: the throttling error that the model of SNS
# itself declares (ThrottledException, code Throttled, status 429) is final at the first try, as
# neither the code is one of those that botocore retries nor the status. Throttling, a code that no
# model of SNS declares, is tried again as often as allowed. The legacy mode knows both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install -q --disable-pip-version-check botocore==1.43.107
cat > finding.py <<'PYTHON'
import http.server, threading
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

TRIES = {}

class Busy(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        _, mode, code, status = self.path.rstrip("/").split("/")
        TRIES[mode, code] = TRIES.get((mode, code), 0) + 1
        answer = (
            '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>'
            f"<Code>{code}</Code><Message>Rate exceeded</Message></Error>"
            "<RequestId>1</RequestId></ErrorResponse>"
        ).encode()
        self.send_response(int(status))
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *anything):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Busy)
threading.Thread(target=server.serve_forever, daemon=True).start()
model = botocore.session.get_session().get_service_model("sns").shape_for("ThrottledException")
print("in the model:", model.metadata["error"]["code"], model.metadata["error"]["httpStatusCode"])
for mode in "standard", "adaptive", "legacy":
    for code, status in ("Throttled", 429), ("Throttling", 400):
        sns = botocore.session.get_session().create_client(
            "sns",
            region_name="us-east-1",
            endpoint_url=f"http://127.0.0.1:{server.server_port}/{mode}/{code}/{status}",
            aws_access_key_id="a",
            aws_secret_access_key="b",
            config=Config(retries={"mode": mode, "total_max_attempts": 3}),
        )
        try:
            sns.publish(TopicArn="arn:aws:sns:us-east-1:000000000000:t", Message="m")
        except ClientError:
            print(mode, code, status, "tries:", TRIES[mode, code])
PYTHON
env/bin/python finding.py | tee seen
cat > expected <<'TEXT'
in the model: Throttled 429
standard Throttled 429 tries: 1
standard Throttling 400 tries: 3
adaptive Throttled 429 tries: 1
adaptive Throttling 400 tries: 3
legacy Throttled 429 tries: 3
legacy Throttling 400 tries: 3
TEXT
diff expected seen
