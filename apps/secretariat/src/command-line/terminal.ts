/** The person at the keyboard, or what a script sends in place of one. */
export interface Terminal {
  /** Something that is no result: prompts, advice. Goes to the error stream. */
  say(text: string): void;
  /** One line; null where there is no more input. */
  ask(question: string): Promise<string | null>;
  /** One line that is not echoed; null where there is no terminal to keep it from being seen. */
  askSecret(question: string): Promise<string | null>;
  close(): void;
}

const [ENTER, RETURN, END, STOP, ERASE, ERASE_OLD, ERASE_LINE] = [
  "\n",
  "\r",
  "\u0004",
  "\u0003",
  "\u007f",
  "\b",
  "\u0015",
];

/** The terminal of this process, or its piped input. */
export class ProcessTerminal implements Terminal {
  readonly #input: NodeJS.ReadStream;
  readonly #output: NodeJS.WritableStream;
  #typed = "";
  #ended = false;
  #isOpen = false;
  #wake: (() => void) | null = null;

  constructor(
    input: NodeJS.ReadStream = process.stdin,
    output: NodeJS.WritableStream = process.stderr,
  ) {
    this.#input = input;
    this.#output = output;
  }

  say(text: string): void {
    this.#output.write(`${text}\n`);
  }

  async ask(question: string): Promise<string | null> {
    this.#output.write(`${question} `);
    return this.#line();
  }

  async askSecret(question: string): Promise<string | null> {
    const input = this.#input;
    if (!input.isTTY) return null;
    input.setRawMode(true);
    this.#output.write(`${question} `);
    try {
      return await this.#secretLine();
    } finally {
      input.setRawMode(false);
      this.#output.write("\n");
    }
  }

  close(): void {
    if (this.#isOpen) this.#input.pause();
  }

  #open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const wake = (): void => {
      this.#wake?.();
      this.#wake = null;
    };
    this.#input.setEncoding("utf8");
    this.#input.on("data", (text: string) => {
      this.#typed += text;
      wake();
    });
    this.#input.on("end", () => {
      this.#ended = true;
      wake();
    });
  }

  async #more(): Promise<void> {
    this.#open();
    this.#input.resume();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  async #line(): Promise<string | null> {
    for (;;) {
      const end = this.#typed.indexOf(ENTER);
      if (end >= 0) {
        const line = this.#typed.slice(0, end);
        this.#typed = this.#typed.slice(end + 1);
        return line.replace(/\r$/, "");
      }
      if (this.#ended) {
        const rest = this.#typed;
        this.#typed = "";
        return rest === "" ? null : rest;
      }
      await this.#more();
    }
  }

  /** Without the terminal's own line editing, which would echo. */
  async #secretLine(): Promise<string | null> {
    let line: string[] = [];
    for (;;) {
      for (const sign of this.#typed) {
        this.#typed = this.#typed.slice(sign.length);
        if (sign === ENTER || sign === RETURN) return line.join("");
        if (sign === END) return line.length === 0 ? null : line.join("");
        if (sign === STOP) {
          this.#input.setRawMode(false);
          process.kill(process.pid, "SIGINT");
          return null;
        }
        if (sign === ERASE || sign === ERASE_OLD) line = line.slice(0, -1);
        else if (sign === ERASE_LINE) line = [];
        else line.push(sign);
      }
      if (this.#ended) return null;
      await this.#more();
    }
  }
}
