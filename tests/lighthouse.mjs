// What Lighthouse says of the site on its phone settings: `node tests/lighthouse.mjs URL RUNS PATH ...` prints one JSON object
// a page, {path, scores: {category: median}, metrics: {name: median}, lost: {audit: points}}. tests/lighthouse.py asks for it.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [address, runs, ...paths] = process.argv.slice(2);
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** What each audit with a weight took from its category, in hundredths, where it took any. */
function lost({ categories, audits }) {
  const found = {};
  for (const { id, auditRefs } of Object.values(categories)) {
    const whole = auditRefs.reduce((sum, { id: audit, weight }) => sum + (audits[audit].score === null ? 0 : weight), 0);
    for (const { id: audit, weight } of auditRefs) {
      const points = audits[audit].score === null ? 0 : (100 * weight * (1 - audits[audit].score)) / whole;
      if (points >= 0.5) found[`${id}: ${audit}`] = Math.round(points);
    }
  }
  return found;
}

const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: ["--headless=new", "--no-sandbox"] });
for (const path of paths) {
  const results = [];
  for (let run = 0; run < Number(runs); run += 1) {
    results.push((await lighthouse(address + path, { port: chrome.port, logLevel: "silent" })).lhr);
  }
  const scores = Object.fromEntries(
    Object.keys(results[0].categories).map((id) => [id, median(results.map(({ categories }) => Math.round(100 * categories[id].score)))]),
  );
  const metrics = Object.fromEntries(
    METRICS.map((id) => [id, median(results.map(({ audits }) => Math.round(1000 * audits[id].numericValue) / 1000))]),
  );
  const worst = results.reduce((a, b) => (a.categories.performance.score < b.categories.performance.score ? a : b));
  console.log(JSON.stringify({ path, scores, metrics, lost: lost(worst) }));
}
await chrome.kill();
