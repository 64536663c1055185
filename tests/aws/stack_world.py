"""The whole stack in an AWS of this machine's own: the template as CDK writes it, deployed by ministack's
CloudFormation; our packages run by its Lambda, each in a root that holds nothing else; its CloudFront in front."""
import copy
import io
import json
import shlex
import time
import zipfile

from aws_world import TOOLS, Aws
from edge import Edge
from emulated import EmptyRoot, http_event
from wire import Wire

STACK = "ShipCaptainCrew"
ASSETS = "cdk-hnb659fds-assets-000000000000-us-east-1"
DEPLOY_PATIENCE_S = 120
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
        self.template = json.loads((TOOLS / "template.json").read_text())
        self.upload(variables)
        self.deploy()
        self.outputs = {one["OutputKey"]: one["OutputValue"] for one in self.described()["Outputs"]}
        self.edge = Edge(self.aws.port, self.outputs["DistributionDomain"], self.preflight)

    def upload(self, variables):
        """As `cdk deploy` does. The zip's program is started in the empty root, which has the package itself."""
        s3 = self.aws.client("s3")
        s3.create_bucket(Bucket=ASSETS)
        for function in self.functions().values():
            root = self.roots["sync" if function["Handler"] == "sync" else "api"]
            lines = [f"export {name}={shlex.quote(value)}" for name, value in {**variables, "LAMBDA_TASK_ROOT": "/var/task", "AWS_ENDPOINT_URL": self.wire.url}.items()]
            zipped = io.BytesIO()
            with zipfile.ZipFile(zipped, "w") as package:
                package.writestr("bootstrap", "\n".join(["#!/bin/sh", *lines, "exec " + shlex.join(root.command()), ""]))
            s3.put_object(Bucket=ASSETS, Key=function["Code"]["S3Key"], Body=zipped.getvalue())
        self.aws.client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="21", Type="String")

    def deploy(self):
        text = json.dumps(adapted(self.template, self.aws.port))
        self.aws.client("s3").put_object(Bucket=ASSETS, Key="template.json", Body=text.encode())
        self.aws.client("cloudformation").create_stack(StackName=STACK, TemplateURL=f"{self.aws.url}/{ASSETS}/template.json", Capabilities=["CAPABILITY_IAM"])
        until = time.monotonic() + DEPLOY_PATIENCE_S
        while self.described()["StackStatus"] == "CREATE_IN_PROGRESS" and time.monotonic() < until:
            time.sleep(0.1)
        if self.described()["StackStatus"] != "CREATE_COMPLETE":
            failed = [(one["LogicalResourceId"], one.get("ResourceStatusReason")) for one in self.aws.client("cloudformation").describe_stack_events(StackName=STACK)["StackEvents"] if "FAILED" in one["ResourceStatus"]]
            raise RuntimeError(f"the stack is {self.described()['StackStatus']}: {failed}")

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
