// What Amazon Cognito does otherwise than the standards of OpenID say. Its own pages stand in no frame,
// so nobody can be asked for silently; its sign-out wants words of its own; it revokes refresh tokens,
// and with them the access tokens made from them, but no access token by itself.

/** Whether tokens come from a user pool of Amazon Cognito. */
export function isCognito(issuer: string): boolean {
  return /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\//.test(issuer);
}

/** What a sign-out says besides what the standard says: at Cognito who asks, and where to go then. */
export function alsoAtSignOut(provider: {
  authority: string;
  client_id: string;
  post_logout_redirect_uri?: string | undefined;
}): Record<string, string> {
  if (!isCognito(provider.authority)) return {};
  return { client_id: provider.client_id, logout_uri: provider.post_logout_redirect_uri ?? "" };
}
