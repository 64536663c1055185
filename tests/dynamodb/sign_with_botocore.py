"""sign_with_botocore.py FILE: writes requests as AWS's own library signs them, of many shapes, with and without a
session token, as JSON: another signer than ours to compare with, byte for byte."""
import datetime
import json
import random
import sys

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

COUNT = 300
NOW = datetime.datetime(2026, 5, 12, 21, 4, 5)
chance = random.Random(20260512)
botocore.auth.get_current_datetime = lambda remove_tzinfo=True: NOW  # its one look at the clock


def signed(number: int) -> dict:
    token = "".join(chance.choices("abcDEF/+=0", k=chance.randint(20, 400))) if number % 2 else None
    body = "".join(chance.choices("{}\":, aé漢\n", k=chance.randint(0, 200)))
    query = "&".join(f"{chance.choice('abz')}{i}={chance.choice(['', 'x', '%20y', 'a%2Fb'])}" for i in range(chance.randint(0, 3)))
    url = "https://dynamodb.us-east-1.amazonaws.com/" + chance.choice(["", "plain", "two/parts", "with%20space"]) + ("?" + query if query else "")
    headers = {"content-type": "application/x-amz-json-1.0", "x-amz-target": f"DynamoDB_20120810.{chance.choice(['GetItem', 'Query'])}"}
    if number % 3 == 0:
        headers["x-amz-note"] = "  spaces   within  "
    request = AWSRequest(method=chance.choice(["POST", "GET"]), url=url, data=body.encode(), headers=dict(headers))
    botocore.auth.SigV4Auth(Credentials("AKIDEXAMPLE", "secret/KEY+", token), "dynamodb", "us-east-1").add_auth(request)
    return {"method": request.method, "url": url, "body": body, "headers": headers, "token": token or "", "authorization": request.headers["Authorization"], "date": request.headers["X-Amz-Date"]}


with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump([signed(number) for number in range(COUNT)], file)
