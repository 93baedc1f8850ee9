"""authlib, a library that nobody here wrote, as a client of our OpenID provider."""

import html
import re
import time
import unittest
import urllib.parse

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet

from comanda import CALLBACK, GOODBYE, Person, Program

MFA = "urn:comanda:acr:mfa"
SCOPE = "openid profile email offline_access api"


class Client:
    """What an application keeps of one sign-in."""

    def __init__(self, program, name, secret=None):
        self.about = requests.get(f"{program.origin}/.well-known/openid-configuration").json()
        self.name = name
        self.session = OAuth2Session(
            name,
            secret,
            scope=SCOPE,
            redirect_uri=CALLBACK,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
        )

    def ask(self, **more):
        """The address to send a person to."""
        self.verifier, self.nonce = generate_token(48), generate_token(24)
        address, self.state = self.session.create_authorization_url(
            self.about["authorization_endpoint"],
            code_verifier=self.verifier,
            nonce=self.nonce,
            **more,
        )
        return address

    def take(self, came_back):
        """Exchanges what the person was sent back with; the claims of the id token."""
        if not came_back.startswith(CALLBACK):
            raise AssertionError(f"the person was not sent back: {came_back}")
        tokens = self.session.fetch_token(
            self.about["token_endpoint"],
            authorization_response=came_back,
            state=self.state,
            code_verifier=self.verifier,
        )
        return tokens, self.claims(tokens["id_token"])

    def claims(self, id_token, **wanted):
        """The claims of an id token, whose signature and meaning authlib has checked."""
        keys = KeySet.import_key_set(requests.get(self.about["jwks_uri"]).json())
        read = jwt.decode(id_token, keys, algorithms=["ES256"])
        claims = CodeIDToken(
            read.claims,
            read.header,
            {
                "iss": {"essential": True, "value": self.about["issuer"]},
                "aud": {"essential": True, "value": self.name},
                "acr": {"essential": True},
            },
            {"nonce": self.nonce, "client_id": self.name, "max_age": 3600},
        )
        claims.validate()
        return claims


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = Program()
        cls.addClassCleanup(cls.program.stop)
        cls.program.start()

    def signed_up(self, client, **more):
        """Somebody new, who signs up on the way to a client; and what the client gets."""
        person = Person(self.program)
        page = person.open(client.ask(**more))
        target = urllib.parse.quote(client_request(page), safe="")
        return person, client.take(person.sign_up(person.open(f"/sign-up?to={target}")))

    def test_a_person_signs_up_and_the_client_learns_who_they_are(self):
        client = Client(self.program, "till")
        person, (tokens, claims) = self.signed_up(client)
        self.assertEqual(claims["email"], person.email)
        self.assertEqual(claims["acr"], "urn:comanda:acr:password")
        self.assertEqual(claims["amr"], ["pwd"])
        known = client.session.get(client.about["userinfo_endpoint"]).json()
        self.assertEqual(known["sub"], claims["sub"])
        self.assertEqual(tokens["scope"], SCOPE)

    def test_a_code_does_nothing_without_its_verifier(self):
        client = Client(self.program, "till")
        person, _ = self.signed_up(client)
        came_back = person.open(client.ask())
        client.verifier = generate_token(48)
        with self.assertRaises(OAuthError) as refused:
            client.take(came_back)
        self.assertEqual(refused.exception.error, "invalid_grant")

    def test_a_confidential_client_signs_people_in_with_its_secret(self):
        client = Client(self.program, "bookkeeping", self.program.secrets["bookkeeping"])
        _, (_, claims) = self.signed_up(client)
        self.assertEqual(claims["aud"], "bookkeeping")
        wrong = Client(self.program, "bookkeeping", "wrong")
        with self.assertRaises(OAuthError) as refused:
            self.signed_up(wrong)
        self.assertEqual(refused.exception.error, "invalid_client")

    def test_refreshing_gives_another_refresh_token_and_the_old_one_ends_them_all(self):
        client = Client(self.program, "till")
        _, (first, _) = self.signed_up(client)
        endpoint = client.about["token_endpoint"]
        second = client.session.refresh_token(endpoint, refresh_token=first["refresh_token"])
        self.assertNotEqual(first["refresh_token"], second["refresh_token"])
        for token in (first, second):
            with self.assertRaises(OAuthError) as refused:
                client.session.refresh_token(endpoint, refresh_token=token["refresh_token"])
            self.assertEqual(refused.exception.error, "invalid_grant")

    def test_acr_values_ask_for_a_second_factor(self):
        client = Client(self.program, "till")
        person, _ = self.signed_up(client)
        _, claims = client.take(person.enrol(person.open(client.ask(acr_values=MFA))))
        self.assertEqual(claims["acr"], MFA)
        self.assertEqual(claims["amr"], ["pwd", "otp", "mfa"])

    def test_max_age_asks_for_a_recent_sign_in(self):
        client = Client(self.program, "till")
        person, (_, before) = self.signed_up(client)
        _, same = client.take(person.open(client.ask(max_age=3600)))
        self.assertEqual(same["auth_time"], before["auth_time"])
        # Times in tokens are whole seconds.
        while int(time.time()) <= before["auth_time"]:
            time.sleep(0.05)
        _, later = client.take(person.sign_in(person.open(client.ask(max_age=0))))
        self.assertGreater(later["auth_time"], before["auth_time"])

    def test_signing_out_ends_the_session_and_leads_back(self):
        client = Client(self.program, "till")
        person, (tokens, _) = self.signed_up(client)
        query = {"id_token_hint": tokens["id_token"], "post_logout_redirect_uri": GOODBYE}
        end = f"{client.about['end_session_endpoint']}?{urllib.parse.urlencode(query)}"
        self.assertEqual(person.open(end), GOODBYE)
        said = urllib.parse.urlparse(person.open(client.ask(prompt="none")))
        self.assertIn("error=login_required", said.query.split("&"))

    def test_a_service_acts_for_itself(self):
        client = Client(self.program, "robot", self.program.secrets["robot"])
        endpoint = client.about["token_endpoint"]
        tokens = client.session.fetch_token(
            endpoint, grant_type="client_credentials", scope="api"
        )
        self.assertEqual(tokens["scope"], "api")
        self.assertNotIn("refresh_token", tokens)


def client_request(page):
    """Where the page to sign in goes on: the request of the client."""
    return html.unescape(re.search(r'<input type="hidden" name="to" value="([^"]*)"', page)[1])


if __name__ == "__main__":
    unittest.main()
