// Saves the site in a stock Firefox, stops the server, and uses it: node firefox-offline.mjs BINARY ADDRESS DRAFT PID. Prints
// what it saw as JSON.
import puppeteer from "puppeteer-core";

const [binary, address, draft, server] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath: binary, headless: true });
const page = await browser.newPage();
const text = (selector) => page.$eval(selector, (node) => node.textContent.trim());
await page.goto(`${address}om/utan-nat/`);
await page.waitForSelector("offline-save[data-ready]");
const before = await text("offline-save [data-part=state]");
await page.click("offline-save [data-part=save]");
await page.waitForFunction(() => document.querySelector("offline-save [data-part=state]").textContent.startsWith("Sparad "), { timeout: 120_000 });
process.kill(Number(server), "SIGKILL");
await page.goto(`${address}kommentarer/svara/`);
const heading = await text("h1");
await page.waitForSelector("article .notice");
const notice = await text("article .notice");
await page.goto(`${address}publicera/granska-utkast/`);
await page.waitForSelector("draft-check[data-ready]");
await page.$eval("#draft-text", (field, value) => (field.value = value), draft);
await page.click("draft-check [data-part=submit]");
await page.waitForSelector("[data-part=result]:not([hidden])", { timeout: 90_000 });
const result = await text("#draft-result");
await page.goto(`${address}om/utan-nat/`);
await page.waitForSelector("offline-save [data-part=remove]:not([hidden])");
await page.click("offline-save [data-part=remove]");
await page.waitForFunction(() => document.querySelector("offline-save [data-part=result]").textContent.includes("borttaget"));
const left = await page.evaluate(async () => [...(await caches.keys()), ...(await navigator.serviceWorker.getRegistrations())].length);
console.log(JSON.stringify({ before, heading, notice, result, left }));
await browser.close();
