// Reads documents, one on each line, and prints a line of 1 (fits the schema) and 0 (does not).
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [schemaFile, modules] = process.argv.slice(2);
const require = createRequire(`${modules}/package.json`);
const Ajv = require("ajv/dist/2020").default;
const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(schemaFile, "utf8")));
const verdicts = [];
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  verdicts.push(validate(JSON.parse(line)) ? "1" : "0");
}
console.log(verdicts.join(""));
