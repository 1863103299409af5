// The recorded description of the API, judged by Spectral's rules for OpenAPI: neither an error nor a warning.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import core from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";

const path = fileURLToPath(new URL("../Paraphe.Tests/Api/openapi.json", import.meta.url));

test("the description of the API has no fault that Spectral knows", async () => {
  const spectral = new core.Spectral();
  spectral.setRuleset({ extends: [[rulesets.oas, "recommended"]] });
  const found = await spectral.run(new core.Document(readFileSync(path, "utf8"), parsers.Json, path));
  assert.deepEqual(found.map(one => `${one.code} at ${one.path.join("/")}: ${one.message}`), []);
});
