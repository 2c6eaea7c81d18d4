import { randomBytes } from "node:crypto";

/**
 * Does something with a value that is written as the given JSON text wherever this process writes JSON meanwhile: what no
 * value of the language is written as, or what is too deep for its writer.
 */
export async function withRawJson<T>(
  json: string,
  work: (value: string) => Promise<T>,
): Promise<T> {
  const mark = randomBytes(16).toString("hex");
  const write = JSON.stringify;
  JSON.stringify = ((...args: Parameters<typeof write>) => {
    // For a function or undefined it answers undefined, whatever its type says.
    const text = write(...args) as string | undefined;
    return text?.replaceAll(`"${mark}"`, json);
  }) as typeof write;
  try {
    return await work(mark);
  } finally {
    JSON.stringify = write;
  }
}
