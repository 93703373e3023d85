/** The browser for the tests, where somebody chose one: `CHROMIUM_PATH`. */
export function chosenChromium(): string | undefined {
  return process.env['CHROMIUM_PATH'];
}
