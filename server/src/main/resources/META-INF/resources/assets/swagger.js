// The API's page: Swagger UI over the document of whoever is signed in. The document is fetched with the credential that was authorized,
// and fetched again when that changes. One credential at a time: the server refuses two (wire.md §2). Who is signed in to the console need not
// authorize: where no credential is in use, his session is, and stands among the schemes under a name of its own until he logs out of it here.
// Nothing is kept when the page closes.
"use strict";

(() => {
  const place = document.getElementById("swagger");
  const notice = document.getElementById("notice");

  /** The credential in use: { scheme, header, value }, or null. */
  let credential = null;
  let ui = null;

  /** What a change by the console's session must bring along; empty where nobody is signed in. */
  let session = place.dataset.token;

  const SESSION = "ConsoleSession";

  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  /** The header by which each security scheme of the document travels. */
  const headers = {
    BasicAuth: (value) => ["Authorization", "Basic " + base64(value.username + ":" + value.password)],
    BearerAuth: (value) => ["Authorization", "Bearer " + value],
    ApiKeyAuth: (value) => ["X-API-Key", value],
  };

  function say(text) {
    notice.classList.remove("loading");
    notice.hidden = !text;
    notice.textContent = text || "";
  }

  /** The server's public address may not be the one by which this page was opened; calls go to the latter. */
  function reachable(spec) {
    const known = new URL(place.dataset.url);
    if (known.origin !== location.origin) {
      for (const server of spec.servers) {
        if (server.url.startsWith(place.dataset.url)) {
          server.url = location.origin + place.dataset.base + server.url.slice(place.dataset.url.length);
        }
      }
    }
    return spec;
  }

  /** Swagger UI fills in every example and sends it. Those of optional parameters are told in words instead. */
  function calm(spec) {
    const operations = Object.values(spec.paths).flatMap((path) => Object.values(path));
    const parameters = operations.flatMap((operation) => operation.parameters || []);
    for (const parameter of parameters.concat(Object.values(spec.components.parameters))) {
      if (parameter.example !== undefined && !parameter.required) {
        const example = parameter.example;
        parameter.description += " Example: `" + (typeof example === "object" ? JSON.stringify(example) : example) + "`";
        delete parameter.example;
      }
    }
    return spec;
  }

  /** The session as one more scheme, which only this page has. */
  function withSession(spec) {
    spec.components.securitySchemes[SESSION] = {
      type: "apiKey",
      in: "header",
      name: "X-CSRF-Token",
      description: notice.dataset.session,
    };
    spec.security.push({ [SESSION]: [] });
    return spec;
  }

  async function fetchDocument() {
    const asked = credential;
    const answer = await fetch(place.dataset.document, {
      headers: asked ? { Accept: "application/json", [asked.header]: asked.value } : { Accept: "application/json" },
      credentials: session && !asked ? "same-origin" : "omit",
    });
    if (asked && (answer.status === 400 || answer.status === 401)) {
      ui.authActions.logout([asked.scheme]);
      say(notice.dataset.refused);
      return null;
    }
    if (!answer.ok) {
      throw new Error("status " + answer.status);
    }
    return calm(reachable(await answer.json()));
  }

  async function load() {
    try {
      const spec = await fetchDocument();
      if (spec) {
        const ours = session && !credential;
        ui.specActions.updateSpec(JSON.stringify(ours ? withSession(spec) : spec));
        if (ours) {
          const schema = spec.components.securitySchemes[SESSION];
          ui.authActions.authorize({ [SESSION]: { name: SESSION, schema, value: session } });
        }
      }
    } catch (failure) {
      say(notice.dataset.failed);
    }
  }

  /** Tells us when someone authorizes or logs out. */
  const follow = () => ({
    statePlugins: {
      auth: {
        wrapActions: {
          authorize: (original, system) => (given) => {
            const [scheme, { value }] = Object.entries(given)[0];
            if (scheme === SESSION) {
              return original(given);
            }
            const before = credential;
            const [header, text] = headers[scheme](value);
            credential = { scheme, header, value: text };
            if (before && before.scheme !== scheme) {
              system.authActions.logout([before.scheme]);
            }
            const result = original(given);
            say("");
            load();
            return result;
          },
          logout: (original) => (schemes) => {
            const result = original(schemes);
            if (schemes.includes(SESSION)) {
              session = "";
              load();
            }
            if (credential && schemes.includes(credential.scheme)) {
              credential = null;
              say("");
              load();
            }
            return result;
          },
        },
      },
    },
  });

  notice.classList.add("loading");
  ui = SwaggerUIBundle({
    dom_id: "#swagger",
    spec: { openapi: "3.1.0", info: { title: "Passerelle", version: "" }, paths: {} },
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [follow],
    deepLinking: true,
    displayRequestDuration: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    filter: true,
    persistAuthorization: false,
    showExtensions: true,
    validatorUrl: null,
    requestInterceptor: (request) => {
      // no cookies beside a credential, and no login window of the browser's own when a call is refused
      const ours = session && !credential;
      request.credentials = ours ? "same-origin" : "omit";
      if (ours) {
        // the session is this browser's: in a terminal a key takes its place
        request.curlOptions = ["-H", '"X-API-Key: psl_…"'];
      }
      return request;
    },
  });
  load().then(() => {
    if (notice.classList.contains("loading")) {
      say("");
    }
  });
})();
