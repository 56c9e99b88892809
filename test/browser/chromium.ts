import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { temporaryFolder } from "../cli/temporary.ts";

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser to test in; null where there is none. */
export const CHROMIUM = PLACES.find((path) => path !== undefined && existsSync(path)) ?? null;

if (CHROMIUM === null)
  process.stderr.write(
    "\nNO CHROMIUM FOUND: the tests of the page in a browser are skipped. apt-get install chromium, or set CHROMIUM.\n\n",
  );

/** Starts the browser; sandboxes of test machines have no namespaces for its own. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox", "--disable-gpu"] });

/** A page opened from the disk, with all that it complained of and asked for. */
export interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Addresses asked for, but the file itself. */
  readonly requests: readonly string[];
}

export interface View {
  readonly width: number;
  readonly scheme: "light" | "dark";
}

/** Writes a page to a file of its own, and opens it as a double click would. */
export const openPage = async (browser: Browser, html: string, { width, scheme }: View): Promise<Opened> => {
  const file = join(temporaryFolder(), "report.html");
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme, acceptDownloads: true });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => void complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => void complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== address) requests.push(request.url());
  });
  await page.goto(address);
  return { page, complaints, requests };
};
