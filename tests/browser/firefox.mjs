// Checks a draft in a stock Firefox, over WebDriver BiDi: node firefox.mjs BINARY ADDRESS DRAFT. Prints what it saw as JSON.
import puppeteer from "puppeteer-core";

const [binary, address, draft] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath: binary, headless: true });
const page = await browser.newPage();
const errors = [];
page.on("pageerror", (error) => errors.push(error.message));
await page.goto(address);
await page.waitForSelector("draft-check[data-ready]");
await page.$eval("#draft-text", (field, text) => (field.value = text), draft);
await page.click("[data-part=submit]");
await page.waitForSelector("[data-part=result]:not([hidden])", { timeout: 90_000 });
const heading = await page.$eval("[data-part=heading]", (node) => node.textContent);
await page.$$eval(".finding button", (buttons) => buttons.find((node) => node.textContent.startsWith("Byt ut")).click());
await page.waitForFunction((before) => document.querySelector("[data-part=heading]").textContent !== before, {}, heading);
const after = await page.$eval("[data-part=heading]", (node) => node.textContent);
const value = await page.$eval("#draft-text", (field) => field.value);
console.log(JSON.stringify({ errors, heading, after, value }));
await browser.close();
