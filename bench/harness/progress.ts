/** Tells people what happens: a bar that moves on a terminal, a line for each step elsewhere. */
export type Progress = {
  /** What is being done now. */
  readonly say: (line: string) => void;
  /** A step of many. */
  readonly step: (done: number, total: number, what: string) => void;
};

const WIDTH = 24;

export function createProgress(question: string, output: NodeJS.WriteStream = process.stdout): Progress {
  const line = (text: string): void => void output.write(output.isTTY ? `\r\u001B[2K${text}` : `${text}\n`);
  return {
    say: (text) => {
      line(`${question}: ${text}`);
      if (output.isTTY) output.write('\n');
    },
    step: (done, total, what) => {
      const filled = Math.round((done / total) * WIDTH);
      line(`${question} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total} ${what}`);
      if (output.isTTY && done === total) output.write('\n');
    },
  };
}
