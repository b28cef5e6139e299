"""Prints the body of a signed webhook message, made by the code of the platform's guide.

Usage: webhook.py TIMESTAMP SECRET MSG_TYPE CONTENT
"""

import base64
import hashlib
import hmac
import json
import sys

timestamp, secret, msg_type, content = sys.argv[1:]
key = "{}\n{}".format(timestamp, secret)
digest = hmac.new(key.encode("utf-8"), digestmod=hashlib.sha256).digest()
body = {
    "timestamp": timestamp,
    "sign": base64.b64encode(digest).decode("utf-8"),
    "msg_type": msg_type,
    "content": json.loads(content),
}
print(json.dumps(body))
