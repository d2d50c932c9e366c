// A delivery, verified by the library of Standard Webhooks: usage: webhooks.mjs LETTER, as webhooks.py wrote it

import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const { secret, headers, body } = JSON.parse(readFileSync(process.argv[2], "utf8"));

function refused(what, changedBody, changedHeaders) {
  try {
    new Webhook(secret).verify(changedBody, changedHeaders);
  } catch {
    return;
  }
  throw new Error(`another ${what} verifies`);
}

const told = new Webhook(secret).verify(body, headers);
if (told.event_name !== "EVENT1") throw new Error(body);
refused("body", body.replace("EVENT1", "EVENT2"), headers);
refused("id", body, { ...headers, "webhook-id": headers["webhook-id"] + "0" });
refused("second", body, { ...headers, "webhook-timestamp": String(Number(headers["webhook-timestamp"]) + 1) });
console.log("standardwebhooks (npm) verifies what came, and nothing that was changed");
