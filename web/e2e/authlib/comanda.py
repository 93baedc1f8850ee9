"""The server itself and a person who goes through its pages, for clients written in Python."""

import base64
import hashlib
import hmac
import html
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import time

import requests

PROGRAM = os.environ.get(
    "COMANDA_PROGRAM",
    str(pathlib.Path(__file__).resolve().parents[3] / "target/debug/comanda"),
)
CALLBACK = "http://localhost:9/callback"
GOODBYE = "http://localhost:9/goodbye"
WEB = ["--redirect-uri", CALLBACK, "--post-logout-redirect-uri", GOODBYE]
# Longer than anything takes on a busy machine, in seconds.
STUCK_AFTER_S = 60


class Program:
    """A server with a folder of its own that is gone when the test ends."""

    server = None

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="comanda-e2e-")

    def start(self):
        self.environment = {
            "COMANDA_DATA": f"{self.folder}/data",
            "COMANDA_SERVER__LISTEN": "127.0.0.1:0",
            "COMANDA_NOTIFY__MAIL_URL": "file:mail",
            "COMANDA_LOG__LEVEL": "error",
        }
        self._run("client", "add", "till", *WEB)
        self.secrets = {
            "bookkeeping": self._run("client", "add", "bookkeeping", *WEB, "--confidential").strip(),
            "robot": self._run(
                "client", "add", "robot", "--confidential", "--service", "--scope", "api"
            ).strip(),
        }
        self.server = subprocess.Popen(
            [PROGRAM, "serve"],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        said = self.server.stdout.readline()
        port = re.search(r"listening on http://127\.0\.0\.1:(\d+)$", said)
        if not port:
            raise AssertionError(f"no start: {said}")
        self.origin = f"http://localhost:{port[1]}"

    def _run(self, *words):
        done = subprocess.run(
            [PROGRAM, *words],
            cwd=self.folder,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def stop(self):
        try:
            if self.server:
                self.server.terminate()
                self.server.wait(STUCK_AFTER_S)
        finally:
            if self.server:
                self.server.kill()
                self.server.stdout.close()
            shutil.rmtree(self.folder)

    def code(self, to):
        """The code in the mail to somebody; mail goes out beside answers."""
        until = time.monotonic() + STUCK_AFTER_S
        while time.monotonic() < until:
            for mail in pathlib.Path(self.folder, "data/mail").glob("*.eml"):
                text = mail.read_text()
                found = re.search(r"^Subject: (?:=\?utf-8\?.\?)?(\d{8})", text, re.M | re.I)
                if found and f"{to}" in text:
                    return found[1]
            time.sleep(0.02)
        raise AssertionError(f"{to} was mailed no code")


class Person:
    """Somebody with a mailbox and an authenticator, and a browser without a window."""

    password = "seven quiet teapots 41"
    count = 0

    def __init__(self, program):
        Person.count += 1
        self.program = program
        self.email = f"person-{Person.count}@example.org"
        self.cookies = {}
        self.step = 0

    def open(self, address):
        """Opens a page of ours; or says where it leads, if that is elsewhere."""
        return self._follow("GET", self.program.origin + address.removeprefix(self.program.origin))

    def submit(self, page, action, **fields):
        """Fills in the form of a page that leads to `action`, and sends it."""
        form = rf'<form method="post" action="({action}(?:\?[^"]*)?)"[^>]*>(.*?)</form>'
        address, inside = re.search(form, page, re.S).groups()
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', inside)
        sent = {name: html.unescape(value) for name, value in hidden} | fields
        return self._follow("POST", self.program.origin + html.unescape(address), sent)

    def sign_up(self, page):
        asked = self.submit(
            page, "/sign-up", email=self.email, name="Ada Rivera", new_password=self.password
        )
        code = self.program.code(self.email)
        return self.submit(asked, "/sign-up/code", code=code)

    def sign_in(self, page):
        return self.submit(page, "/sign-in", email=self.email, password=self.password)

    def enrol(self, page):
        """Sets up an authenticator, keeps the recovery codes, and goes on."""
        self.secret = re.search(r'<p class="secret">([A-Z2-7 ]+)</p>', page)[1].replace(" ", "")
        codes = self.submit(page, "/account/authenticator", code=self.totp())
        return self.submit(codes, "/account/kept")

    def totp(self):
        """A code of the authenticator (RFC 6238) that was not shown before."""
        self.step = max(self.step + 1, int(time.time()) // 30)
        key = base64.b32decode(self.secret)
        mac = hmac.digest(key, struct.pack(">Q", self.step), hashlib.sha1)
        at = mac[-1] & 15
        number = struct.unpack(">I", mac[at : at + 4])[0] & 0x7FFFFFFF
        return f"{number % 1_000_000:06}"

    def _follow(self, method, address, fields=None):
        answer = self._send(method, address, fields)
        while answer.is_redirect:
            address = requests.compat.urljoin(answer.url, answer.headers["Location"])
            if not address.startswith(self.program.origin + "/"):
                return address
            answer = self._send("GET", address)
        return answer.text

    def _send(self, method, address, fields=None):
        """One request. Browsers take secure cookies from localhost, and requests does not."""
        headers = {
            "Accept-Language": "en",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Sec-Fetch-Site": "same-origin",
        }
        answer = requests.request(
            method, address, data=fields, headers=headers, allow_redirects=False
        )
        for line in answer.raw.headers.getlist("set-cookie"):
            pair, *attributes = line.split("; ")
            name, value = pair.split("=", 1)
            if "Max-Age=0" in attributes:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer
