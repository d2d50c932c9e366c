// The whole life of tokens by openid-client: usage: openid-client.mjs DATA/demo-credentials.json
import assert from 'node:assert/strict'
import * as oidc from 'openid-client'
import { callsApi, client as made, demo, issuer, person, redirectUri } from './house.mjs'

const { id, secret } = await made()
const config = await oidc.discovery(issuer, id, secret, undefined, { execute: [oidc.allowInsecureRequests] })

const own = await oidc.clientCredentialsGrant(config, { scope: 'data:r' })
assert.equal(await callsApi(own.access_token), 200)
const next = await oidc.refreshTokenGrant(config, own.refresh_token)
assert.equal((await oidc.tokenIntrospection(config, next.access_token)).active, true)
await oidc.tokenRevocation(config, next.access_token)
assert.equal((await oidc.tokenIntrospection(config, next.access_token)).active, false)
await assert.rejects(oidc.refreshTokenGrant(config, own.refresh_token), { error: 'invalid_grant' })
await assert.rejects(oidc.refreshTokenGrant(config, next.refresh_token), { error: 'invalid_grant' })

const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()]
const back = await person(
  oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile data:r',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  }),
)
const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true }
const tokens = await oidc.authorizationCodeGrant(config, back, checks)
assert.equal(tokens.claims().sub, demo.user.user)
assert.ok((await oidc.fetchUserInfo(config, tokens.access_token, demo.user.user)).name)
await assert.rejects(oidc.authorizationCodeGrant(config, back, checks), { error: 'invalid_grant' })
assert.equal(await callsApi(tokens.access_token), 401)
console.log('openid-client: all is well')
