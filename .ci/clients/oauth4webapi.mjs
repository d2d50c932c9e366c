// The whole life of tokens by oauth4webapi, and its access tokens by jose: usage: oauth4webapi.mjs DATA/demo-credentials.json
import assert from 'node:assert/strict'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import { callsApi, client as made, demo, issuer, person, redirectUri } from './house.mjs'

const http = { [oauth.allowInsecureRequests]: true }
const { id, secret } = await made()
const client = { client_id: id }

for (const algorithm of ['oidc', 'oauth2']) {
  await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm, ...http }))
}
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http))

for (const auth of [oauth.ClientSecretBasic(secret), oauth.ClientSecretPost(secret)]) {
  const tokens = await oauth.processClientCredentialsResponse(
    server,
    client,
    await oauth.clientCredentialsGrantRequest(server, client, auth, new URLSearchParams({ scope: 'data:r' }), http),
  )
  assert.equal(await callsApi(tokens.access_token), 200)

  const keys = createRemoteJWKSet(new URL(server.jwks_uri))
  const { payload } = await jwtVerify(tokens.access_token, keys, {
    issuer: issuer.href,
    audience: demo.url,
    typ: 'at+jwt',
    requiredClaims: ['sub', 'client_id', 'scope', 'jti', 'iat', 'exp'],
  })
  assert.equal(payload.client_id, id)

  const next = await oauth.processRefreshTokenResponse(
    server,
    client,
    await oauth.refreshTokenGrantRequest(server, client, auth, tokens.refresh_token, http),
  )
  const about = async (token) =>
    oauth.processIntrospectionResponse(
      server,
      client,
      await oauth.introspectionRequest(server, client, auth, token, http),
    )
  assert.equal((await about(next.access_token)).active, true)
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, auth, next.refresh_token, http),
  )
  assert.equal((await about(next.access_token)).active, false)
  assert.equal(await callsApi(next.access_token), 401)
}

const verifier = oauth.generateRandomCodeVerifier()
const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
const link = new URL(server.authorization_endpoint)
link.search = new URLSearchParams({
  response_type: 'code',
  client_id: id,
  redirect_uri: redirectUri,
  scope: 'openid profile data:r',
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  state,
  nonce,
})
const answer = oauth.validateAuthResponse(server, client, await person(link), state)
const auth = oauth.ClientSecretBasic(secret)
const response = await oauth.authorizationCodeGrantRequest(server, client, auth, answer, redirectUri, verifier, http)
const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
  expectedNonce: nonce,
  requireIdToken: true,
  maxAge: 600,
})
await oauth.validateApplicationLevelSignature(server, response, http)
const claims = oauth.getValidatedIdTokenClaims(tokens)
assert.equal(claims.sub, demo.user.user)
const userinfo = await oauth.processUserInfoResponse(
  server,
  client,
  claims.sub,
  await oauth.userInfoRequest(server, client, tokens.access_token, http),
)
assert.ok(userinfo.name)
console.log('oauth4webapi and jose: all is well')
