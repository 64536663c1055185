"""The whole stack in an AWS of this machine's own: synthesised and deployed by the CDK's own command, to ministack's
CloudFormation; our packages run by its Lambda, each in a root that holds nothing else; its CloudFront in front."""
import copy
import json
import os
import shlex
import subprocess
import tempfile
import zipfile
from pathlib import Path

from aws_world import CREDENTIALS, ROOT, Aws
from edge import Edge
from emulated import EmptyRoot, http_event
from wire import Wire

STACK = "ShipCaptainCrew"
ASSETS = "cdk-hnb659fds-assets-000000000000-us-east-1"
COMMAND_PATIENCE_S = 300
INFRA = ROOT / "infra"
# ministack's CloudFormation does not know this type.
UNKNOWN = ("AWS::Budgets::Budget",)


def adapted(template, port):
    """The template but for what ministack can't do: the budget, an origin of CloudFront at one of AWS's names, and a
    bucket's policy that asks for if-none-match, which its judge does not know."""
    template = copy.deepcopy(template)
    for name in [name for name, one in template["Resources"].items() if one["Type"] in UNKNOWN]:
        del template["Resources"][name]
    distribution = next(one for one in template["Resources"].values() if one["Type"] == "AWS::CloudFront::Distribution")
    api = next(name for name, one in template["Resources"].items() if one["Type"] == "AWS::ApiGatewayV2::Api")
    for origin in distribution["Properties"]["DistributionConfig"]["Origins"]:
        if "CustomOriginConfig" in origin:
            origin.update(DomainName="127.0.0.1", OriginPath={"Fn::Join": ["", ["/_aws/execute-api/", {"Ref": api}, "/$default"]]})
            origin["CustomOriginConfig"] = {"OriginProtocolPolicy": "http-only", "HTTPPort": port}
    for policy in template["Resources"].values():
        if policy["Type"] == "AWS::S3::BucketPolicy":
            document = policy["Properties"]["PolicyDocument"]
            document["Statement"] = [one for one in document["Statement"] if one.get("Sid") != "NeverWrittenOver"]
    return template


class Stack:
    """`variables`: what the functions know beside what the template tells them: where this world's Google is."""

    def __init__(self, variables):
        self.aws = Aws(with_table=False, judging=True)
        self.wire = Wire(self.aws.port)
        self.roots = {name: EmptyRoot(name) for name in ("api", "sync")}
        self.home = tempfile.TemporaryDirectory(prefix="scc-stack-")
        self.folder = Path(self.home.name)
        self.package(variables)
        # What `cdk bootstrap` leaves in an account.
        self.aws.client("s3").create_bucket(Bucket=ASSETS)
        self.aws.client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="21", Type="String")
        self.deploy()
        self.edge = Edge(self.aws.port, self.outputs["DistributionDomain"], self.preflight)

    def package(self, variables):
        """Zips whose program is started in the empty root, which has the package itself."""
        lines = [f"export {name}={shlex.quote(value)}" for name, value in {**variables, "LAMBDA_TASK_ROOT": "/var/task", "AWS_ENDPOINT_URL": self.wire.url}.items()]
        for name, root in self.roots.items():
            with zipfile.ZipFile(self.folder / f"{name}.zip", "w") as package:
                package.writestr("bootstrap", "\n".join(["#!/bin/sh", *lines, "exec " + shlex.join(root.command()), ""]))

    def synthesise(self, **changes):
        """With the example's settings and `changes` of them; → the assembly's folder"""
        settings = {**json.loads((INFRA / "settings.example.json").read_text()), "configuration": str(ROOT / "examples/jada/scc.toml"), **changes}
        (self.folder / "settings.json").write_text(json.dumps(settings))
        out = self.folder / "cdk.out"
        self.cdk("synth", "--quiet", "-c", f"settings={self.folder}/settings.json", "-c", f"packages={self.folder}", "--output", str(out))
        file = out / f"{STACK}.template.json"
        self.template = json.loads(file.read_text())
        file.write_text(json.dumps(adapted(self.template, self.aws.port)))
        return out

    def deploy(self, **changes):
        self.cdk("deploy", "--app", str(self.synthesise(**changes)), "--require-approval", "never")
        self.outputs = {one["OutputKey"]: one["OutputValue"] for one in self.described()["Outputs"]}

    def environment(self):
        """An operator's, at a desk."""
        return {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": self.aws.url, "HOME": self.home.name, "CI": "true"}

    def cdk(self, *words):
        done = subprocess.run([INFRA / "node_modules/.bin/cdk", *words, "--no-notices"], cwd=INFRA, env=self.environment(), capture_output=True, text=True, timeout=COMMAND_PATIENCE_S)
        if done.returncode:
            raise RuntimeError(f"cdk {words[0]}: {(done.stdout + done.stderr)[-4000:]}")

    def described(self):
        return self.aws.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]

    def resources(self):
        """type and logical name → physical id"""
        found = self.aws.client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
        return {(one["ResourceType"], one["LogicalResourceId"]): one["PhysicalResourceId"] for one in found}

    def functions(self):
        return {name: one["Properties"] for name, one in self.template["Resources"].items() if one["Type"] == "AWS::Lambda::Function"}

    def invoke(self, handler, event):
        logical = next(name for name, function in self.functions().items() if function["Handler"] == handler)
        answer = self.aws.client("lambda").invoke(FunctionName=self.resources()["AWS::Lambda::Function", logical], Payload=json.dumps(event))
        return json.loads(answer["Payload"].read())

    def preflight(self, path, headers):
        """An API without CORS settings passes OPTIONS on to its ANY route; ministack's refuses it instead."""
        door = self.aws.client("secretsmanager").get_secret_value(SecretId="scc/front-door")["SecretString"]
        answer = self.invoke("api", http_event("OPTIONS", path, {**{name.lower(): value for name, value in headers.items()}, "x-scc-front-door": door}))
        return answer["statusCode"], list(answer["headers"].items()), answer.get("body", "").encode()

    def stop(self):
        self.edge.stop()
        self.wire.stop()
        self.aws.stop()
        for root in self.roots.values():
            root.remove()
        self.home.cleanup()
