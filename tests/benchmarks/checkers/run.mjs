// One of other people's checkers in a warm process, or our engine in Pyodide: `node run.mjs TOOL`. The program copies this file to
// where the packages are installed. In: a line of JSON, the texts to check. Out: {cpu: ms of processor time so far, finds}.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const RULES = ["no-todo", "max-comma", "common-misspellings", "terminology", "stop-words"];

const TOOLS = {
  async "write-good"() {
    const { default: check } = await import("write-good");
    return (text) => check(text).length;
  },
  async alex() {
    const { text: check } = await import("alex");
    return (text) => check(text).messages.length;
  },
  async textlint() {
    const { TextlintKernel } = await import("@textlint/kernel");
    const plain = (module) => module.default.default ?? module.default;
    const rules = [];
    for (const ruleId of RULES) rules.push({ ruleId, rule: plain(await import(`textlint-rule-${ruleId}`)) });
    const plugins = [{ pluginId: "text", plugin: plain(await import("@textlint/textlint-plugin-text")) }];
    const kernel = new TextlintKernel();
    return async (text) => (await kernel.lintText(text, { ext: ".txt", filePath: "post.txt", plugins, rules })).messages.length;
  },
  async ours(runtime, wheel) {
    const { loadPyodide } = await import(`${runtime}/pyodide.mjs`);
    const python = await loadPyodide();
    python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
    const { call } = python.pyimport("checklists.api");
    return (text) => JSON.parse(call("draft_check", JSON.stringify({ text, channel: "facebook" }))).findings.length;
  },
};

const [tool, ...given] = process.argv.slice(2);
const check = await TOOLS[tool](...given);
for await (const line of createInterface({ input: process.stdin })) {
  let finds = 0;
  for (const text of JSON.parse(line)) finds += await check(text);
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ cpu: (user + system) / 1000, finds }));
}
