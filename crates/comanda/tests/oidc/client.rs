//! A client that uses the library as its documentation says.

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreErrorResponseType,
    CoreGenderClaim, CoreIdTokenClaims, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse,
    CoreTokenResponse,
};
use openidconnect::{
    AuthenticationContextClass, AuthorizationCode, ClientId, CsrfToken, EmptyAdditionalClaims,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, ProviderMetadataWithLogout, RedirectUrl, Scope, StandardErrorResponse,
    TokenResponse,
};
use url::Url;

use crate::provider::{CALLBACK, ISSUER, Provider, TILL};

type Discovered = openidconnect::Client<
    EmptyAdditionalClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    CoreTokenResponse,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What a client knows of a provider.
pub(crate) struct Client<'a> {
    pub(crate) provider: &'a Provider,
    pub(crate) about: ProviderMetadataWithLogout,
    pub(crate) library: Discovered,
}

/// A request, and what is kept of it until the person comes back.
pub(crate) struct Asked {
    pub(crate) url: Url,
    state: CsrfToken,
    pub(crate) nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// How strong, and how recent, a sign-in has to be.
#[derive(Default)]
pub(crate) struct Wanted {
    pub(crate) acr: Option<&'static str>,
    pub(crate) max_age_s: Option<u64>,
    pub(crate) silently: bool,
}

impl<'a> Client<'a> {
    pub(crate) async fn discover(provider: &'a Provider) -> Self {
        let issuer = IssuerUrl::new(ISSUER.to_owned()).expect("a URL");
        let http = |request| provider.http(request);
        let about = ProviderMetadataWithLogout::discover_async(issuer, &http).await;
        let about = about.expect("a provider that the library understands");
        let id = ClientId::new(TILL.to_owned());
        let library = CoreClient::from_provider_metadata(about.clone(), id, None);
        let callback = RedirectUrl::new(CALLBACK.to_owned()).expect("a URL");
        let library = library.set_redirect_uri(callback);
        Self { provider, about, library }
    }

    /// The address to send a person to.
    pub(crate) fn ask(&self, wanted: &Wanted) -> Asked {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request =
            self.library.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        for scope in ["profile", "email", "offline_access", "api"] {
            request = request.add_scope(Scope::new(scope.to_owned()));
        }
        if let Some(acr) = wanted.acr {
            let acr = AuthenticationContextClass::new(acr.to_owned());
            request = request.add_auth_context_value(acr);
        }
        if let Some(max_age_s) = wanted.max_age_s {
            request = request.set_max_age(std::time::Duration::from_secs(max_age_s));
        }
        if wanted.silently {
            request = request.add_prompt(CoreAuthPrompt::None);
        }
        let (url, state, nonce) = request.set_pkce_challenge(challenge).url();
        Asked { url, state, nonce, verifier }
    }

    /// Exchanges what the person came back with; the id token has been verified.
    pub(crate) async fn take(
        &self,
        asked: Asked,
        came_back: &Url,
    ) -> (CoreTokenResponse, CoreIdTokenClaims) {
        let field = |name| field(came_back, name);
        assert_eq!(field("state").as_ref(), Some(asked.state.secret()));
        assert_eq!(field("iss").as_deref(), Some(ISSUER));
        let code = field("code").unwrap_or_else(|| panic!("no code in {came_back}"));
        let exchange = self.library.exchange_code(AuthorizationCode::new(code));
        let exchange = exchange.expect("there is a token endpoint");
        let http = |request| self.provider.http(request);
        let tokens = exchange.set_pkce_verifier(asked.verifier).request_async(&http).await;
        let tokens = tokens.expect("tokens");
        let claims = self.verified(&tokens, &asked.nonce);
        (tokens, claims)
    }

    /// The claims of an id token that was given for a request with this nonce.
    pub(crate) fn verified(&self, tokens: &CoreTokenResponse, nonce: &Nonce) -> CoreIdTokenClaims {
        let id_token = tokens.id_token().expect("an id token");
        let claims = id_token.claims(&self.library.id_token_verifier(), nonce);
        claims.expect("a good id token").clone()
    }
}

/// A field of a query.
pub(crate) fn field(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
