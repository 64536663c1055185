"""`scc deploy`: pages put into a bucket of ministack by the released program, through a wire that notes what is asked
in which order and can cut it."""
import hashlib
import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from aws_world import CREDENTIALS, ROOT, Aws
from wire import Wire

BINARY = os.environ.get("SCC_BINARY", str(ROOT / "build/release/scc"))
FOR_EVER = "public,max-age=31536000,immutable"
TEMPLATE = {
    "Resources": {
        "Page": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "page-bucket"}},
        "Edge": {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig": {
            "Enabled": True,
            "Origins": [{"Id": "page", "DomainName": "page-bucket.s3.amazonaws.com", "S3OriginConfig": {}}],
            "DefaultCacheBehavior": {"TargetOriginId": "page", "ViewerProtocolPolicy": "redirect-to-https", "ForwardedValues": {"QueryString": False}}}}},
    },
    "Outputs": {"PageBucket": {"Value": {"Ref": "Page"}}, "DistributionId": {"Value": {"Ref": "Edge"}}},
}


def commit(number):
    return hashlib.sha1(str(number).encode()).hexdigest()


def written(wire):
    """What was written, in order, below the bucket's name; an invalidation by its path."""
    lines = []
    for line, _, body in wire.asked:
        if line.startswith(("PUT ", "DELETE ")):
            lines.append(line.replace("/page-bucket/", ""))
        elif "/invalidation" in line:
            lines.append("invalidate " + ",".join(re.findall("<Path>(.*?)</Path>", body)))
    return lines


class Deploy(unittest.TestCase):
    def setUp(self):
        self.aws = Aws(with_table=False)
        self.addCleanup(self.aws.stop)
        self.wire = Wire(self.aws.port)
        self.addCleanup(self.wire.stop)
        cloudformation = self.aws.client("cloudformation")
        cloudformation.create_stack(StackName="ShipCaptainCrew", TemplateBody=json.dumps(TEMPLATE))
        cloudformation.get_waiter("stack_create_complete").wait(StackName="ShipCaptainCrew", WaiterConfig={"Delay": 1})
        self.s3 = self.aws.client("s3")
        home = tempfile.TemporaryDirectory(prefix="scc-deploy-")
        self.addCleanup(home.cleanup)
        self.folder = Path(home.name)
        (self.folder / "scc.toml").write_text('[operation]\ntimezone = "UTC"\n')

    def page(self, number, changed=False, history=None):
        """A page as scripts/build_page leaves it: of commit `number`, on those before it."""
        folder = self.folder / f"page-{number}"
        (folder / "assets").mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(f"<!doctype html>{number}<script src=/assets/index-{number}.js></script>")
        (folder / "service_worker.js").write_text(f"// {number}")
        (folder / "assets" / f"index-{number}.js").write_text(f"show({number})")
        (folder / "assets" / "same-0a1b.css").write_text("body{}")
        (folder / ".built").write_text("not for the bucket")
        numbers = history or range(number, 0, -1)
        (folder / ".version").write_text(json.dumps({"commit": commit(number), "count": number, "changed": changed, "history": [commit(one) for one in numbers]}))
        return folder

    def scc(self, *words, code=0):
        self.wire.asked.clear()
        done = subprocess.run([BINARY, *words], cwd=self.folder, capture_output=True, text=True, timeout=60,
                              env={**CREDENTIALS, "AWS_ENDPOINT_URL": self.wire.url, "HOME": str(self.folder)})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def deploy(self, number, code=0, **how):
        return self.scc("deploy", "page", "--from", str(self.page(number, **how)), code=code)

    def status(self, code=0):
        return json.loads(self.scc("deploy", "status", "--json", code=code))

    def served(self, key="index.html"):
        return self.s3.get_object(Bucket="page-bucket", Key=key)["Body"].read().decode()

    def keys(self):
        return {one["Key"] for one in self.s3.list_objects_v2(Bucket="page-bucket").get("Contents", [])}

    def test_assets_go_first_then_index_html_then_one_path_is_forgotten(self):
        self.deploy(1)
        writes = written(self.wire)
        copies = [f"PUT releases/{commit(1)}/{name}" for name in ("index.html", "service_worker.js")]
        self.assertEqual(writes, ["PUT assets/index-1.js", "PUT assets/same-0a1b.css", *copies, "PUT releases.json", "PUT service_worker.js", "PUT index.html", "invalidate /index.html"])
        for key, kept, kind in (("assets/index-1.js", FOR_EVER, "text/javascript; charset=utf-8"), ("assets/same-0a1b.css", FOR_EVER, "text/css; charset=utf-8"),
                                ("index.html", "no-cache", "text/html; charset=utf-8"), ("service_worker.js", "no-cache", "text/javascript; charset=utf-8")):
            head = self.s3.head_object(Bucket="page-bucket", Key=key)
            self.assertEqual((head["CacheControl"], head["ContentType"]), (kept, kind), key)
        self.assertNotIn(".built", self.keys())
        status = self.status()
        self.assertEqual((status["live"], status["whole"], len(status["releases"])), (commit(1), True, 1))

    def test_a_stale_checkout_is_refused_before_anything_is_written(self):
        self.deploy(5)
        said = self.deploy(4, code=5)
        self.assertIn("stale: its page is version 4", said)
        self.assertIn(f"5 ({commit(5)[:12]})", said)
        self.assertEqual(written(self.wire), [])
        # As many commits, but others.
        self.assertIn("stale", self.deploy(6, code=5, history=[6, 4, 3, 2, 1]))
        self.assertIn("are in no commit", self.deploy(7, code=1, changed=True))
        self.assertEqual(written(self.wire), [])
        self.assertIn("<!doctype html>5", self.served())
        self.deploy(8)
        self.assertIn("<!doctype html>8", self.served())

    def test_one_command_goes_back_and_one_forward_again(self):
        self.deploy(1)
        self.deploy(2)
        self.assertIn("Live: version 1 (", self.scc("deploy", "rollback"))
        self.assertEqual(written(self.wire), ["PUT releases.json", "PUT service_worker.js", "PUT index.html", "invalidate /index.html"])
        self.assertEqual((self.served(), self.served("service_worker.js")), ((self.folder / "page-1/index.html").read_text(), "// 1"))
        self.assertEqual(self.status()["live"], commit(1))
        self.scc("deploy", "rollback", commit(2)[:7])
        self.assertEqual(self.served("service_worker.js"), "// 2")
        self.assertIn("No page of the last 30 days", self.scc("deploy", "rollback", "0000000", code=1))
        self.s3.delete_object(Bucket="page-bucket", Key="assets/index-1.js")
        self.assertIn("assets/index-1.js is gone", self.scc("deploy", "rollback", code=1))
        self.assertEqual(written(self.wire), [])

    def test_old_hashes_stay_thirty_days_from_when_their_page_was_live_last(self):
        self.deploy(1)
        self.deploy(2)
        self.deploy(3)
        self.assertIn("assets/index-1.js", self.keys())
        record = json.loads(self.served("releases.json"))
        for release, day in zip(record["releases"], ("2026-01-01", "2026-11-20")):
            release["until"] = f"{day}T00:00:00Z"
        self.s3.put_object(Bucket="page-bucket", Key="releases.json", Body=json.dumps(record))
        self.deploy(4)
        # No page needs it any more, but it is too young: it may belong to a deploy that has only begun.
        self.assertIn("assets/index-1.js", self.keys())
        self.assertNotIn(f"releases/{commit(1)}/index.html", self.keys())
        self.assertEqual([one["count"] for one in self.status()["releases"]], [2, 3, 4])

    def test_cut_at_any_request_the_live_page_stays_whole_and_the_same_command_ends_it(self):
        self.deploy(1)
        self.deploy(2)
        requests = list(dict.fromkeys(line for line, *_ in self.wire.asked))
        self.assertGreater(len(requests), 8)
        for at, line in enumerate(requests):
            number = 10 + at
            line = line.replace("index-2.js", f"index-{number}.js").replace(commit(2), commit(number))
            with self.subTest(cut=line):
                before = self.served()
                self.wire.cut = line
                self.deploy(number, code=75)
                self.wire.cut = None
                page = self.served()
                self.assertIn(page, (before, (self.folder / f"page-{number}/index.html").read_text()))
                for asset in re.findall(r"/(assets/\S+?)>", page):
                    self.assertIn(asset, self.keys())
                self.deploy(number)
                self.assertEqual((self.status()["live"], self.served()), (commit(number), (self.folder / f"page-{number}/index.html").read_text()))

    def test_of_two_deploys_at_once_one_stops_and_says_so(self):
        self.deploy(1)
        for at, name in enumerate(("releases.json", "service_worker.js", "index.html")):
            with self.subTest(at=name):
                mine, theirs, done = 20 + 2 * at, 21 + 2 * at, []
                other = self.page(theirs)

                def meanwhile():
                    done.append(subprocess.run([BINARY, "deploy", "page", "--from", str(other)], cwd=self.folder, capture_output=True, text=True, timeout=60,
                                               env={**CREDENTIALS, "AWS_ENDPOINT_URL": self.aws.url, "HOME": str(self.folder)}))

                self.wire.before = (f"PUT /page-bucket/{name}", meanwhile)
                self.assertIn("at the same moment", self.deploy(mine, code=5))
                self.assertEqual(done[0].returncode, 0, done[0].stderr)
                self.assertIn(f"<!doctype html>{theirs}", self.served())
                self.assertEqual(self.served("service_worker.js"), f"// {theirs}")
                self.assertEqual((self.status()["live"], self.status()["whole"]), (commit(theirs), True))
                self.assertIn("stale", self.deploy(mine, code=5))

    def test_a_page_that_somebody_changed_by_hand_is_told(self):
        self.assertIn("No page was deployed yet", self.scc("deploy", "status", code=1))
        self.deploy(1)
        self.s3.put_object(Bucket="page-bucket", Key="index.html", Body="by hand")
        self.assertIn("index.html is not that of this version", self.scc("deploy", "status", code=1))
        self.deploy(1)
        self.s3.delete_object(Bucket="page-bucket", Key="assets/index-1.js")
        self.assertEqual(self.status(code=1)["missing"], ["assets/index-1.js"])

    def test_what_is_lacking_is_named_with_the_cure(self):
        self.assertIn("scripts/build_page", self.scc("deploy", "page", "--from", str(self.folder), code=1))
        page = self.page(1)
        (page / ".version").unlink()
        self.assertIn("git checkout", self.scc("deploy", "page", "--from", str(page), code=1))
        self.aws.client("cloudformation").delete_stack(StackName="ShipCaptainCrew")
        self.assertIn("npx cdk deploy", self.scc("deploy", "status", code=1))


if __name__ == "__main__":
    unittest.main()
