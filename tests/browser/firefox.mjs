// Goes through visits.py in a stock Firefox, over WebDriver BiDi: node firefox.mjs BINARY ADDRESS < visits.json. Prints what
// went wrong on each visit as JSON: [[name, problem]], the problem "" where there is none.
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [binary, address] = process.argv.slice(2);
const { prelude, visits } = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({ browser: "firefox", executablePath: binary, headless: true, protocolTimeout: 120_000 });
const told = [];
const page = await browser.newPage();
let errors = [];
page.on("pageerror", (error) => errors.push(error.message));
page.on("console", (message) => ["error", "warn"].includes(message.type()) && errors.push(message.text()));
await page.evaluateOnNewDocument(() => {
  window.violations = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => violations.push(`${violatedDirective}: ${blockedURI}`));
});
for (const { name, path, steps } of visits) {
  await page.goto("about:blank"); // leaving a page that still fetches is told of as an error, which is none
  errors = [];
  try {
    await page.goto(address + path);
    await page.waitForFunction("!document.querySelector('article :not(:defined)')");
    if (steps.length) await page.waitForSelector("[data-ready]");
    for (const [act, until] of steps) {
      await page.evaluate(`(() => { ${prelude} ${act} })()`);
      await page.waitForFunction(`(() => { ${prelude} return ${until} })()`, { timeout: 90_000 });
    }
    errors.push(...(await page.evaluate(() => violations)));
    told.push([name, errors.join("; ")]);
  } catch (error) {
    told.push([name, `${error.message} ${errors.join("; ")}`]);
  }
}
console.log(JSON.stringify(told));
await browser.close();
