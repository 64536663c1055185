#!/usr/bin/env python3
"""The key to the sign-ins in the desktop's keyring. Runs in a session bus of its own (dbus-run-session)."""
import os
import subprocess
import unittest

from google_program import GoogleProgramTest


class Keyring(GoogleProgramTest):
    def setUp(self):
        super().setUp()
        self.configure('key_in = "keyring"\n')
        home = {"HOME": str(self.here), "XDG_DATA_HOME": str(self.here), "XDG_RUNTIME_DIR": str(self.here), "PATH": os.environ["PATH"]}
        self.bus = {"DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"]}
        daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], env={**home, **self.bus},
                                  stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        daemon.stdin.write(b"harbour")
        daemon.stdin.close()
        self.addCleanup(daemon.wait)
        self.addCleanup(daemon.terminate)
        subprocess.run(["gdbus", "wait", "--session", "--timeout", "30", "org.freedesktop.secrets"], env={**home, **self.bus}, check=True)

    def test_the_key_is_made_in_the_keyring_once_and_found_there_again(self):
        self.variables.update(self.bus)
        self.assertEqual(self.sign_in().code, 0)
        self.scc("auth", "status", expect=0)
        self.assertFalse((self.here / "google/key").exists())
        del self.variables["DBUS_SESSION_BUS_ADDRESS"]
        without = self.scc("auth", "status", expect=1)
        self.assertIn("google.key_in", without.err)


if __name__ == "__main__":
    unittest.main()
