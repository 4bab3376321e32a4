/** What `init` asks at a terminal. */

/** Ways to ask; tests bring their own. Each rejects when the one who is asked interrupts. */
export interface Questions {
  text(question: {
    readonly message: string;
    readonly initial?: string;
    /** What is wrong with an answer, in a sentence; null when nothing is. */
    readonly problem?: (answer: string) => string | null;
  }): Promise<string>;
  choice<Value extends string>(question: {
    readonly message: string;
    readonly choices: readonly { readonly value: Value; readonly label: string }[];
  }): Promise<Value>;
  consent(message: string): Promise<boolean>;
}

/** Asks at the terminal. */
export const atTheTerminal: Questions = {
  async text({ message, initial, problem = () => null }) {
    const { input } = await prompts();
    const answer = await input({
      message,
      ...(initial !== undefined && { default: initial }),
      validate: (text) => problem(text.trim()) ?? true,
    });
    return answer.trim();
  },
  async choice({ message, choices }) {
    const { select } = await prompts();
    return select({ message, choices: choices.map(({ value, label }) => ({ value, name: label })) });
  },
  async consent(message) {
    const { confirm } = await prompts();
    return confirm({ message, default: false });
  },
};

/** Whether an error says that the one who was asked left with Ctrl-C. */
export function isInterrupt(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}

/** Loaded when somebody is asked: every other command starts without it. */
function prompts() {
  return import('@inquirer/prompts');
}
