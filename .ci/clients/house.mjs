// What the clients need of a demo: a client of their own, and somebody at a browser who allows it what it asks.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'

export const demo = JSON.parse(await readFile(process.argv[2], 'utf8'))
export const issuer = new URL(`${demo.url}/auth/realms/${demo.realm}`)
export const redirectUri = 'http://127.0.0.1:51004/callback'

const basic = ({ user, password }) => 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64')

/** A confidential client that may do all that these programs try. */
export async function client() {
  const answer = await fetch(`${demo.url}/api/v1/clients`, {
    method: 'POST',
    headers: { Authorization: basic(demo.admin), 'Content-Type': 'application/json' },
    body: JSON.stringify({
      name: 'Strangers',
      grants: ['authorization_code', 'client_credentials', 'refresh_token'],
      redirectUris: [redirectUri],
      scopes: ['openid', 'profile', 'data:r'],
      permissions: { data: 'r' },
    }),
  })
  assert.equal(answer.status, 201)
  return answer.json()
}

/** Follows a client's link, signs in, allows, and tells where the browser is sent. */
export async function person(link) {
  const cookies = new Map()
  const ask = async (url, form) => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const [, name, value] of answer.headers.getSetCookie().map((line) => line.match(/^([^=]+)=([^;]*)/))) {
      cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    return { to: to && new URL(to, url), page: await answer.text() }
  }
  const hidden = (page) =>
    Object.fromEntries(
      [...page.matchAll(/name="(request|token)" value="([^"]*)"/g)].map(([, n, v]) => [n, v.replaceAll('&amp;', '&')]),
    )
  const realm = issuer.href
  const first = await ask(link)
  const signedIn = await ask(`${realm}/sign-in`, { ...hidden(first.page), ...demo.user })
  const consent = await ask(signedIn.to)
  const allowed = await ask(`${realm}/consent`, { ...hidden(consent.page), answer: 'allow' })
  assert.equal(allowed.to.origin + allowed.to.pathname, redirectUri)
  return allowed.to
}

export const callsApi = async (token) =>
  (await fetch(`${demo.url}/api/list/clients/`, { headers: { Authorization: `Bearer ${token}` } })).status
