import axe, { type AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { openPage, type View } from "./chromium.ts";

/** Lists what would keep people out of a page, everything unfolded; axe runs outside of the page's own policy. */
export const barriersIn = async (browser: Browser, html: string, view: View): Promise<readonly string[]> => {
  const { page } = await openPage(browser, html, view);
  await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
  const results = (await page.evaluate(`(() => {
    const module = undefined, exports = undefined, define = undefined;
    ${axe.source}
    return axe.run(document, { resultTypes: ["violations"] });
  })()`)) as AxeResults;
  await page.close();
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html: node }) => `${id}: ${node.slice(0, 200)}`));
};
