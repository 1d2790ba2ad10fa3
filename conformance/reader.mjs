// A reader in another language: written from the specification and this corpus, it takes the
// fields from the JSON Schema. It reads, writes and finds what is wrong with the structure (S…).
//
//   node reader.mjs SCHEMA.json CORPUS RESULTS.json

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const [schemaFile, corpus, resultsFile] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, "utf8"));

class Numeral { constructor(text) { this.text = text; } }  // a number, as it was written
class Wrong { constructor(code) { this.code = code; } }    // stands where a value may not
class Refused extends Error { constructor(findings) { super(); this.findings = findings; } }

const pointer = steps =>
  steps.map(step => "/" + String(step).replaceAll("~", "~0").replaceAll("/", "~1")).join("");
const length = string => [...string].length;
const finding = (code, steps, severity = "error") => ({ code, severity, pointer: pointer(steps) });
const refuse = (code, steps = []) => { throw new Refused([finding(code, steps)]); };

// ── Clause 4: the JSON text ──────────────────────────────────────────────────

const FORBIDDEN = new RegExp(
  "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069" +
  "\\ufdd0-\\ufdef\\ufffe\\uffff]", "u");

function troubleWithCharacters(string) {  // 4.10
  let marks = 0, tooMany = false;
  for (const character of string) {
    const point = character.codePointAt(0);
    if (point >= 0xd800 && point <= 0xdfff) return "S115";
    if (FORBIDDEN.test(character)) return "S114";
    marks = /\p{M}/u.test(character) ? marks + 1 : 0;
    tooMany ||= marks > 30;
  }
  return tooMany ? "S116" : undefined;
}

function plainDecimal(text) {  // the same for 1.50, 1.5 and 15e-1
  const [mantissa, exponent = "0"] = text.toLowerCase().split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  return `${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

function numeral(text) {  // 4.9
  if (text.length > 40) return new Wrong("S109");
  if (!/[.eE]/.test(text)) {
    if (text === "-0") return new Wrong("S113");
    return Number.isSafeInteger(Number(text)) ? new Numeral(text) : new Wrong("S112");
  }
  const double = Number(text);
  if (!Number.isFinite(double)) return new Wrong("S111");
  if (double === 0) {
    if (/[1-9]/.test(text.split(/[eE]/)[0])) return new Wrong("S110");
    return text.startsWith("-") ? new Wrong("S113") : new Numeral(text);
  }
  const exact = plainDecimal(String(Math.abs(double))) === plainDecimal(text.replace(/^-/, ""));
  return exact ? new Numeral(text) : new Wrong("S110");
}

function decode(bytes) {  // 4.1 to 4.4
  if (bytes.length > 10_000_000) refuse("S104");
  let text;
  try { text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); }
  catch { refuse("S102"); }
  if (text.startsWith("\ufeff")) refuse("S103");
  let level = 0, inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if ("[{".includes(character) && ++level > 64) refuse("S105");
    else if ("]}".includes(character)) level--;
  }
  return text;
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS = [["true", true], ["false", false], ["null", null],
  ...["NaN", "Infinity", "-Infinity"].map(word => [word, new Wrong("S108")])];

function members(text) {  // 4.5: objects are lists of pairs here, so that no key is lost
  let at = 0;
  const take = pattern => {
    pattern.lastIndex = at;
    const found = pattern.exec(text) ?? refuse("S101");
    at = pattern.lastIndex;
    return found[0];
  };
  const next = () => { take(SPACE); return text[at]; };
  function several(closing, one) {
    const items = [];
    at++;
    if (next() === closing) { at++; return items; }
    for (;;) {
      items.push(one());
      const mark = next();
      if (mark !== "," && mark !== closing) refuse("S101");
      at++;
      if (mark === closing) return items;
    }
  }
  function member() {
    if (next() !== '"') refuse("S101");
    const key = JSON.parse(take(STRING));
    if (next() !== ":") refuse("S101");
    at++;
    return [key, value()];
  }
  function value() {
    const first = next();
    if (first === "{") return { pairs: several("}", member) };
    if (first === "[") return several("]", value);
    if (first === '"') return JSON.parse(take(STRING));
    for (const [word, meant] of WORDS) {
      if (text.startsWith(word, at)) { at += word.length; return meant; }
    }
    return numeral(take(NUMBER));
  }
  const whole = value();
  if (next() !== undefined) refuse("S101");
  return whole;
}

function look(value, steps, found) {  // 4.6 to 4.10: the value with its objects as maps
  const trouble = code => code && found.push(finding(code, steps));
  if (value instanceof Wrong) trouble(value.code);
  if (typeof value === "string") trouble(troubleWithCharacters(value));
  if (Array.isArray(value)) return value.map((item, index) => look(item, [...steps, index], found));
  if (!value?.pairs) return value;
  const keys = value.pairs.map(([key]) => key), plain = new Set();
  for (const key of new Set(keys)) {
    const tell = code => found.push(finding(code, [...steps, key]));
    if (keys.indexOf(key) !== keys.lastIndexOf(key)) tell("S106");
    const code = length(key) > 200 ? "S117" : troubleWithCharacters(key);
    if (code) tell(code);
    else if (plain.has(key.normalize("NFC"))) tell("S107");
    else plain.add(key.normalize("NFC"));
  }
  return new Map([...new Map(value.pairs)].map(
    ([key, item]) => [key, look(item, [...steps, key], found)]));
}

function parse(bytes) {
  const found = [], tree = look(members(decode(bytes)), [], found);
  if (found.length) throw new Refused(atMostAHundred(found));
  return tree;
}

function atMostAHundred(findings) {  // 9.4
  const counts = {}, told = [];
  for (const one of findings) {
    const kind = `${one.code} ${one.severity}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (counts[kind] <= 100) told.push(one);
  }
  for (const [kind, count] of Object.entries(counts)) {
    if (count > 100) told.push(finding("S399", [], kind.split(" ")[1]));
  }
  return told;
}

// ── Clauses 5 to 7: the version and the parts ────────────────────────────────

const stripped = key =>  // 6.6
  [...key.normalize("NFKD").toLowerCase()].filter(c => /[\p{L}\p{N}]/u.test(c)).join("");

function matches(one, other) {
  let longest = 0, from = 0, to = 0;
  for (let i = 0; i < one.length; i++) for (let j = 0; j < other.length; j++) {
    let k = 0;
    while (i + k < one.length && one[i + k] === other[j + k]) k++;
    if (k > longest) [longest, from, to] = [k, i, j];
  }
  return longest && longest + matches(one.slice(0, from), other.slice(0, to)) +
    matches(one.slice(from + longest), other.slice(to + longest));
}

function mostAlike(key, candidates) {
  if (length(key) > 60) return [];
  const likeness = other => {
    const [one, two] = [stripped(other), stripped(key)];
    return 2 * matches(one, two) / (one.length + two.length);
  };
  return candidates.filter(other => length(other) <= 60)
    .map(other => [likeness(other), other])
    .filter(([like]) => like >= 0.75)
    .sort(([a, one], [b, two]) => b - a || (one < two ? 1 : -1))
    .slice(0, 3).map(([, other]) => other);
}

const BLANK = /^[\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;
const TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;
const MAJOR = 1, MINOR = 0;

function examine(tree) {
  const found = [];
  const tell = (code, steps, severity) => found.push(finding(code, steps, severity));
  const isObject = value => value instanceof Map;

  function string(value, steps, longest, pattern, code) {
    if (typeof value !== "string") tell("S302", steps);
    else if (BLANK.test(value)) tell("S306", steps);
    else if (length(value) > longest) tell("S310", steps);
    else if (pattern && !new RegExp(pattern, "u").test(value)) tell(code, steps);
  }
  function text(value, steps) {
    if (!isObject(value)) return string(value, steps, 100_000);
    if (!value.size) tell("S306", steps);
    for (const [key, words] of value) if (TAG.test(key)) string(words, [...steps, key], 100_000);
  }
  function one(form, value, steps) {
    const name = form.$ref?.split("/").pop();
    if (value === null) tell("S305", steps);
    else if (name === "Text") text(value, steps);
    else if (name === "PartialDate") {
      const fits = typeof value === "string" && new RegExp(schema.$defs[name].pattern, "u").test(value);
      if (!fits) tell(typeof value === "string" ? "S308" : "S302", steps);
    } else if (name) part(schema.$defs[name], value, steps);
    else if (form.enum) {
      if (!form.enum.includes(value)) tell(typeof value === "string" ? "S307" : "S302", steps);
    } else if (form.type === "string") {
      string(value, steps, form.maxLength, form.pattern, form.maxLength === 128 ? "S309" : "S311");
    } else if (form.type === "boolean") {
      if (typeof value !== "boolean") tell("S302", steps);
    } else if (!(value instanceof Numeral) || (form.type === "integer" && /[.eE]/.test(value.text))) {
      tell("S302", steps);
    } else if (Number(value.text) < form.minimum) tell("S312", steps);
  }
  function part(form, value, steps) {
    if (!isObject(value)) return tell("S302", steps);
    const known = Object.keys(form.properties), required = form.required ?? [], meant = new Set();
    for (const key of value.keys()) {
      if (known.includes(key)) continue;
      const likely = key.startsWith("x_") ? [] : mostAlike(key, known);
      const stands = likely.find(other => !value.has(other) && !meant.has(other));
      if (stands === undefined) tell("S304", [...steps, key], "info");
      else tell("S303", [...steps, key], required.includes(stands) ? "error" : "warning");
      meant.add(stands);
    }
    for (const key of required) if (!value.has(key) && !meant.has(key)) tell("S301", steps);
    for (const [key, item] of value) {
      const field = known.includes(key) ? form.properties[key] : {}, there = [...steps, key];
      if (!known.includes(key)) continue;
      if (field.type !== "array" || item === null) one(field, item, there);
      else if (!Array.isArray(item)) tell("S302", there);
      else if (!item.length) tell("S306", there);
      else item.forEach((each, index) => one(field.items, each, [...there, index]));
    }
  }

  const key = "medborgarlofte";
  if (!isObject(tree)) refuse("S201");
  if (!tree.has(key)) {
    const [misspelt] = mostAlike(key, [...tree.keys()]);
    if (misspelt === undefined) refuse("S202"); else refuse("S303", [misspelt]);
  }
  const version = /^(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})$/.exec(tree.get(key));
  if (typeof tree.get(key) !== "string" || !version) refuse("S203", [key]);
  if (Number(version[1]) !== MAJOR) refuse("S204", [key]);
  if (Number(version[2]) > MINOR) tell("S205", [key], "info");
  part(schema, tree, []);
  return atMostAHundred(found);
}

// ── Clause 8: writing ────────────────────────────────────────────────────────

function write(value, { sorted, number }) {
  const inner = item => write(item, { sorted, number });
  if (value instanceof Numeral) return number(value.text);
  if (Array.isArray(value)) return `[${value.map(inner).join(",")}]`;
  if (!(value instanceof Map)) return JSON.stringify(value);
  const keys = sorted ? [...value.keys()].sort() : [...value.keys()];
  return `{${keys.map(key => `${JSON.stringify(key)}:${inner(value.get(key))}`).join(",")}}`;
}
const canonical = tree => write(tree, { sorted: true, number: text => String(Number(text)) });
const faithful = tree => write(tree, { sorted: false, number: text => text });

// ── The corpus ───────────────────────────────────────────────────────────────

function result(kind, bytes) {
  if (kind === "canonical") {
    const sha256 = createHash("sha256").update(canonical(parse(bytes))).digest("hex");
    return JSON.stringify({ sha256 });
  }
  if (kind === "roundtrip") return `{"value":${faithful(parse(bytes))}}`;
  let findings;
  try { findings = examine(parse(bytes)); }
  catch (error) { if (!(error instanceof Refused)) throw error; findings = error.findings; }
  const accepted = !findings.some(({ severity }) => severity === "error");
  return JSON.stringify({ accepted, findings });
}

const results = [];
for (const kind of ["valid", "invalid", "canonical", "roundtrip"]) {
  for (const name of readdirSync(`${corpus}/${kind}`)) {
    if (!name.endsWith(".json") || name.endsWith(".findings.json")) continue;
    const got = result(kind, readFileSync(`${corpus}/${kind}/${name}`));
    results.push(`    ${JSON.stringify(`${kind}/${name}`)}: ${got}`);
  }
}
writeFileSync(resultsFile, `{
  "corpus": "1.0",
  "implementation": "reader.mjs",
  "levels": ["reader", "writer", "checker"],
  "results": {\n${results.join(",\n")}\n  }\n}\n`);
