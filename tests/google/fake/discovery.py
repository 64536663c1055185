"""Google's own discovery documents as the judge of requests and answers.

The documents ship in the PyPI package google-api-python-client. A request or an answer that they
do not allow is a defect of our client or of this fake, and is reported as such.
"""
import json
import os
import re
from urllib.parse import unquote

import googleapiclient

DOCUMENTS = os.path.join(os.path.dirname(googleapiclient.__file__), "discovery_cache", "documents")


class Violation(Exception):
    """What a request or an answer has that Google's documents do not allow."""


class Api:
    def __init__(self, file_name, prefix):
        with open(os.path.join(DOCUMENTS, file_name), encoding="utf-8") as file:
            self.document = json.load(file)
        self.methods = []
        self._collect(self.document["resources"], prefix)

    def _collect(self, resources, prefix):
        for resource in resources.values():
            for method in resource.get("methods", {}).values():
                path = "/" + prefix + method.get("flatPath", method["path"])
                pattern = re.compile("^" + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path) + "$")
                self.methods.append((method["httpMethod"], pattern, method))
            self._collect(resource.get("resources", {}), prefix)

    def match(self, http_method, path):
        for method_name, pattern, method in self.methods:
            found = pattern.match(path)
            if method_name == http_method and found:
                return method, {name: unquote(value) for name, value in found.groupdict().items()}
        return None, {}

    def check_request(self, method, query, body):
        allowed = {**self.document.get("parameters", {}), **method.get("parameters", {})}
        for name, values in query.items():
            rule = allowed.get(name)
            if rule is None or rule.get("location") == "path":
                raise Violation(f"{method['id']}: no query parameter {name}")
            if len(values) > 1 and not rule.get("repeated"):
                raise Violation(f"{method['id']}: {name} may stand once only")
            for value in values:
                self._check_parameter(method["id"], name, rule, value)
        for name, rule in method.get("parameters", {}).items():
            if rule.get("required") and rule["location"] == "query" and name not in query:
                raise Violation(f"{method['id']}: {name} is missing")
        if "request" in method:
            if body is None:
                raise Violation(f"{method['id']}: a body is missing")
            self.check(body, {"$ref": method["request"]["$ref"]}, method["id"] + " request")
        elif body is not None:
            raise Violation(f"{method['id']}: no body is allowed")

    def check_answer(self, method, body):
        if "response" in method:
            self.check(body, {"$ref": method["response"]["$ref"]}, method["id"] + " answer")

    @staticmethod
    def _check_parameter(where, name, rule, value):
        kind = rule["type"]
        if "enum" in rule and value not in rule["enum"]:
            raise Violation(f"{where}: {name}={value} is none of {rule['enum']}")
        if kind == "boolean" and value not in ("true", "false"):
            raise Violation(f"{where}: {name}={value} is no boolean")
        if kind == "integer":
            if not re.fullmatch(r"-?\d+", value):
                raise Violation(f"{where}: {name}={value} is no integer")
            if "minimum" in rule and int(value) < int(rule["minimum"]) or "maximum" in rule and int(value) > int(rule["maximum"]):
                raise Violation(f"{where}: {name}={value} is out of bounds")
        if rule.get("format") == "date-time" and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value):
            raise Violation(f"{where}: {name}={value} is no date-time with an offset")

    def check(self, value, schema, where):
        if "$ref" in schema:
            schema = self.document["schemas"][schema["$ref"]]
        kind = schema.get("type", "any")
        if value is None or kind == "any":
            return
        if kind == "object":
            if not isinstance(value, dict):
                raise Violation(f"{where}: no object")
            for name, member in value.items():
                rule = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
                if rule is None:
                    raise Violation(f"{where}: no member {name}")
                self.check(member, rule, f"{where}.{name}")
        elif kind == "array":
            if not isinstance(value, list):
                raise Violation(f"{where}: no list")
            for item in value:
                self.check(item, schema["items"], where + "[]")
        elif kind == "string":
            if not isinstance(value, str):
                raise Violation(f"{where}: no text")
        elif kind == "integer":
            if not isinstance(value, int) or isinstance(value, bool):
                raise Violation(f"{where}: no integer")
        elif kind == "boolean" and not isinstance(value, bool):
            raise Violation(f"{where}: no boolean")


def load():
    # Gmail's paths carry gmail/v1/ themselves; Calendar's stand below servicePath.
    return [Api("gmail.v1.json", ""), Api("calendar.v3.json", "calendar/v3/")]
