/** The browser for the tests, when one is chosen: `CHROMIUM_PATH`. */
export function chosenChromium(): string | undefined {
  return process.env['CHROMIUM_PATH'];
}
